namespace MultiSmc.Research;

/// <summary>
/// Equity along a run in bounded memory: every point as long as they are few; of a longer run, the first, the lowest, the highest and the last of each group
/// of neighbours, where a group holds as many points as the bound asks for. What is measured on every point, as drawdowns are, must be measured on the way.
/// </summary>
public sealed class EquitySeries
{
    /// <summary>Points that are kept of a run unless told otherwise.</summary>
    public const int DefaultCapacity = 65_536;

    // A group keeps up to four points, so that at no time more points than the bound are handed out.
    private const int PointsOfAGroup = 4;

    private readonly int _capacity;
    private readonly List<EquityPoint> _points = [];
    private readonly List<Group> _groups = [];
    private Group _open;
    private int _openCount;
    private int _stride = 1;
    private long _count;

    /// <param name="capacity">Greatest number of points kept; at least 16.</param>
    public EquitySeries(int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, PointsOfAGroup * PointsOfAGroup);
        _capacity = capacity;
    }

    /// <summary>Points added so far.</summary>
    public long Count => _count;

    /// <summary>Adds a point.</summary>
    /// <param name="point">Not earlier than the one before.</param>
    public void Add(EquityPoint point)
    {
        var single = Group.Of(point, _count++);
        if (_stride == 1)
        {
            _points.Add(point);
            if (_points.Count == _capacity)
                Regroup();
            return;
        }

        _open = _openCount == 0 ? single : _open.With(single);
        if (++_openCount < _stride)
            return;
        _groups.Add(_open);
        _openCount = 0;
        if ((_groups.Count + 1) * PointsOfAGroup > _capacity)
            Double();
    }

    /// <summary>What is kept, in order.</summary>
    public IReadOnlyList<EquityPoint> Points()
    {
        if (_stride == 1)
            return _points;
        var points = new List<EquityPoint>(Math.Min(_capacity, (_groups.Count + 1) * PointsOfAGroup));
        foreach (var group in _groups)
            group.AddTo(points);
        if (_openCount > 0)
            _open.AddTo(points);
        return points;
    }

    // From single points to groups: the number of points falls to at most a half.
    private void Regroup()
    {
        _stride = 2 * PointsOfAGroup;
        for (var at = 0; at < _points.Count; at++)
        {
            var single = Group.Of(_points[at], at);
            _open = _openCount == 0 ? single : _open.With(single);
            if (++_openCount < _stride)
                continue;
            _groups.Add(_open);
            _openCount = 0;
        }

        _points.Clear();
        _points.TrimExcess();
    }

    private void Double()
    {
        _stride *= 2;
        var half = _groups.Count / 2;
        for (var at = 0; at < half; at++)
            _groups[at] = _groups[2 * at].With(_groups[2 * at + 1]);
        if (_groups.Count % 2 == 1)
        {
            // The last one waits, half full, for its other half.
            (_open, _openCount) = (_groups[^1], _stride / 2);
        }

        _groups.RemoveRange(half, _groups.Count - half);
    }

    private readonly record struct Numbered(EquityPoint Point, long At);

    private readonly record struct Group(Numbered First, Numbered Low, Numbered High, Numbered Last)
    {
        public static Group Of(EquityPoint point, long at)
        {
            var single = new Numbered(point, at);
            return new Group(single, single, single, single);
        }

        public Group With(in Group later) => new(
            First,
            later.Low.Point.Equity < Low.Point.Equity ? later.Low : Low,
            later.High.Point.Equity > High.Point.Equity ? later.High : High,
            later.Last);

        public void AddTo(List<EquityPoint> points)
        {
            var (early, late) = Low.At < High.At ? (Low, High) : (High, Low);
            var last = -1L;
            ReadOnlySpan<Numbered> kept = [First, early, late, Last];
            foreach (var (point, at) in kept)
            {
                if (at == last)
                    continue;
                points.Add(point);
                last = at;
            }
        }
    }
}
