namespace MultiSmc.Core;

/// <summary>What a level of depth is, beside its numbers.</summary>
[Flags]
public enum DepthMarks : byte
{
    /// <summary>A bid inside a message.</summary>
    None = 0,

    /// <summary>An ask.</summary>
    Ask = 1,

    /// <summary>Of a whole book, not of a change.</summary>
    Snapshot = 2,

    /// <summary>The first of its message.</summary>
    First = 4,

    /// <summary>The last of its message: the book is whole again.</summary>
    Last = 8,

    /// <summary>No level at all: a message that changes none.</summary>
    Empty = 16,
}

/// <summary>One level of a depth message; a message is a run of these, marked at its ends.</summary>
/// <param name="FirstUpdateId">The message's first update id (U); of a whole book the same as the last.</param>
/// <param name="LastUpdateId">The message's last update id (u, lastUpdateId).</param>
/// <param name="Time">Exchange time, or where the message has none the time of the one before it.</param>
/// <param name="Price">The level.</param>
/// <param name="Quantity">Its size from now on; zero removes it.</param>
/// <param name="Marks">What it is.</param>
public readonly record struct DepthChange(
    long FirstUpdateId, long LastUpdateId, Timestamp Time, Price Price, Quantity Quantity, DepthMarks Marks)
{
    /// <summary>A whole book rather than a change.</summary>
    public bool IsSnapshot => (Marks & DepthMarks.Snapshot) != 0;

    /// <summary>The first of its message.</summary>
    public bool IsFirst => (Marks & DepthMarks.First) != 0;

    /// <summary>The last of its message.</summary>
    public bool IsLast => (Marks & DepthMarks.Last) != 0;

    /// <summary>There is a level in it.</summary>
    public bool HasLevel => (Marks & DepthMarks.Empty) == 0;

    /// <summary>Which side of the book: where buys or where sells rest.</summary>
    public Side Side => (Marks & DepthMarks.Ask) != 0 ? Side.Sell : Side.Buy;
}

/// <summary>A price with the quantity that rests there.</summary>
/// <param name="Price">Where.</param>
/// <param name="Quantity">How much.</param>
public readonly record struct BookLevel(Price Price, Quantity Quantity);
