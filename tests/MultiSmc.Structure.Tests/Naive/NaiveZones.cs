namespace MultiSmc.Structure.Tests;

/// <summary>All zones of a run, live and ended; long and short rules written out apart.</summary>
internal sealed class NaiveZones(NaiveHistory history, StructureParameters parameters, List<StructureEvent> events)
{
    public List<Zone> All { get; } = [];

    public void Update(int now)
    {
        var bar = history[now];
        for (var id = 0; id < All.Count; id++)
        {
            var zone = All[id];
            if (!zone.IsLive)
                continue;
            var isLong = zone.Side == Direction.Long;
            var wasEntered = zone.State == ZoneState.Entered;
            if (zone.State == ZoneState.Pending && (isLong ? bar.Low <= zone.Top : bar.High >= zone.Top))
            {
                zone.State = ZoneState.Touched;
                zone.TouchedAt = now;
                Tell(StructureEventKind.ZoneTouched, zone, now);
            }

            if (zone.State == ZoneState.Touched && (isLong ? bar.Low < zone.Entry : bar.High > zone.Entry))
            {
                zone.State = ZoneState.Entered;
                zone.EnteredAt = now;
                Tell(StructureEventKind.ZoneEntered, zone, now);
            }

            if (isLong ? bar.Low < zone.Origin : bar.High > zone.Origin)
                End(ref zone, ZoneState.Invalidated, StructureEventKind.ZoneInvalidated, now);
            else if (wasEntered && (isLong ? bar.High > zone.Tp1 : bar.Low < zone.Tp1))
                End(ref zone, ZoneState.Completed, StructureEventKind.ZoneCompleted, now);
            else if (wasEntered && now - zone.EnteredAt >= parameters.HoldPackets)
                End(ref zone, ZoneState.TimedOut, StructureEventKind.ZoneTimedOut, now);
            else if (zone.IsWaiting && now - zone.Created >= parameters.TtlPackets)
                End(ref zone, ZoneState.Expired, StructureEventKind.ZoneExpired, now);
            else if (zone.State == ZoneState.Pending && parameters.RangeMode == RangeMode.Trailing && (isLong ? bar.High > zone.Ext : bar.Low < zone.Ext))
                Extend(ref zone, isLong ? bar.High : bar.Low, now);
            zone.Adverse = history.Adverse(zone.Side, (int)zone.ExtIndex, now);
            All[id] = zone;
        }
    }

    public void OnBreak(Direction side, BreakKind kind, int level, long levelPrice, int origin, int ext, int now)
    {
        for (var id = 0; id < All.Count; id++)
        {
            if (All[id].Side != side && All[id].IsWaiting)
                Stop(id, ZoneState.Cancelled, Event(StructureEventKind.ZoneCancelled, All[id], now) with { Reason = StructureReason.OppositeBreak }, now);
        }

        var isLong = side == Direction.Long;
        var originPrice = isLong ? history[origin].Low : history[origin].High;
        var extPrice = isLong ? history[ext].High : history[ext].Low;
        var range = Math.Abs(extPrice - originPrice);
        var levels = NaiveLevels.Compute(side, originPrice, extPrice, parameters);
        var reason = StructureReason.None;
        if (range == 0 || (decimal)range * 1_000_000 < (decimal)parameters.MinRangePpm * Math.Min(extPrice, originPrice))
            reason = StructureReason.RangeTooSmall;
        else if (isLong ? history[now].Close <= levels.Top : history[now].Close >= levels.Top)
            reason = StructureReason.PriceInside;
        if (reason != StructureReason.None)
        {
            events.Add(new() { Packet = now, Kind = StructureEventKind.ZoneRejected, ZoneId = -1, By = -1, Index = -1, Side = side, BreakKind = kind, Reason = reason });
            return;
        }

        var waiting = All.Where(zone => zone.Side == side && zone.IsWaiting).ToList();
        if (waiting.Count >= parameters.MaxZonesPerSide)
            Stop(waiting[0].Id, ZoneState.Superseded, Event(StructureEventKind.ZoneSuperseded, waiting[0], now) with { By = All.Count }, now);
        var zone = new Zone
        {
            Id = All.Count,
            Side = side,
            Kind = kind,
            BrokenIndex = level,
            BrokenPrice = levelPrice,
            Created = now,
            OriginIndex = origin,
            Origin = originPrice,
            ExtIndex = ext,
            Ext = extPrice,
            TouchedAt = -1,
            EnteredAt = -1,
            EndedAt = -1,
            Adverse = history.Adverse(side, ext, now),
        };
        Place(ref zone, levels);
        All.Add(zone);
        events.Add(Event(StructureEventKind.ZoneCreated, zone, now) with { Ext = zone.Ext, Entry = zone.Entry, Sl = zone.Sl });
    }

    public void CancelAll(int now)
    {
        foreach (var zone in All.Where(zone => zone.IsLive).ToList())
            Stop(zone.Id, ZoneState.Cancelled, Event(StructureEventKind.ZoneCancelled, zone, now) with { Reason = StructureReason.Segment }, now);
    }

    private static StructureEvent Event(StructureEventKind kind, in Zone zone, int now) =>
        new() { Packet = now, Kind = kind, ZoneId = zone.Id, By = -1, Index = -1, Side = zone.Side, BreakKind = zone.Kind };

    private static void Place(ref Zone zone, in ZoneLevels levels) =>
        (zone.Top, zone.Entry, zone.Bottom, zone.Eq, zone.Sl, zone.Tp1, zone.Tp2, zone.Tp3) = levels;

    private void Tell(StructureEventKind kind, in Zone zone, int now) => events.Add(Event(kind, zone, now));

    private void End(ref Zone zone, ZoneState state, StructureEventKind kind, int now)
    {
        zone.State = state;
        zone.EndedAt = now;
        Tell(kind, zone, now);
    }

    private void Stop(int id, ZoneState state, StructureEvent item, int now)
    {
        All[id] = All[id] with { State = state, EndedAt = now };
        events.Add(item);
    }

    private void Extend(ref Zone zone, long ext, int now)
    {
        zone.Ext = ext;
        zone.ExtIndex = now;
        zone.Version++;
        Place(ref zone, NaiveLevels.Compute(zone.Side, zone.Origin, ext, parameters));
        events.Add(Event(StructureEventKind.ZoneExtended, zone, now) with { Ext = ext, Entry = zone.Entry, Sl = zone.Sl });
    }
}
