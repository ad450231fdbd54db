using MultiSmc.Core;

namespace MultiSmc.Structure;

/// <summary>A swing: long stands for a high, short for a low.</summary>
internal readonly record struct SwingPoint(Direction Side, long Price, long Index)
{
    public static SwingPoint None { get; } = new(Direction.None, 0, -1);

    public bool IsKnown => Index >= 0;

    public SwingPoint Carried(StateCarrier state) => new(state.Enum(Side), state.Int64(Price), state.Int64(Index));
}

/// <summary>Finds turns in the packets of a segment.</summary>
internal interface ISwingFinder
{
    /// <summary>Holds every packet after the swings just found, up to the current one, until the next call.</summary>
    RecentExtremes Recent { get; }

    /// <summary>Swings that become known with this packet, at most two, in order; valid until the next call.</summary>
    ReadOnlySpan<SwingPoint> Find(in Bar bar, long index);

    /// <summary>Forgets the segment.</summary>
    void Reset();

    /// <summary>Saves what is known of the segment, or takes what was saved.</summary>
    void Carry(StateCarrier state);
}
