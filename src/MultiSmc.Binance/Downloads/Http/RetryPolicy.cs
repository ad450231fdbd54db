namespace MultiSmc.Binance;

/// <summary>How long and how often a failing request is tried again.</summary>
public sealed class RetryPolicy
{
    /// <summary>Failures in a row after which a request is given up; one that brought bytes begins a new row. At least 1.</summary>
    public int MaxAttempts { get; init; } = 6;

    /// <summary>Upper bound of the first wait; it doubles with each failure.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Upper bound of any wait of our own choice.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest wait the exchange may ask for; asked for more, the request fails and says until when.</summary>
    public TimeSpan LongestAskedWait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Silence after which a request counts as failed.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The wait after a failure: from half of the bound up to all of it, so that many clients do not come back at one moment.</summary>
    /// <param name="failures">Failures in a row, from 1.</param>
    /// <param name="chance">In [0, 1).</param>
    internal TimeSpan Wait(int failures, double chance)
    {
        var bound = Math.Min(LongestWait.TotalSeconds, FirstWait.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 30)));
        return TimeSpan.FromSeconds(bound * (0.5 + chance / 2));
    }
}
