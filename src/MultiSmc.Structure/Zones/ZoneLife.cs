namespace MultiSmc.Structure;

/// <summary>What one packet does to one live zone.</summary>
internal sealed class ZoneLife(StructureParameters parameters)
{
    private readonly ZoneRatios _ratios = new(parameters);
    private readonly bool _isTrailing = parameters.RangeMode == RangeMode.Trailing;
    private readonly long _ttl = parameters.TtlPackets;
    private readonly long _hold = parameters.HoldPackets;

    /// <summary>Judges a zone against its levels as they stood before the packet; <paramref name="bar"/> as the zone's side sees it.</summary>
    public void Step(ref Zone zone, in SidedBar bar, long index, EventBuffer events)
    {
        var sign = (long)zone.Side;
        var wasEntered = zone.State == ZoneState.Entered;
        zone.Adverse = sign * Math.Min(sign * zone.Adverse, bar.Low);
        if (zone.State == ZoneState.Pending && bar.Low <= sign * zone.Top)
        {
            zone.State = ZoneState.Touched;
            zone.TouchedAt = index;
            events.Zone(StructureEventKind.ZoneTouched, in zone, index);
        }

        if (zone.State == ZoneState.Touched && bar.Low < sign * zone.Entry)
        {
            zone.State = ZoneState.Entered;
            zone.EnteredAt = index;
            events.Zone(StructureEventKind.ZoneEntered, in zone, index);
        }

        // The first that holds wins.
        if (bar.Low < sign * zone.Origin)
            End(ref zone, ZoneState.Invalidated, StructureEventKind.ZoneInvalidated, index, events);
        else if (wasEntered && bar.High > sign * zone.Tp1)
            End(ref zone, ZoneState.Completed, StructureEventKind.ZoneCompleted, index, events);
        else if (wasEntered && index - zone.EnteredAt >= _hold)
            End(ref zone, ZoneState.TimedOut, StructureEventKind.ZoneTimedOut, index, events);
        else if (zone.IsWaiting && index - zone.Created >= _ttl)
            End(ref zone, ZoneState.Expired, StructureEventKind.ZoneExpired, index, events);
        else if (_isTrailing && zone.State == ZoneState.Pending && bar.High > sign * zone.Ext)
            Extend(ref zone, in bar, index, events);
    }

    public static void End(ref Zone zone, ZoneState state, StructureEventKind kind, long index, EventBuffer events)
    {
        zone.State = state;
        zone.EndedAt = index;
        events.Zone(kind, in zone, index);
    }

    public static void Cancel(ref Zone zone, StructureReason reason, long index, EventBuffer events)
    {
        zone.State = ZoneState.Cancelled;
        zone.EndedAt = index;
        events.ZoneCancelled(in zone, reason, index);
    }

    public static void Supersede(ref Zone zone, int by, long index, EventBuffer events)
    {
        zone.State = ZoneState.Superseded;
        zone.EndedAt = index;
        events.ZoneSuperseded(in zone, by, index);
    }

    public static void Place(ref Zone zone, in ZoneLevels levels)
    {
        zone.Top = levels.Top;
        zone.Entry = levels.Entry;
        zone.Bottom = levels.Bottom;
        zone.Eq = levels.Eq;
        zone.Sl = levels.Sl;
        zone.Tp1 = levels.Tp1;
        zone.Tp2 = levels.Tp2;
        zone.Tp3 = levels.Tp3;
    }

    private void Extend(ref Zone zone, in SidedBar bar, long index, EventBuffer events)
    {
        var sign = (long)zone.Side;
        zone.Ext = sign * bar.High;
        zone.ExtIndex = index;
        zone.Adverse = sign * bar.Close;
        zone.Version++;
        Place(ref zone, _ratios.Levels(zone.Side, zone.Origin, zone.Ext));
        events.ZoneWithLevels(StructureEventKind.ZoneExtended, in zone, index);
    }
}
