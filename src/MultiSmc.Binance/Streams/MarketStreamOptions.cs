namespace MultiSmc.Binance;

/// <summary>What a <see cref="MarketStream"/> connects to and how it judges a connection.</summary>
public sealed class MarketStreamOptions
{
    /// <summary>Base address; <see cref="ServiceAddress.TryParseStream"/>.</summary>
    public required Uri Address { get; init; }

    /// <summary>Stream names like "btcusdt@trade"; at most 1024, the exchange's bound for a connection.</summary>
    public required IReadOnlyList<string> Streams { get; init; }

    /// <summary>Silence after which a connection is given up. At half of it the exchange is asked for the subscriptions, so that a quiet market is none.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Age at which a connection is replaced: the exchange ends it after 24 hours.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(23.5);

    /// <summary>Longest time in which an old connection stays beside its replacement, waiting for the first message of that.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Waits between attempts. The first connection is given up after <see cref="RetryPolicy.MaxAttempts"/>, later ones never.</summary>
    public RetryPolicy Retry { get; init; } = new();

    /// <summary>Messages that may wait for the consumer: at the busiest recorded moments, several minutes.</summary>
    public int Capacity { get; init; } = 1 << 17;
}
