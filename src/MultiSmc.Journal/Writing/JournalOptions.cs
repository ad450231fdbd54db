using MultiSmc.Strategy;

namespace MultiSmc.Journal;

/// <summary>How a journal is written.</summary>
public sealed record JournalOptions
{
    /// <summary>A block is closed when it holds this many bytes.</summary>
    public int BlockBytes { get; init; } = 32 * 1024;

    /// <summary>
    /// A block is closed when its first input is this old at the next one. What leads to an order does not wait for it; what leads to nothing may be lost
    /// in a crash for this long, and is asked for again from the exchange.
    /// </summary>
    public TimeSpan BlockAge { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Blocks that may wait for the disk.</summary>
    public int QueueBlocks { get; init; } = 256;

    /// <summary>
    /// How long an input may wait for room in the queue before the journal gives up with <see cref="JournalFailure.TooSlow"/>;
    /// <see cref="Timeout.InfiniteTimeSpan"/> where nothing is lost by waiting (backtests).
    /// </summary>
    public TimeSpan StallMax { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A segment ends at this size.</summary>
    public long SegmentBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>A segment ends at this age, by the inputs' time.</summary>
    public TimeSpan SegmentAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Largest size of the database, in bytes; 0 for the disk's.</summary>
    public long QuotaBytes { get; init; }

    /// <summary>
    /// Room that is kept, and given up when the disk or the quota is full: what has begun is journaled to its end, and <see cref="SessionJournal.IsOnReserve"/> says that the
    /// session has to be ended now. 0 keeps none.
    /// </summary>
    public long ReserveBytes { get; init; }

    /// <summary>
    /// Every commit waits for the disk. Only a backtest may do without: its journal can be made again.
    /// </summary>
    public bool IsDurable { get; init; } = true;

    /// <summary>What a strategy traces: closed sets or single types.</summary>
    public IReadOnlyList<Type> TraceTypes { get; init; } = [typeof(StrategyTrace)];
}
