using MultiSmc.Core;

namespace MultiSmc.Journal;

/// <summary>What the kernel's thread hands to the journal's, in order. A closed set.</summary>
internal abstract record JournalItem
{
    private JournalItem()
    {
    }

    /// <summary>Inputs and effects.</summary>
    public sealed record Inputs(SealedBlock Block) : JournalItem;

    /// <summary>A new segment begins.</summary>
    public sealed record Segment(long Number, long FirstSequence, Timestamp At) : JournalItem;

    /// <summary>The kernel's state.</summary>
    public sealed record Snapshot(StoredSnapshot State) : JournalItem;

    /// <summary>The session is over, in good order.</summary>
    public sealed record End(Timestamp At) : JournalItem;
}
