using MultiSmc.Core;

namespace MultiSmc.Structure;

/// <summary>
/// A swing high is strictly above the packets on its left and at least as high as those on its right; a low mirrored. The candidate is the
/// packet that has just got its last right neighbour.
/// </summary>
internal sealed class FractalSwings(int left, int right) : ISwingFinder
{
    private readonly SwingPoint[] _found = new SwingPoint[2];
    private long _segmentStart = -1;

    public RecentExtremes Recent { get; } = new(left + right + 1);

    public ReadOnlySpan<SwingPoint> Find(in Bar bar, long index)
    {
        if (_segmentStart < 0)
            _segmentStart = index;
        Recent.DropBefore(index - left - right);
        Recent.Push(in bar, index);
        var candidate = index - right;
        ref readonly var high = ref Recent.Highs.Front;
        ref readonly var low = ref Recent.Lows.Front;
        if ((high.Index != candidate && low.Index != candidate) || candidate - left < _segmentStart)
            return [];
        if (high.Index != low.Index)
        {
            _found[0] = high.Index == candidate ? HighAt(in high) : LowAt(in low);
            return _found.AsSpan(0, 1);
        }

        // Both at once: a packet that closed up made its low first.
        var isLowFirst = high.Close >= high.Open;
        _found[isLowFirst ? 0 : 1] = LowAt(in low);
        _found[isLowFirst ? 1 : 0] = HighAt(in high);
        return _found;
    }

    public void Reset()
    {
        Recent.Clear();
        _segmentStart = -1;
    }

    public void Carry(StateCarrier state)
    {
        state.Section("fractal", 1);
        _segmentStart = state.Int64(_segmentStart);
        Recent.Carry(state);
    }

    private static SwingPoint HighAt(in ExtremePoint point) => new(Direction.Long, point.Value, point.Index);

    private static SwingPoint LowAt(in ExtremePoint point) => new(Direction.Short, -point.Value, point.Index);
}
