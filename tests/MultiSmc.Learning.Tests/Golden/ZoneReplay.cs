using MultiSmc.Structure;

namespace MultiSmc.Learning.Tests;

/// <summary>Rebuilds, packet by packet, how the zones of a golden set stood, from its events and the zones' fixed facts.</summary>
internal sealed class ZoneReplay
{
    private readonly GoldenSet _set;
    private readonly Dictionary<int, int> _rows = [];
    private readonly long _tick;
    private readonly long[] _tpMilli;
    private readonly List<int> _lost = [];
    private int _nextEvent;

    public ZoneReplay(GoldenSet set)
    {
        _set = set;
        for (var row = 0; row < set.Zones.Count; row++)
            _rows[(int)set.Zones.Long(row, "id")] = row;
        _tick = set.StructureSettings.GetProperty("tick").GetInt64();
        _tpMilli = [.. set.StructureSettings.GetProperty("tp_milli").EnumerateArray().Select(element => element.GetInt64())];
    }

    /// <summary>Zones alive before the last packet replayed or created by it, as they stand after it.</summary>
    public SortedDictionary<int, Zone> Zones { get; } = [];

    /// <summary>Plays packet <paramref name="index"/> and returns its events.</summary>
    public ReadOnlySpan<StructureEvent> Advance(int index)
    {
        var packet = _set.Packets[index];
        foreach (var id in _lost)
            Zones.Remove(id);
        _lost.Clear();
        foreach (var (id, zone) in Zones.ToArray())
        {
            if (!zone.IsLive)
                Zones.Remove(id);
            else
                Zones[id] = zone with { Adverse = Worse(zone.Side, zone.Adverse, zone.Side == Direction.Long ? packet.Low : packet.High) };
        }

        var first = _nextEvent;
        while (_nextEvent < _set.Events.Length && _set.Events[_nextEvent].Packet == index)
            Apply(in _set.Events[_nextEvent++], index);
        return _set.Events.AsSpan(first, _nextEvent - first);
    }

    private void Apply(in StructureEvent e, int index)
    {
        switch (e.Kind)
        {
            case StructureEventKind.ZoneCreated:
                Zones[e.ZoneId] = Create(in e, index);
                break;
            case StructureEventKind.ZoneExtended:
                var extended = Zones[e.ZoneId] with { Ext = e.Ext, ExtIndex = index, Adverse = _set.Packets[index].Close };
                Zones[e.ZoneId] = WithLevels(extended with { Version = extended.Version + 1 }, in e);
                break;
            case StructureEventKind.ZoneTouched:
                Zones[e.ZoneId] = Zones[e.ZoneId] with { State = ZoneState.Touched, TouchedAt = index };
                break;
            case StructureEventKind.ZoneEntered:
                Zones[e.ZoneId] = Zones[e.ZoneId] with { State = ZoneState.Entered, EnteredAt = index };
                break;
            // Stands under the segment's last packet, but became known only with the trade after it.
            case StructureEventKind.ZoneCancelled when e.Reason == StructureReason.Segment:
                _lost.Add(e.ZoneId);
                break;
            case >= StructureEventKind.ZoneInvalidated:
                // Which end it was does not matter here; a zone may be extended and superseded by the same packet, so it stays until the next one.
                Zones[e.ZoneId] = Zones[e.ZoneId] with { State = ZoneState.Cancelled, EndedAt = index };
                break;
        }
    }

    private Zone Create(in StructureEvent e, int index)
    {
        var row = _rows[e.ZoneId];
        var isLong = e.Side == Direction.Long;
        var originIndex = (int)_set.Zones.Long(row, "origin_index");
        var extIndex = originIndex;
        while ((isLong ? _set.Packets[extIndex].High : _set.Packets[extIndex].Low) != e.Ext)
            extIndex++;
        var adverse = _set.Packets[extIndex].Close;
        for (var i = extIndex + 1; i <= index; i++)
            adverse = Worse(e.Side, adverse, isLong ? _set.Packets[i].Low : _set.Packets[i].High);
        var zone = new Zone
        {
            Id = e.ZoneId,
            Side = e.Side,
            Kind = e.BreakKind,
            Created = index,
            OriginIndex = originIndex,
            Origin = _set.Zones.Long(row, "origin"),
            ExtIndex = extIndex,
            Ext = e.Ext,
            TouchedAt = -1,
            EnteredAt = -1,
            EndedAt = -1,
            Adverse = adverse,
        };
        return WithLevels(zone, in e);
    }

    private Zone WithLevels(Zone zone, in StructureEvent e) => zone with
    {
        Entry = e.Entry,
        Sl = e.Sl,
        Tp1 = Target(in zone, _tpMilli[0]),
        Tp2 = Target(in zone, _tpMilli[1]),
        Tp3 = Target(in zone, _tpMilli[2]),
    };

    // algorithms §2.5: thousandths of the range beyond the extreme, rounded to the tick: long down, short up.
    private long Target(in Zone zone, long milli)
    {
        var step = 1000 * _tick;
        return zone.Side == Direction.Long
            ? (zone.Ext * 1000 + zone.Range * milli) / step * _tick
            : (zone.Ext * 1000 - zone.Range * milli + step - 1) / step * _tick;
    }

    private static long Worse(Direction side, long a, long b) => side == Direction.Long ? Math.Min(a, b) : Math.Max(a, b);
}
