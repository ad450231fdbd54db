using System.Globalization;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>Request weight and request counts per address, and bans. Safe to use from any thread.</summary>
internal sealed class RequestMeter(LimitBoard limits, ExchangeClock clock)
{
    private static readonly TimeSpan LongestBan = TimeSpan.FromDays(3);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Caller> _callers = [];

    /// <summary>Charges a request.</summary>
    /// <param name="address">Who.</param>
    /// <param name="weight">What it costs.</param>
    /// <returns>The refusal, or null.</returns>
    public ApiReply.Failed? Charge(string address, int weight)
    {
        var now = clock.Now;
        var options = limits.Options;
        lock (_gate)
        {
            var caller = Of(address);
            if (now < caller.BannedUntil)
                return Banned(caller.BannedUntil, now);
            if (now >= caller.LimitedUntil && caller.Weight.At(now) + weight <= options.WeightPerMinute && caller.Requests.At(now) < options.RequestsPer5Minutes)
            {
                caller.Weight.Add(weight, now);
                caller.Requests.Add(1, now);
                return null;
            }

            caller.Refused.Add(1, now);
            if (caller.Refused.At(now) > options.RequestsBeforeBan)
                return Banned(Ban(caller, BanLength(caller, options), now), now);
            var seconds = now < caller.LimitedUntil ? SecondsTo(caller.LimitedUntil, now) : caller.Weight.SecondsLeft(now);
            return Limited(seconds, now);
        }
    }

    /// <summary>Counts an attempt to connect.</summary>
    /// <returns>The HTTP status of the refusal, or null.</returns>
    public int? Connect(string address)
    {
        var now = clock.Now;
        lock (_gate)
        {
            var caller = Of(address);
            if (now < caller.BannedUntil)
                return 418;
            caller.Connections.Add(1, now);
            return now < caller.LimitedUntil || caller.Connections.At(now) > limits.Options.ConnectionsPer5Minutes ? 429 : null;
        }
    }

    /// <summary>Gives back what a request need not have cost.</summary>
    public void Refund(string address, int weight)
    {
        lock (_gate)
            Of(address).Weight.Add(-weight, clock.Now);
    }

    /// <summary>Weight used in this minute.</summary>
    public int Used(string address)
    {
        lock (_gate)
            return Of(address).Weight.At(clock.Now);
    }

    /// <summary>The limits as the WebSocket API tells them.</summary>
    public RateLimit[] Counts(string address) =>
    [
        new()
        {
            RateLimitType = RateLimitType.RequestWeight, Interval = RateInterval.Minute, IntervalNum = 1,
            Limit = limits.Options.WeightPerMinute, Count = Used(address),
        },
    ];

    /// <summary>Refuses everybody's requests for a while, with 429 or, as banned, with 418.</summary>
    public void Refuse(TimeSpan length, bool isBan)
    {
        lock (_gate)
        {
            var until = clock.Now + new Duration(length.Ticks * 100);
            foreach (var caller in _callers.Values)
            {
                if (isBan)
                    caller.BannedUntil = until;
                else
                    caller.LimitedUntil = until;
            }
        }
    }

    /// <summary>Ends all bans and forgets what was counted.</summary>
    public void Reset()
    {
        lock (_gate)
            _callers.Clear();
    }

    private static TimeSpan BanLength(Caller caller, LimitOptions options)
    {
        var length = options.FirstBan * Math.Pow(2, Math.Min(caller.Bans, 20));
        return length < LongestBan ? length : LongestBan;
    }

    private static Timestamp Ban(Caller caller, TimeSpan length, Timestamp now)
    {
        caller.Bans++;
        return caller.BannedUntil = now + new Duration(length.Ticks * 100);
    }

    private static long SecondsTo(Timestamp until, Timestamp now) => Math.Max(1, ((until - now).Nanoseconds + 999_999_999) / 1_000_000_000);

    private ApiReply.Failed Limited(long seconds, Timestamp now) => new(
        429,
        new ApiError
        {
            Code = ErrorCode.TooManyRequests,
            Message = $"Too much request weight used; current limit is {limits.Options.WeightPerMinute} request weight per 1 MINUTE. "
                + "Please use WebSocket Streams for live updates to avoid polling the API.",
            Data = new ErrorData.RetryAfter(now, now + new Duration(seconds * 1_000_000_000)),
        })
    {
        RetryAfterSeconds = seconds,
    };

    private static ApiReply.Failed Banned(Timestamp until, Timestamp now)
    {
        var end = (until.Nanoseconds / 1_000_000).ToString(CultureInfo.InvariantCulture);
        return new ApiReply.Failed(418, new ApiError
        {
            Code = ErrorCode.TooManyRequests,
            Message = $"Way too much request weight used; IP banned until {end}. Please use WebSocket Streams for live updates to avoid bans.",
            Data = new ErrorData.RetryAfter(now, until),
        })
        {
            RetryAfterSeconds = SecondsTo(until, now),
        };
    }

    private Caller Of(string address)
    {
        if (!_callers.TryGetValue(address, out var caller))
            _callers.Add(address, caller = new Caller());
        return caller;
    }

    private sealed class Caller
    {
        public CountWindow Weight = new(60);
        public CountWindow Requests = new(300);
        public CountWindow Refused = new(60);
        public CountWindow Connections = new(300);

        public Timestamp LimitedUntil { get; set; }

        public Timestamp BannedUntil { get; set; }

        public int Bans { get; set; }
    }
}
