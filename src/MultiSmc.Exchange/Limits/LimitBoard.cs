using MultiSmc.Binance.Wire;

namespace MultiSmc.Exchange;

/// <summary>The limits in force; the admin API may change them. Safe to use from any thread.</summary>
internal sealed class LimitBoard(LimitOptions options)
{
    private LimitOptions _options = options;

    public LimitOptions Options
    {
        get => Volatile.Read(ref _options);
        set => Volatile.Write(ref _options, value);
    }

    /// <summary>As exchangeInfo tells them.</summary>
    public IReadOnlyList<RateLimit> Rules()
    {
        var now = Options;
        return
        [
            Of(RateLimitType.RequestWeight, RateInterval.Minute, 1, now.WeightPerMinute),
            Of(RateLimitType.Orders, RateInterval.Second, 10, now.OrdersPer10Seconds),
            Of(RateLimitType.Orders, RateInterval.Day, 1, now.OrdersPerDay),
            Of(RateLimitType.RawRequests, RateInterval.Minute, 5, now.RequestsPer5Minutes),
        ];
    }

    private static RateLimit Of(RateLimitType type, RateInterval interval, int number, int limit) => new()
    {
        RateLimitType = type, Interval = interval, IntervalNum = number, Limit = limit,
    };
}
