using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>What happens in a synthetic market. The same parameters give the same events on every machine, however they are read.</summary>
public sealed record SyntheticMarketParameters
{
    /// <summary>The generator's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Beginning.</summary>
    public required Timestamp StartTime { get; init; }

    /// <summary>No event is later; after <see cref="StartTime"/>.</summary>
    public required Timestamp EndTime { get; init; }

    /// <summary>Id of each symbol's first trade; above zero.</summary>
    public long FirstTradeId { get; init; } = 1;

    /// <summary>
    /// A planted order-flow edge: how far a hidden pressure of either side drives the price in an hour of ordinary activity, in millionths of it;
    /// 0 (none) to 2,000,000. The takers lean to the pressing side, so that the flow lately seen tells of it; after <see cref="EdgeStay"/> or so its side
    /// is drawn anew, by a fair coin.
    /// </summary>
    /// <remarks>
    /// What it does to a trade depends on noise: over a distance R, noise of variance s² an hour needs R²/s² hours, in which the pressure adds
    /// EdgePpm × R²/s². Where that is about R, the side of the pressure decides most trades of that size and noise still makes the turns. Far above it
    /// every pullback is the other side's pressure: its sign at a zone is then always the same, and tells nothing.
    /// </remarks>
    public int EdgePpm { get; init; }

    /// <summary>Mean stay of the planted edge's pressure, of ordinary activity; a second to a week. It should outlast the trades that are to feel it.</summary>
    public Duration EdgeStay { get; init; } = Duration.FromSeconds(3_600);

    /// <summary>Crashes a day, of all symbols together, 1 to 5 minutes each; 0 to 100. They drift downward: not for negative controls.</summary>
    public int CrashesPerDay { get; init; }

    /// <summary>Depth of a crash in millionths of the price; 0 to 500,000.</summary>
    public int CrashPpm { get; init; } = 60_000;

    /// <summary>Bursts a day and symbol: 5 to 20 s of twenty-fold activity; 0 to 1,000.</summary>
    public int BurstsPerDay { get; init; }

    /// <summary>Outages a day and symbol: 30 to 300 s without an event; 0 to 100.</summary>
    public int OutagesPerDay { get; init; }

    /// <summary>Spells a day and symbol, 1 to 60 s, whose trades took place but are missing from the tape, ids and all; 0 to 1,000.</summary>
    public int GapsPerDay { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(StartTime.Nanoseconds, nameof(StartTime));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(EndTime.Nanoseconds, StartTime.Nanoseconds, nameof(EndTime));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(FirstTradeId);
        InRange(EdgePpm, 2_000_000, nameof(EdgePpm));
        ArgumentOutOfRangeException.ThrowIfLessThan(EdgeStay.Nanoseconds, Duration.FromMilliseconds(1_000).Nanoseconds, nameof(EdgeStay));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(EdgeStay.Nanoseconds, 7 * Timestamp.NanosecondsPerDay, nameof(EdgeStay));
        InRange(CrashesPerDay, 100, nameof(CrashesPerDay));
        InRange(CrashPpm, 500_000, nameof(CrashPpm));
        InRange(BurstsPerDay, 1_000, nameof(BurstsPerDay));
        InRange(OutagesPerDay, 100, nameof(OutagesPerDay));
        InRange(GapsPerDay, 1_000, nameof(GapsPerDay));
    }

    private static void InRange(int value, int highest, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, highest, name);
    }
}
