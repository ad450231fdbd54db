using MultiSmc.Core;

namespace MultiSmc.Structure;

/// <summary>
/// A swing is confirmed when price has come back from it far enough: by a share of its price, or by a multiple of the average true range.
/// </summary>
/// <remarks>
/// By share, a turn can only be confirmed by the very packet that makes the pull, so one packet is remembered. By true range the threshold
/// moves, an older pull may suffice later and several turns may follow each other: the extremes since the running leg's extreme are kept.
/// That store grows with the stretch price spends inside the threshold, and shrinks again with every new extreme.
/// </remarks>
internal sealed class ZigzagSwings(StructureParameters parameters, AtrWindow atr) : ISwingFinder
{
    private const long Million = 1_000_000;
    private const int StartingCapacity = 1024;

    private readonly bool _isByAtr = parameters.SwingMode == SwingMode.ZigzagAtr;
    private readonly SwingPoint[] _found = new SwingPoint[1];
    private Direction _direction = Direction.None;
    private long _keepFrom;

    // Of the running leg; before the first swing the highest high and the lowest low of the segment.
    private SwingPoint _extreme = SwingPoint.None;
    private SwingPoint _pull = SwingPoint.None;

    public RecentExtremes Recent { get; } = new(parameters.SwingMode == SwingMode.ZigzagAtr ? StartingCapacity : 1);

    public ReadOnlySpan<SwingPoint> Find(in Bar bar, long index)
    {
        if (_isByAtr)
            Recent.DropBefore(_keepFrom);
        else
            Recent.Clear();
        Recent.Push(in bar, index);
        return (_direction == Direction.None ? FindFirst(in bar, index) : FindNext(in bar, index)) ? _found : [];
    }

    public void Reset()
    {
        Recent.Clear();
        _direction = Direction.None;
        _keepFrom = 0;
        _extreme = SwingPoint.None;
        _pull = SwingPoint.None;
    }

    public void Carry(StateCarrier state)
    {
        state.Section("zigzag", 1);
        _direction = state.Enum(_direction);
        _keepFrom = state.Int64(_keepFrom);
        _extreme = _extreme.Carried(state);
        _pull = _pull.Carried(state);
        Recent.Carry(state);
    }

    private bool FindFirst(in Bar bar, long index)
    {
        if (!_extreme.IsKnown || bar.High > _extreme.Price)
            _extreme = new(Direction.Long, bar.High, index);
        if (!_pull.IsKnown || bar.Low < _pull.Price)
            _pull = new(Direction.Short, bar.Low, index);
        _keepFrom = Math.Min(_extreme.Index, _pull.Index) + 1;
        var (earlier, later) = _extreme.Index < _pull.Index ? (_extreme, _pull) : (_pull, _extreme);
        if (earlier.Index == later.Index || !IsTurn(_extreme.Price - _pull.Price, earlier.Price))
            return false;
        Turn(earlier, later);
        return true;
    }

    private bool FindNext(in Bar bar, long index)
    {
        var sign = (long)_direction;
        var sided = SidedBar.Of(in bar, _direction);
        if (sided.High > sign * _extreme.Price)
        {
            // A packet that sets the extreme never confirms.
            _extreme = new(_direction, sign * sided.High, index);
            _pull = SwingPoint.None;
            _keepFrom = index + 1;
            return false;
        }

        if (!_pull.IsKnown || sided.Low < sign * _pull.Price)
            _pull = new(_direction.Opposite(), sign * sided.Low, index);
        if (!IsTurn(sign * (_extreme.Price - _pull.Price), _extreme.Price))
            return false;
        Turn(_extreme, _pull);
        return true;
    }

    private void Turn(SwingPoint confirmed, SwingPoint extreme)
    {
        _found[0] = confirmed;
        _extreme = extreme;
        _direction = extreme.Side;
        _keepFrom = extreme.Index + 1;
        var against = _direction.Opposite();
        _pull = Recent.Of(against).TryFirstHighestFrom(_keepFrom, out var point)
            ? new(against, (long)against * point.Value, point.Index)
            : SwingPoint.None;
    }

    private bool IsTurn(long move, long extremePrice) => _isByAtr
        ? atr.IsFull && (Int128)move * (atr.Length * 1000L) >= (Int128)parameters.ZigzagAtrMilli * atr.Sum
        : (Int128)move * Million >= (Int128)extremePrice * parameters.ZigzagPpm;
}
