using MultiSmc.Core;

namespace MultiSmc.Structure;

/// <summary>
/// What must be remembered of recent packets: the highs no later high exceeds and the lows no later low undercuts. Enough to know the leg
/// behind any packet in the window without keeping the packets.
/// </summary>
internal sealed class RecentExtremes(int capacity)
{
    public SuffixMaxima Highs { get; } = new(capacity);

    /// <summary>Lows, negated, so that the lowest is the maximum.</summary>
    public SuffixMaxima Lows { get; } = new(capacity);

    /// <summary>The highs as a bar of that side has them (<see cref="SidedBar.High"/>).</summary>
    public SuffixMaxima Of(Direction side) => side == Direction.Long ? Highs : Lows;

    /// <summary>The oldest packet that is remembered, or <paramref name="none"/>.</summary>
    public long Oldest(long none)
    {
        var oldest = Highs.Count > 0 ? Math.Min(none, Highs.Front.Index) : none;
        return Lows.Count > 0 ? Math.Min(oldest, Lows.Front.Index) : oldest;
    }

    public void Push(in Bar bar, long index)
    {
        Highs.Push(bar.High, index, in bar);
        Lows.Push(-bar.Low, index, in bar);
    }

    public void DropBefore(long index)
    {
        Highs.DropBefore(index);
        Lows.DropBefore(index);
    }

    /// <summary>Saves the extremes, or takes saved ones.</summary>
    public void Carry(StateCarrier state)
    {
        Highs.Carry(state);
        Lows.Carry(state);
    }

    public void Clear()
    {
        Highs.Clear();
        Lows.Clear();
    }
}
