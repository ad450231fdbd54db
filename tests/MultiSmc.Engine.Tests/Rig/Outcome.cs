using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Engine.Tests;

/// <summary>The effects of one input, copied out of the buffer.</summary>
internal sealed record Outcome(Effect[] Effects, Packet[] Packets, StructureEvent[] Events, Zone[] Zones)
{
    public IEnumerable<EffectKind> Kinds => Effects.Select(effect => effect.Kind);

    public IEnumerable<VenueRequest> Requests => Effects.Select(effect => effect.Payload).OfType<VenueRequest>();

    public IEnumerable<string> Alerts => Effects.Select(effect => effect.Payload).OfType<Alert>().Select(alert => alert.Code);

    public IEnumerable<CommandResult> Results => Effects.Select(effect => effect.Payload).OfType<CommandResult>();

    public static Outcome Of(EffectBuffer buffer) =>
        new([.. buffer.Effects], [.. buffer.Packets], [.. buffer.StructureEvents], [.. buffer.Zones]);

    public bool IsSameAs(Outcome other) =>
        Effects.SequenceEqual(other.Effects) && Packets.SequenceEqual(other.Packets) && Events.SequenceEqual(other.Events) && Zones.SequenceEqual(other.Zones);

    /// <summary>What was seen in one market, in order, with the values in place of their slots: without orders, and without the account's equity.</summary>
    public IEnumerable<(EffectKind Kind, object? Value)> MarketOf(InstrumentId instrument) =>
        from effect in Effects
        where effect.Instrument == instrument
        where effect.Kind is EffectKind.PacketClosed or EffectKind.Structure or EffectKind.ZoneChanged or EffectKind.SegmentBroken
        select (effect.Kind, ValueOf(effect));

    /// <summary>An effect as a word: what the strategy traced, the structure event, else the kind.</summary>
    public IEnumerable<string> Words => Effects.Select(effect => effect.Kind switch
    {
        EffectKind.Trace => effect.Payload?.ToString() ?? "",
        EffectKind.Structure => Events[effect.Slot].Kind.ToString(),
        _ => effect.Kind.ToString(),
    });

    private object? ValueOf(Effect effect) => effect.Kind switch
    {
        EffectKind.PacketClosed => Packets[effect.Slot],
        EffectKind.Structure => Events[effect.Slot],
        EffectKind.ZoneChanged => Zones[effect.Slot],
        _ => null,
    };
}
