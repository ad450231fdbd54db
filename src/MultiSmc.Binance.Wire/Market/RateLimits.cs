namespace MultiSmc.Binance.Wire;

/// <summary>A rate limit, in exchangeInfo without and elsewhere with what is used of it.</summary>
public sealed record RateLimit
{
    /// <summary>What is counted.</summary>
    public required Word<RateLimitType> RateLimitType { get; init; }

    /// <summary>Unit of the window.</summary>
    public required Word<RateInterval> Interval { get; init; }

    /// <summary>Length of the window in that unit; windows are aligned to UTC.</summary>
    public required int IntervalNum { get; init; }

    /// <summary>Most that may be used in a window.</summary>
    public required int Limit { get; init; }

    /// <summary>Used in the current window; null in exchangeInfo.</summary>
    public int? Count { get; init; }
}
