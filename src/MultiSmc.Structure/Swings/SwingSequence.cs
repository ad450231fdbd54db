using MultiSmc.Core;

namespace MultiSmc.Structure;

/// <summary>
/// Makes swings alternate: of two highs (or lows) in a row the more extreme stands. Labels compare with the swing before of the same kind;
/// a swing that was replaced does not count as one before.
/// </summary>
internal sealed class SwingSequence
{
    private Direction _lastSide = Direction.None;
    private long? _high;
    private long? _highBefore;
    private long? _low;
    private long? _lowBefore;

    /// <summary>False when the swing is ignored.</summary>
    public bool TryAccept(in SwingPoint swing, out SwingLabel label, out bool isReplacement)
    {
        var isHigh = swing.Side == Direction.Long;
        ref var current = ref isHigh ? ref _high : ref _low;
        ref var before = ref isHigh ? ref _highBefore : ref _lowBefore;
        isReplacement = swing.Side == _lastSide;
        label = SwingLabel.None;
        if (isReplacement && (isHigh ? swing.Price <= current : swing.Price >= current))
            return false;
        if (!isReplacement)
            before = current;
        current = swing.Price;
        _lastSide = swing.Side;
        if (before is { } previous)
            label = LabelOf(isHigh, swing.Price.CompareTo(previous));
        return true;
    }

    public void Reset()
    {
        _lastSide = Direction.None;
        _high = _highBefore = _low = _lowBefore = null;
    }

    /// <summary>Saves the last swings, or takes saved ones.</summary>
    public void Carry(StateCarrier state)
    {
        _lastSide = state.Enum(_lastSide);
        _high = Price(state, _high);
        _highBefore = Price(state, _highBefore);
        _low = Price(state, _low);
        _lowBefore = Price(state, _lowBefore);
    }

    private static long? Price(StateCarrier state, long? value) => state.Flag(value is not null) ? state.Int64(value ?? 0) : null;

    private static SwingLabel LabelOf(bool isHigh, int comparison) => (isHigh, comparison) switch
    {
        (true, > 0) => SwingLabel.HigherHigh,
        (true, < 0) => SwingLabel.LowerHigh,
        (true, _) => SwingLabel.EqualHigh,
        (false, < 0) => SwingLabel.LowerLow,
        (false, > 0) => SwingLabel.HigherLow,
        (false, _) => SwingLabel.EqualLow,
    };
}
