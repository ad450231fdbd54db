using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>
/// An account's unfilled order counts. An accepted order counts one; its first fill gives one back to a taker and five to a maker, on the windows
/// of that moment. Cancels and expiries give nothing back.
/// </summary>
internal sealed class OrderMeter(LimitBoard limits)
{
    private const int TakerBonus = 1;
    private const int MakerBonus = 5;
    private CountWindow _short = new(10);
    private CountWindow _day = new(86_400);

    /// <summary>Why <paramref name="orders"/> more may not be placed, or null.</summary>
    public ApiReply? Judge(int orders, Timestamp now)
    {
        var options = limits.Options;
        if (_day.At(now) + orders > options.OrdersPerDay)
            return Exceeded(options.OrdersPerDay, "1 DAY", _day.SecondsLeft(now));
        return _short.At(now) + orders > options.OrdersPer10Seconds ? Exceeded(options.OrdersPer10Seconds, "10 SECOND", _short.SecondsLeft(now)) : null;
    }

    public void Add(int orders, Timestamp now)
    {
        _day.Add(orders, now);
        _short.Add(orders, now);
    }

    public void OnFirstFill(bool isMaker, Timestamp now) => Add(isMaker ? -MakerBonus : -TakerBonus, now);

    public RateLimit[] Counts(Timestamp now) =>
    [
        Of(RateInterval.Second, 10, limits.Options.OrdersPer10Seconds, _short.At(now)),
        Of(RateInterval.Day, 1, limits.Options.OrdersPerDay, _day.At(now)),
    ];

    private static RateLimit Of(RateInterval interval, int number, int limit, int count) => new()
    {
        RateLimitType = RateLimitType.Orders, Interval = interval, IntervalNum = number, Limit = limit, Count = count,
    };

    private static ApiReply.Failed Exceeded(int limit, string window, long seconds) => new(
        429, ApiError.Of(ErrorCode.TooManyOrders, $"Too many new orders; current limit is {limit} orders per {window}."))
    {
        RetryAfterSeconds = seconds,
    };
}
