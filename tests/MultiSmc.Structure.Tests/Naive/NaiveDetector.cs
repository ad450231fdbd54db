namespace MultiSmc.Structure.Tests;

/// <summary>The detector's plain twin: it keeps every packet and scans them again for each answer.</summary>
internal sealed class NaiveDetector
{
    private readonly StructureParameters _parameters;
    private readonly NaiveHistory _history = new();
    private readonly NaiveZones _zones;

    // Accepted swings of the segment in order; a replaced one is gone.
    private readonly List<(Direction Side, int Index)> _swings = [];
    private readonly HashSet<(Direction Side, int Index)> _brokenSwings = [];
    private (Direction Side, int Index)? _protected;

    public NaiveDetector(StructureParameters parameters)
    {
        _parameters = parameters;
        _zones = new(_history, parameters, Events);
    }

    public List<StructureEvent> Events { get; } = [];

    public IReadOnlyList<Zone> Zones => _zones.All;

    public Direction Trend { get; private set; }

    public StructureLevel ReferenceHigh => Reference(Direction.Long);

    public StructureLevel ReferenceLow => Reference(Direction.Short);

    public StructureLevel ProtectedLevel => _protected is { } level ? new(PriceOf(level.Side, level.Index), level.Index, false) : StructureLevel.None;

    public long AtrSum
    {
        get
        {
            var count = Math.Min(_parameters.AtrWindow, _history.Last - _history.SegmentStart + 1);
            return Enumerable.Range(_history.Last - count + 1, count).Sum(_history.TrueRange);
        }
    }

    public void Add(Bar bar)
    {
        _history.Add(bar);
        var now = _history.Last;
        _zones.Update(now);
        foreach (var swing in NaiveSwings.KnownNow(_history, _parameters))
            Accept(swing.Side, swing.Index, now);
        Break(now);
    }

    public void Reset()
    {
        _zones.CancelAll(_history.Last);
        _history.StartSegment();
        _swings.Clear();
        _brokenSwings.Clear();
        _protected = null;
        Trend = Direction.None;
    }

    private long PriceOf(Direction side, int index) => side == Direction.Long ? _history[index].High : _history[index].Low;

    private StructureLevel Reference(Direction side)
    {
        var ofKind = _swings.Where(swing => swing.Side == side).ToList();
        return ofKind.Count == 0 ? StructureLevel.None : new(PriceOf(side, ofKind[^1].Index), ofKind[^1].Index, _brokenSwings.Contains(ofKind[^1]));
    }

    private void Accept(Direction side, int index, int now)
    {
        var price = PriceOf(side, index);
        var isReplacement = _swings.Count > 0 && _swings[^1].Side == side;
        if (isReplacement)
        {
            var last = PriceOf(side, _swings[^1].Index);
            if (side == Direction.Long ? price <= last : price >= last)
                return;
            _swings.RemoveAt(_swings.Count - 1);
        }

        var before = Reference(side);
        var label = SwingLabel.None;
        if (before.IsKnown && side == Direction.Long)
            label = price > before.Price ? SwingLabel.HigherHigh : price < before.Price ? SwingLabel.LowerHigh : SwingLabel.EqualHigh;
        else if (before.IsKnown)
            label = price < before.Price ? SwingLabel.LowerLow : price > before.Price ? SwingLabel.HigherLow : SwingLabel.EqualLow;
        _swings.Add((side, index));
        Events.Add(new()
        {
            Packet = now,
            Kind = side == Direction.Long ? StructureEventKind.SwingHigh : StructureEventKind.SwingLow,
            ZoneId = -1,
            By = -1,
            Index = index,
            Price = price,
            Label = label,
            IsReplacement = isReplacement,
        });
    }

    private StructureLevel LevelFor(Direction side)
    {
        var isAgainstTrend = Trend != Direction.None && Trend != side;
        return isAgainstTrend && _parameters.ChochLevel == ChochLevel.Protected ? ProtectedLevel : Reference(side);
    }

    private void Break(int now)
    {
        var bar = _history[now];
        var isWick = _parameters.BreakMode == BreakMode.Wick;
        var buffer = _parameters.BreakBufferTicks * _parameters.Tick;
        var (above, below) = (LevelFor(Direction.Long), LevelFor(Direction.Short));
        var isUp = above.IsKnown && !above.IsBroken && (isWick ? bar.High : bar.Close) > above.Price + buffer;
        var isDown = below.IsKnown && !below.IsBroken && (isWick ? bar.Low : bar.Close) < below.Price - buffer;
        if (isUp && isDown)
        {
            var body = bar.Close != bar.Open ? bar.Close > bar.Open ? Direction.Long : Direction.Short : Trend;
            isUp = body == Direction.Long;
            isDown = body == Direction.Short;
        }

        if (isUp)
            Break(Direction.Long, above, now);
        else if (isDown)
            Break(Direction.Short, below, now);
    }

    private void Break(Direction side, StructureLevel level, int now)
    {
        var isChoch = Trend != Direction.None && Trend != side;
        // A protected level that breaks is replaced below; the swings stay as they are.
        if (!isChoch || _parameters.ChochLevel == ChochLevel.LastSwing)
            _brokenSwings.Add((side, (int)level.Index));
        var (origin, ext) = _history.Leg(side, (int)level.Index, now);
        Trend = side;
        if (_parameters.ChochLevel == ChochLevel.Protected)
            _protected = (side == Direction.Long ? Direction.Short : Direction.Long, origin);
        var kind = isChoch ? BreakKind.Choch : BreakKind.Bos;
        Events.Add(new()
        {
            Packet = now,
            Kind = side == Direction.Long
                ? isChoch ? StructureEventKind.ChochBull : StructureEventKind.BosBull
                : isChoch ? StructureEventKind.ChochBear : StructureEventKind.BosBear,
            ZoneId = -1,
            By = -1,
            Side = side,
            BreakKind = kind,
            Index = level.Index,
            Price = level.Price,
        });
        _zones.OnBreak(side, kind, (int)level.Index, level.Price, origin, ext, now);
    }
}
