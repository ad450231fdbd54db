using System.Globalization;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Binance;

/// <summary>How urgent a request is: when limits grow short, what protects a position goes first.</summary>
public enum RequestUrgency : byte
{
    /// <summary>Back-fill, statistics: may use half of a limit.</summary>
    Background,

    /// <summary>Questions about orders and balances: may use three quarters.</summary>
    Query,

    /// <summary>Entries: may use nine tenths.</summary>
    Normal,

    /// <summary>Cancels and protection: may use all.</summary>
    Protective,
}

/// <summary>What a request costs.</summary>
/// <param name="Weight">Request weight; failed requests cost it even where successful ones are free.</param>
/// <param name="Orders">Orders placed: 1, 2 for OCO, OTO and OPO, 3 for OTOCO and OPOCO.</param>
public readonly record struct RequestCost(int Weight, int Orders = 0);

/// <summary>
/// The one gate through which every request to the exchange goes, REST and WebSocket API alike: they share the address's weight and the account's
/// order count. It counts, follows what the exchange reports, and shuts altogether after 429, 418 and 403 until the exchange's own time is over;
/// that is kept in a file, so that a restart does not run into a ban. Safe to use from several threads.
/// </summary>
public sealed class RequestGate
{
    private static readonly TimeSpan FirewallPause = TimeSpan.FromMinutes(5);

    private static readonly RateLimit UsualWeight = new()
    {
        RateLimitType = RateLimitType.RequestWeight, Interval = RateInterval.Minute, IntervalNum = 1, Limit = 6000,
    };

    private readonly TimeProvider _time;
    private readonly BanFile? _file;
    private readonly Lock _gate = new();
    private List<RateWindow> _windows = [];
    private DateTimeOffset _closedUntil;

    /// <param name="limits">The limits in force, from exchangeInfo.</param>
    /// <param name="time">The clock.</param>
    /// <param name="file">Where the end of a ban is kept, or null: not kept.</param>
    public RequestGate(IEnumerable<RateLimit> limits, TimeProvider time, BanFile? file)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _file = file;
        _closedUntil = file?.Read() ?? default;
        Renew(limits);
    }

    /// <summary>
    /// A gate for public data alone: the address's weight as the exchange has long set it, until exchangeInfo is asked (<see cref="Renew"/>).
    /// </summary>
    /// <param name="time">The clock.</param>
    public static RequestGate ForPublicData(TimeProvider time) => new([UsualWeight], time, null);

    /// <summary>Until when everything is shut; in the past: it is open.</summary>
    public DateTimeOffset ClosedUntil
    {
        get
        {
            lock (_gate)
                return _closedUntil;
        }
    }

    /// <summary>Takes over limits read anew; what is used of a limit that stays is kept.</summary>
    public void Renew(IEnumerable<RateLimit> limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var now = _time.GetUtcNow();
        lock (_gate)
        {
            var windows = new List<RateWindow>();
            foreach (var limit in limits)
            {
                if (limit.RateLimitType.Known is not { } type || LengthOf(limit) is not { } length)
                    continue;
                var window = new RateWindow(type, length, limit.Limit);
                if (Find(_windows, type, length) is { } before)
                    window.Add(before.UsedAt(now), now);
                windows.Add(window);
            }

            _windows = windows;
        }
    }

    /// <summary>
    /// Takes what a request costs, or says how long to wait. Stamp and sign only after this said yes: the wait would age the timestamp.
    /// </summary>
    /// <param name="cost">What it costs.</param>
    /// <param name="urgency">Which share of the limits it may use.</param>
    /// <param name="wait">How long until asking again makes sense; zero where it said yes.</param>
    public bool TryEnter(RequestCost cost, RequestUrgency urgency, out TimeSpan wait)
    {
        var now = _time.GetUtcNow();
        lock (_gate)
        {
            wait = _closedUntil > now ? _closedUntil - now : TimeSpan.Zero;
            foreach (var window in _windows)
            {
                var blocked = window.WaitFor(AmountOf(window.Type, cost), CeilingOf(window.Limit, urgency), now);
                wait = blocked > wait ? blocked : wait;
            }

            if (wait > TimeSpan.Zero)
                return false;
            foreach (var window in _windows)
                window.Add(AmountOf(window.Type, cost), now);
            return true;
        }
    }

    /// <summary>Waits until the gate lets a request through.</summary>
    public async Task EnterAsync(RequestCost cost, RequestUrgency urgency, CancellationToken stop)
    {
        while (!TryEnter(cost, urgency, out var wait))
            await _time.DelayAsync(wait, stop).ConfigureAwait(false);
    }

    /// <summary>
    /// Follows what an HTTP answer's headers tell: <c>X-MBX-USED-WEIGHT-1M</c>, <c>X-MBX-ORDER-COUNT-10S</c> and the like, by their pattern.
    /// </summary>
    /// <param name="name">The header's name, in any case; others are ignored.</param>
    /// <param name="value">Its value.</param>
    public void ObserveHeader(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        var window = WindowOf(name, "X-MBX-USED-WEIGHT-", RateLimitType.RequestWeight) ?? WindowOf(name, "X-MBX-ORDER-COUNT-", RateLimitType.Orders);
        if (window is var (type, length) && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var used))
            Observe(type, length, used);
    }

    /// <summary>Follows what a WebSocket API answer tells.</summary>
    public void Observe(IEnumerable<RateLimit> limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        foreach (var limit in limits)
        {
            if (limit.RateLimitType.Known is { } type && limit.Count is { } used && LengthOf(limit) is { } length)
                Observe(type, length, used);
        }
    }

    /// <summary>
    /// Shuts the gate after a refusal for limits. -1015 (order count) shuts nothing here: its window is counted, and the exchange's count follows.
    /// </summary>
    /// <param name="status">429, 418 or 403; others are ignored.</param>
    /// <param name="retryAfter">From now: REST's Retry-After; null where there was none. Zero is not believed: it means the next full minute.</param>
    /// <exception cref="IOException">The moment can't be kept in the file; the gate is shut all the same.</exception>
    public void Close(int status, TimeSpan? retryAfter)
    {
        if (status is not (429 or 418 or 403))
            return;
        var now = _time.GetUtcNow();
        var nextMinute = DateTimeOffset.UnixEpoch.AddMinutes(Math.Floor((now - DateTimeOffset.UnixEpoch).TotalMinutes) + 1);
        var until = retryAfter > TimeSpan.Zero ? now + retryAfter.Value : status == 429 ? nextMinute : now + FirewallPause;
        CloseUntil(until);
    }

    /// <summary>Shuts the gate until a moment: <see cref="ErrorTable.UntilOf"/>.</summary>
    /// <exception cref="IOException">The moment can't be kept in the file; the gate is shut all the same.</exception>
    public void CloseUntil(DateTimeOffset until)
    {
        lock (_gate)
        {
            if (until <= _closedUntil)
                return;
            _closedUntil = until;
            _file?.Write(until);
        }
    }

    /// <summary>What is used of a limit now, or null where there is no such limit.</summary>
    public int? UsedOf(RateLimitType type, TimeSpan length)
    {
        lock (_gate)
            return Find(_windows, type, length)?.UsedAt(_time.GetUtcNow());
    }

    private void Observe(RateLimitType type, TimeSpan length, int used)
    {
        lock (_gate)
            Find(_windows, type, length)?.Observe(used, _time.GetUtcNow());
    }

    private static RateWindow? Find(List<RateWindow> windows, RateLimitType type, TimeSpan length) =>
        windows.Find(window => window.Type == type && window.Length == length);

    private static int AmountOf(RateLimitType type, RequestCost cost) => type switch
    {
        RateLimitType.RequestWeight => cost.Weight,
        RateLimitType.Orders => cost.Orders,
        RateLimitType.RawRequests => 1,
        _ => 0,
    };

    private static int CeilingOf(int limit, RequestUrgency urgency) => urgency switch
    {
        RequestUrgency.Background => limit / 2,
        RequestUrgency.Query => (int)(limit * 3L / 4),
        RequestUrgency.Normal => (int)(limit * 9L / 10),
        _ => limit,
    };

    private static TimeSpan? LengthOf(RateLimit limit) => limit.Interval.Known is not { } interval || limit.IntervalNum <= 0 ? null : interval switch
    {
        RateInterval.Second => TimeSpan.FromSeconds(limit.IntervalNum),
        RateInterval.Minute => TimeSpan.FromMinutes(limit.IntervalNum),
        RateInterval.Hour => TimeSpan.FromHours(limit.IntervalNum),
        _ => TimeSpan.FromDays(limit.IntervalNum),
    };

    private static (RateLimitType Type, TimeSpan Length)? WindowOf(string header, string prefix, RateLimitType type) =>
        header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && LengthOf(header.AsSpan(prefix.Length)) is { } length ? (type, length) : null;

    // "10S", "1M", "1D".
    private static TimeSpan? LengthOf(ReadOnlySpan<char> text)
    {
        var isNumber = int.TryParse(text.IsEmpty ? text : text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (!isNumber || number is <= 0 or > 10_000)
            return null;
        return char.ToUpperInvariant(text[^1]) switch
        {
            'S' => TimeSpan.FromSeconds(number),
            'M' => TimeSpan.FromMinutes(number),
            'H' => TimeSpan.FromHours(number),
            'D' => TimeSpan.FromDays(number),
            _ => null,
        };
    }
}
