using MultiSmc.Core;

namespace MultiSmc.Terminal;

/// <summary>
/// The account's equity over today, a week and the whole session, from what the kernel told at the close of each packet and, while nothing closes, from the
/// picture's own sums once a minute. Bounded: bars are joined as they grow old or many.
/// </summary>
internal sealed class EquityBook
{
    private const long Minute = 60_000_000_000;
    private const int Kept = 2_048;
    private const long LongestSettling = 5_000_000_000; // both messages leave the exchange at once

    private readonly EquityBars _day = new(Minute, Kept);
    private readonly EquityBars _week = new(10 * Minute, Kept);
    private readonly EquityBars _all = new(Minute, Kept);
    private long _today = long.MinValue;
    private long _newest = long.MinValue;
    private Money? _last;
    private Money _realised;
    private Money _moved;
    private long _settledAt = long.MinValue;

    /// <summary>Time of the newest point, nanoseconds; the least number there is before the first.</summary>
    public long Newest => _newest;

    /// <summary>It has a point.</summary>
    public bool HasBegun => _last is not null;

    /// <summary>Realised so far in the session.</summary>
    public Money Realised => _realised;

    /// <summary>What came (above zero) or went by no trade so far in the session.</summary>
    public Money Moved => _moved;

    /// <summary>
    /// Money came or went by no trade: neither profit nor loss. The balances that have it come in another message: what is told before them would be a loss, or
    /// a profit, that never was.
    /// </summary>
    public void OnMoved(Timestamp time, Money amount)
    {
        if (!HasBegun)
            return;
        _moved += amount;
        _settledAt = time.Nanoseconds + LongestSettling;
    }

    /// <summary>Balances are awaited that money which came or went is in.</summary>
    public bool IsSettling(Timestamp now) => now.Nanoseconds < _settledAt;

    /// <summary>The account's balances have come.</summary>
    public void OnBalances() => _settledAt = long.MinValue;

    /// <summary>A position has closed.</summary>
    public void OnClosed(Money net) => _realised += HasBegun ? net : Money.Zero;

    /// <summary>A new UTC day begins with what the last one ended with.</summary>
    public void At(Timestamp now)
    {
        var day = now.UtcDay;
        if (day <= _today)
            return;
        _today = day;
        _day.Begin(_realised, _moved);
        if (_last is { } last)
            _day.Add(day * Timestamp.NanosecondsPerDay, last, _realised, _moved);
    }

    /// <summary>Adds a point.</summary>
    public void Add(Timestamp time, Money equity)
    {
        At(time);
        if (IsSettling(time))
            return;
        var at = Math.Max(time.Nanoseconds, _newest);
        _newest = at;
        var own = equity - _moved;
        _last = own;
        _day.Add(at, own, _realised, _moved);
        _week.Add(at, own, _realised, _moved);
        _week.Forget(at - 7 * Timestamp.NanosecondsPerDay);
        _all.Add(at, own, _realised, _moved);
    }

    /// <summary>What is kept of a range: "day", "week" or "all"; null for any other.</summary>
    public EquityBars? Of(string range) => range switch
    {
        "day" => _day,
        "week" => _week,
        "all" => _all,
        _ => null,
    };
}
