using MultiSmc.Core;

namespace MultiSmc.Structure;

/// <summary>The live zones in id order, and those the current packet ended. Waiting zones are bounded by the parameters, entered ones by their holding limit.</summary>
internal sealed class ZoneBook(StructureParameters parameters)
{
    private const long Million = 1_000_000;

    private readonly ZoneRatios _ratios = new(parameters);
    private readonly ZoneLife _life = new(parameters);
    private readonly long _minRangePpm = parameters.MinRangePpm;
    private readonly int _maxPerSide = parameters.MaxZonesPerSide;
    private Zone[] _live = new Zone[16];
    private Zone[] _ended = new Zone[16];
    private int _liveCount;
    private int _endedCount;
    private int _nextId;

    public ReadOnlySpan<Zone> Live => _live.AsSpan(0, _liveCount);

    /// <summary>Zones that ended since <see cref="ForgetEnded"/>.</summary>
    public ReadOnlySpan<Zone> Ended => _ended.AsSpan(0, _endedCount);

    public void ForgetEnded() => _endedCount = 0;

    public void Update(in SidedBar bar, long index, EventBuffer events)
    {
        if (_liveCount == 0)
            return;
        var mirrored = bar.Mirrored;
        var hasEnded = false;
        foreach (ref var zone in _live.AsSpan(0, _liveCount))
        {
            if (zone.Side == Direction.Long)
                _life.Step(ref zone, in bar, index, events);
            else
                _life.Step(ref zone, in mirrored, index, events);
            hasEnded |= !zone.IsLive;
        }

        if (hasEnded)
            RemoveEnded();
    }

    /// <summary>Ends waiting zones of the other side, then creates the break's zone or says why not.</summary>
    public void OnBreak(in StructureBreak made, in Bar bar, long index, EventBuffer events)
    {
        CancelWaiting(made.Side.Opposite(), index, events);
        var sign = (long)made.Side;
        var leg = made.Leg;
        var range = leg.Ext - leg.Origin;
        if (range == 0 || (Int128)range * Million < (Int128)_minRangePpm * Math.Min(Math.Abs(leg.Ext), Math.Abs(leg.Origin)))
        {
            events.ZoneRejected(in made, StructureReason.RangeTooSmall, index);
            return;
        }

        var levels = _ratios.Levels(made.Side, sign * leg.Origin, sign * leg.Ext);
        if (sign * bar.Close <= sign * levels.Top)
        {
            events.ZoneRejected(in made, StructureReason.PriceInside, index);
            return;
        }

        SupersedeOldest(made.Side, index, events);
        Create(in made, in levels, index, events);
    }

    public void CancelAll(long index, EventBuffer events)
    {
        foreach (ref var zone in _live.AsSpan(0, _liveCount))
            ZoneLife.Cancel(ref zone, StructureReason.Segment, index, events);
        RemoveEnded();
    }

    /// <summary>The oldest packet at which a live zone's leg begins, or <paramref name="none"/>.</summary>
    public long Oldest(long none)
    {
        foreach (ref readonly var zone in Live)
            none = Math.Min(none, zone.OriginIndex);
        return none;
    }

    /// <summary>Saves the zones, or takes saved ones. Those that the last packet ended are still asked for until the next.</summary>
    public void Carry(StateCarrier state)
    {
        _nextId = state.Int32(_nextId);
        Carry(state, ref _live, ref _liveCount);
        Carry(state, ref _ended, ref _endedCount);
    }

    private static void Carry(StateCarrier state, ref Zone[] zones, ref int count)
    {
        count = state.Count(count);
        if (count > zones.Length)
            Array.Resize(ref zones, count);
        foreach (ref var zone in zones.AsSpan(0, count))
            state.Zone(ref zone);
    }

    private void CancelWaiting(Direction side, long index, EventBuffer events)
    {
        foreach (ref var zone in _live.AsSpan(0, _liveCount))
        {
            if (zone.Side == side && zone.IsWaiting)
                ZoneLife.Cancel(ref zone, StructureReason.OppositeBreak, index, events);
        }

        RemoveEnded();
    }

    private void SupersedeOldest(Direction side, long index, EventBuffer events)
    {
        int waiting = 0, oldest = -1;
        for (var position = 0; position < _liveCount; position++)
        {
            if (_live[position].Side != side || !_live[position].IsWaiting)
                continue;
            waiting++;
            if (oldest < 0)
                oldest = position;
        }

        if (waiting < _maxPerSide)
            return;
        ZoneLife.Supersede(ref _live[oldest], _nextId, index, events);
        RemoveEnded();
    }

    private void Create(in StructureBreak made, in ZoneLevels levels, long index, EventBuffer events)
    {
        if (_liveCount == _live.Length)
            Array.Resize(ref _live, _liveCount * 2);
        var sign = (long)made.Side;
        ref var zone = ref _live[_liveCount++];
        zone = new Zone
        {
            Id = _nextId++,
            Side = made.Side,
            Kind = made.Kind,
            State = ZoneState.Pending,
            BrokenIndex = made.Level.Index,
            BrokenPrice = made.Level.Price,
            Created = index,
            OriginIndex = made.Leg.OriginIndex,
            Origin = sign * made.Leg.Origin,
            ExtIndex = made.Leg.ExtIndex,
            Ext = sign * made.Leg.Ext,
            TouchedAt = -1,
            EnteredAt = -1,
            EndedAt = -1,
            Adverse = sign * made.Leg.Adverse,
        };
        ZoneLife.Place(ref zone, in levels);
        events.ZoneCreated(in zone, index);
    }

    private void RemoveEnded()
    {
        var kept = 0;
        for (var position = 0; position < _liveCount; position++)
        {
            ref var zone = ref _live[position];
            if (!zone.IsLive)
            {
                if (_endedCount == _ended.Length)
                    Array.Resize(ref _ended, _endedCount * 2);
                _ended[_endedCount++] = zone;
            }
            else
            {
                if (kept != position)
                    _live[kept] = zone;
                kept++;
            }
        }

        _liveCount = kept;
    }
}
