using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Engine;

/// <summary>Effects of one input, in order. Reused from input to input: what it shows is valid until <see cref="Clear"/>.</summary>
public sealed class EffectBuffer
{
    private Effect[] _effects = new Effect[64];
    private Packet[] _packets = new Packet[4];
    private StructureEvent[] _events = new StructureEvent[32];
    private Zone[] _zones = new Zone[16];
    private int _effectCount;
    private int _packetCount;
    private int _eventCount;
    private int _zoneCount;

    /// <summary>The effects in order.</summary>
    public ReadOnlySpan<Effect> Effects => _effects.AsSpan(0, _effectCount);

    /// <summary>Closed packets.</summary>
    public ReadOnlySpan<Packet> Packets => _packets.AsSpan(0, _packetCount);

    /// <summary>Structure events.</summary>
    public ReadOnlySpan<StructureEvent> StructureEvents => _events.AsSpan(0, _eventCount);

    /// <summary>Zones as they stood after a change.</summary>
    public ReadOnlySpan<Zone> Zones => _zones.AsSpan(0, _zoneCount);

    /// <summary>Forgets everything; keeps the memory.</summary>
    public void Clear()
    {
        if (_effectCount == 0)
            return;
        Array.Clear(_effects, 0, _effectCount); // payloads must not be kept alive
        _effectCount = _packetCount = _eventCount = _zoneCount = 0;
    }

    /// <summary>Adds a request to the exchange.</summary>
    public void Submit(VenueRequest request) => Add(EffectKind.Submit, request.Instrument, request);

    /// <summary>Adds an effect with a payload.</summary>
    public void Add(EffectKind kind, InstrumentId instrument, object? payload) => Push(new Effect(kind, instrument, -1, payload, Money.Zero));

    /// <summary>Adds a closed packet with the equity at its close.</summary>
    public void AddPacket(InstrumentId instrument, in Packet packet, Money equity)
    {
        if (_packetCount == _packets.Length)
            Array.Resize(ref _packets, _packets.Length * 2);
        _packets[_packetCount] = packet;
        Push(new Effect(EffectKind.PacketClosed, instrument, _packetCount++, null, equity));
    }

    /// <summary>Adds a structure event.</summary>
    public void AddStructureEvent(InstrumentId instrument, in StructureEvent structureEvent)
    {
        if (_eventCount == _events.Length)
            Array.Resize(ref _events, _events.Length * 2);
        _events[_eventCount] = structureEvent;
        Push(new Effect(EffectKind.Structure, instrument, _eventCount++, null, Money.Zero));
    }

    /// <summary>Adds a zone after a change.</summary>
    public void AddZone(InstrumentId instrument, in Zone zone)
    {
        if (_zoneCount == _zones.Length)
            Array.Resize(ref _zones, _zones.Length * 2);
        _zones[_zoneCount] = zone;
        Push(new Effect(EffectKind.ZoneChanged, instrument, _zoneCount++, null, Money.Zero));
    }

    private void Push(in Effect effect)
    {
        if (_effectCount == _effects.Length)
            Array.Resize(ref _effects, _effects.Length * 2);
        _effects[_effectCount++] = effect;
    }
}
