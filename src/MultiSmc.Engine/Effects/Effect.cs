using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>What the kernel did.</summary>
public enum EffectKind : byte
{
    /// <summary>Send a request to the exchange: payload <see cref="VenueRequest"/>.</summary>
    Submit,

    /// <summary>Set a timer: payload <see cref="TimerRequest"/>.</summary>
    SetTimer,

    /// <summary>A packet closed: slot in <see cref="EffectBuffer.Packets"/>; <see cref="Effect.Amount"/> is the account's equity at that moment.</summary>
    PacketClosed,

    /// <summary>The detector saw something: slot in <see cref="EffectBuffer.StructureEvents"/>.</summary>
    Structure,

    /// <summary>A zone was born, changed or ended: slot in <see cref="EffectBuffer.Zones"/>, after the structure event that says so.</summary>
    ZoneChanged,

    /// <summary>Data was lost before this trade: structure starts anew.</summary>
    SegmentBroken,

    /// <summary>One of our orders executed: payload <see cref="Core.Fill"/>.</summary>
    Filled,

    /// <summary>A strategy's own record of a step (setup placed, skipped, decided, closed): payload defined by the strategy.</summary>
    Trace,

    /// <summary>A person should know: payload <see cref="Alert"/>.</summary>
    Alert,

    /// <summary>A command was carried out or not: payload <see cref="Engine.CommandResult"/>.</summary>
    CommandResult,

    /// <summary>Trading was locked or unlocked: payload <see cref="EntryLockChange"/>.</summary>
    EntryLockChanged,
}

/// <summary>One effect. Small, flat, in the order in which it happened.</summary>
/// <param name="Kind">What.</param>
/// <param name="Instrument">Whose.</param>
/// <param name="Slot">Index into the buffer's typed list, or −1.</param>
/// <param name="Payload">For rare effects: the value.</param>
/// <param name="Amount">For <see cref="EffectKind.PacketClosed"/>: equity in quote.</param>
public readonly record struct Effect(EffectKind Kind, InstrumentId Instrument, int Slot, object? Payload, Money Amount);

/// <summary>Something a person should know.</summary>
/// <param name="Code">Stable name: "entry-refused".</param>
/// <param name="Message">In words a trader understands.</param>
public sealed record Alert(string Code, string Message)
{
    /// <summary>Nothing is wrong and nobody has to do anything: it is told, not alarming.</summary>
    public bool IsNews { get; init; }
}
