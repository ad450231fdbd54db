namespace MultiSmc.Exchange;

/// <summary>The exchange's limits; what Binance had in July 2026 unless said otherwise.</summary>
public sealed record LimitOptions
{
    /// <summary>Request weight per minute and address; 1 or more.</summary>
    public int WeightPerMinute { get; init; } = 6_000;

    /// <summary>Requests per five minutes and address; 1 or more.</summary>
    public int RequestsPer5Minutes { get; init; } = 300_000;

    /// <summary>Orders per ten seconds and account; 1 or more.</summary>
    public int OrdersPer10Seconds { get; init; } = 50;

    /// <summary>Orders per day and account; 1 or more.</summary>
    public int OrdersPerDay { get; init; } = 160_000;

    /// <summary>Connections of streams and WebSocket API that an address may open in five minutes; 1 or more.</summary>
    public int ConnectionsPer5Minutes { get; init; } = 300;

    /// <summary>Requests that an address may still send after the first 429 of a window before it is banned; 0 or more. A convention.</summary>
    public int RequestsBeforeBan { get; init; } = 20;

    /// <summary>The first ban; each further one of the address is twice as long, at most three days.</summary>
    public TimeSpan FirstBan { get; init; } = TimeSpan.FromMinutes(2);

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(WeightPerMinute);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(RequestsPer5Minutes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(OrdersPer10Seconds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(OrdersPerDay);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ConnectionsPer5Minutes);
        ArgumentOutOfRangeException.ThrowIfNegative(RequestsBeforeBan);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(FirstBan, TimeSpan.Zero);
    }
}
