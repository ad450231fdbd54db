namespace MultiSmc.Binance;

/// <summary>How a WebSocket API connection is judged and replaced.</summary>
public sealed class SocketPolicy
{
    /// <summary>Silence after which a connection is given up. At half of it the exchange is pinged, so that a quiet account is none.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Age at which a connection is replaced: the exchange ends it after 24 hours.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(23.5);

    /// <summary>Longest time for a connection to be opened, logged on and subscribed.</summary>
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a replaced connection stays, so that what is on its way over it still arrives.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Waits between attempts; they go on for ever.</summary>
    public RetryPolicy Retry { get; init; } = new() { FirstWait = TimeSpan.FromMilliseconds(500), LongestWait = TimeSpan.FromSeconds(30) };
}
