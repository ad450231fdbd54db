using Microsoft.Data.Sqlite;

namespace MultiSmc.Journal;

/// <summary>Why the journal stopped. From then on nothing is written and no new order is released; trading must stop. A closed set.</summary>
public abstract record JournalFailure
{
    internal const int SqliteFull = 13;

    private JournalFailure(string message) => Message = message;

    /// <summary>For the operator: which file, what, what to do.</summary>
    public string Message { get; }

    /// <summary>No room: the disk or the journal's own quota is full. What was being written is not there at all.</summary>
    /// <param name="File">The journal.</param>
    /// <param name="Detail">The store's words.</param>
    public sealed record DiskFull(string File, string Detail)
        : JournalFailure($"{File}: no room to write ({Detail}); make room on the disk or raise the journal's quota, then start again");

    /// <summary>The store could not write for another reason.</summary>
    /// <param name="File">The journal.</param>
    /// <param name="Detail">The store's words.</param>
    public sealed record WriteFailed(string File, string Detail)
        : JournalFailure($"{File}: writing failed ({Detail}); look at the disk, then start again: the journal is whole up to its last commit");

    /// <summary>Inputs came faster than the disk took them, for longer than is allowed.</summary>
    /// <param name="File">The journal.</param>
    /// <param name="Waited">How long an input waited for room in the queue.</param>
    public sealed record TooSlow(string File, TimeSpan Waited)
        : JournalFailure($"{File}: the disk does not keep up (an input waited {Waited.TotalMilliseconds:F0} ms); use a faster disk or trade fewer symbols");

    internal static JournalFailure Of(string file, Exception fault) =>
        fault is SqliteException { SqliteErrorCode: SqliteFull } full ? new DiskFull(file, full.Message) : new WriteFailed(file, fault.Message);
}

/// <summary>Hears of the journal's progress, on the journal's own thread: returns at once and throws nothing.</summary>
public interface IJournalObserver
{
    /// <summary>Every input up to this one is on the disk with its effects.</summary>
    /// <param name="sequence">The last durable input.</param>
    void OnDurable(long sequence);

    /// <summary>The journal has stopped for good.</summary>
    /// <param name="failure">Why.</param>
    void OnFailed(JournalFailure failure);
}
