using System.Collections.Frozen;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>What the admin API can do.</summary>
internal sealed class AdminDesk
{
    private const int HourMs = 3_600_000;
    private const int DayMs = 24 * HourMs;
    private readonly FrozenDictionary<string, Func<AdminBody, CancellationToken, Task>> _actions;
    private readonly ExchangeEngine _engine;
    private readonly FaultBoard _faults;
    private readonly LimitBoard _limits;
    private readonly LimitOptions _standardLimits;
    private readonly RequestMeter _meter;
    private readonly KeyRing _keys;
    private readonly ExchangeClock _clock;
    private readonly WsApiHost _socketApi;
    private readonly StreamServer _streams;

    public AdminDesk(
        ExchangeEngine engine, FaultBoard faults, LimitBoard limits, RequestMeter meter, KeyRing keys, ExchangeClock clock, WsApiHost socketApi, StreamServer streams)
    {
        (_engine, _faults, _limits, _meter, _keys, _clock, _socketApi, _streams) = (engine, faults, limits, meter, keys, clock, socketApi, streams);
        _standardLimits = limits.Options;
        var market = new AdminMarket(engine, streams);
        _actions = new Dictionary<string, Func<AdminBody, CancellationToken, Task>>
        {
            ["latency"] = Now(Latency),
            ["answer"] = Now(Answer),
            ["events"] = Now(Events),
            ["market"] = market.StreamsAsync,
            ["symbol"] = market.SymbolAsync,
            ["disconnect"] = DisconnectAsync,
            ["terminate"] = TerminateAsync,
            ["clock"] = Now(Clock),
            ["maintenance"] = Now(Maintenance),
            ["limits"] = Now(Limits),
            ["transfer"] = market.TransferAsync,
            ["key"] = KeyAsync,
            ["reset"] = Now(Reset),
        }.ToFrozenDictionary();
    }

    public IEnumerable<string> Names => _actions.Keys.Order(StringComparer.Ordinal);

    public Func<AdminBody, CancellationToken, Task>? Find(string name) => _actions.GetValueOrDefault(name);

    /// <summary>Accounts, keys, connections and faults.</summary>
    public async Task<byte[]> StateAsync(CancellationToken cancellation)
    {
        var (accounts, subscriptions) = await _engine.AskAsync(
            floor => (floor.Accounts.Select(static one => (one.Name, one.Open.Count)).ToArray(), floor.Feed.Subscriptions.Count), gate: null, cancellation)
            .ConfigureAwait(false);
        return AdminHost.Json(writer =>
        {
            writer.WriteNumber("serverTime", _clock.Now.Nanoseconds / 1_000_000);
            writer.WriteNumber("clockOffsetMs", _clock.Offset.Nanoseconds / 1_000_000);
            writer.WriteNumber("answerDelayMs", (long)_faults.AnswerDelay.TotalMilliseconds);
            writer.WriteNumber("eventDelayMs", (long)_faults.EventDelay.TotalMilliseconds);
            writer.WriteBoolean("isMaintenance", _faults.IsMaintenance);
            writer.WriteBoolean("isUserStreamMute", _faults.IsUserStreamMute);
            writer.WriteBoolean("isMarketStreamMute", _streams.Faults.IsSilent);
            writer.WriteBoolean("isDuplicatingEvents", _faults.IsDuplicatingEvents);
            writer.WriteBoolean("areEventsBehindAnswers", _faults.AreEventsBehindAnswers);
            writer.WriteNumber("answerFaults", _faults.Pending().Sum(static fault => fault.Left));
            writer.WriteNumber("socketApiConnections", _socketApi.Connections.Count());
            writer.WriteNumber("userSubscriptions", subscriptions);
            writer.WriteNumber("streamConnections", _streams.Connections);
            writer.WriteStartArray("accounts");
            foreach (var (name, open) in accounts)
            {
                writer.WriteStartObject();
                writer.WriteString("name", name);
                writer.WriteNumber("openOrders", open);
                writer.WriteStartArray("keys");
                foreach (var key in _keys.All.Where(key => key.Account == name))
                    writer.WriteStringValue(key.Text);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    private static Func<AdminBody, CancellationToken, Task> Now(Action<AdminBody> action) => (body, _) =>
    {
        action(body);
        return Task.CompletedTask;
    };

    private static TimeSpan Ms(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private void Latency(AdminBody body)
    {
        var answer = body.Number("answerMs", 0, HourMs);
        var events = body.Number("eventMs", 0, HourMs);
        if (body.Finish() is not null)
            return;
        _faults.AnswerDelay = answer is { } late ? Ms(late) : _faults.AnswerDelay;
        _faults.EventDelay = events is { } later ? Ms(later) : _faults.EventDelay;
    }

    private void Answer(AdminBody body)
    {
        var endpoint = body.RequiredText("endpoint");
        var action = body.OneOf("action", "error", "error", "drop");
        var when = body.OneOf("when", action == "drop" ? "after" : "before", "before", "after");
        var count = body.Number("count", 1, int.MaxValue) ?? 1;
        var status = body.Number("status", 400, 599) ?? 503;
        var code = body.Number("code", -9_999, -1_000) ?? ErrorCode.Timeout;
        var message = body.Text("message") ?? "Timeout waiting for response from backend server. Send status unknown; execution status unknown.";
        var isKnown = endpoint == "*" || Endpoints.All.Any(one => new AnswerFault(endpoint, FaultMoment.After, null) { Left = 1 }.Strikes(one));
        if (!isKnown)
            body.Refuse($"no endpoint '{endpoint}': a method like order.place, a verb and path like POST /api/v3/order, or *");
        if (body.Finish() is not null)
            return;
        var answer = action == "drop" ? null : new ApiReply.Failed((int)status, ApiError.Of((int)code, message));
        _faults.Add(new AnswerFault(endpoint, when == "after" ? FaultMoment.After : FaultMoment.Before, answer) { Left = (int)count });
    }

    private void Events(AdminBody body)
    {
        var mute = body.Flag("mute");
        var duplicate = body.Flag("duplicate");
        var behind = body.Flag("behindAnswers");
        if (body.Finish() is not null)
            return;
        _faults.IsUserStreamMute = mute ?? _faults.IsUserStreamMute;
        _faults.IsDuplicatingEvents = duplicate ?? _faults.IsDuplicatingEvents;
        _faults.AreEventsBehindAnswers = behind ?? _faults.AreEventsBehindAnswers;
    }

    private async Task DisconnectAsync(AdminBody body, CancellationToken cancellation)
    {
        var what = body.OneOf("what", "all", "user", "socketApi", "market", "all");
        var announces = body.Flag("announce") == true;
        var isGraceful = body.Flag("graceful") == true;
        if (body.Finish() is not null)
            return;
        var now = _clock.Now;
        if (what is "market" or "all")
        {
            if (announces)
                _streams.AnnounceShutdown(now);
            _streams.DisconnectAll();
        }

        if (what == "market")
            return;
        var subscribed = await _engine.AskAsync(
            static floor => floor.Feed.Subscriptions.Select(static one => one.Connection).ToHashSet(), gate: null, cancellation).ConfigureAwait(false);
        foreach (var connection in _socketApi.Connections.Where(one => what != "user" || subscribed.Contains(one)))
        {
            if (announces)
                connection.Tell(new UserEventFrame(null, new ServerShutdown { EventTime = now }));
            if (isGraceful || announces)
                connection.Close();
            else
                connection.Abort();
        }
    }

    private async Task TerminateAsync(AdminBody body, CancellationToken cancellation)
    {
        var account = body.Text("account");
        if (body.Finish() is not null)
            return;
        await _engine.AskAsync(
            floor =>
            {
                floor.Feed.Terminate(one => account is null || one.Account.Name == account, floor.Now);
                return true;
            },
            gate: null,
            cancellation).ConfigureAwait(false);
    }

    private void Clock(AdminBody body)
    {
        var offset = body.Number("offsetMs", -DayMs, DayMs);
        if (offset is null)
            body.Refuse("field 'offsetMs' is needed");
        if (body.Finish() is null && offset is { } ahead)
            _clock.Offset = Duration.FromMilliseconds(ahead);
    }

    private void Maintenance(AdminBody body)
    {
        var isOn = body.Flag("on");
        if (isOn is null)
            body.Refuse("field 'on' is needed");
        if (body.Finish() is null)
            _faults.IsMaintenance = isOn == true;
    }

    private void Limits(AdminBody body)
    {
        var status = body.Number("status", 418, 429);
        var seconds = body.Number("seconds", 1, 3 * DayMs / 1_000) ?? 60;
        var weight = body.Number("weightPerMinute", 1, int.MaxValue);
        var shortOrders = body.Number("ordersPer10Seconds", 1, int.MaxValue);
        var dayOrders = body.Number("ordersPerDay", 1, int.MaxValue);
        if (status is not (null or 418 or 429))
            body.Refuse("field 'status' is 418 or 429");
        if (body.Finish() is not null)
            return;
        var old = _limits.Options;
        _limits.Options = old with
        {
            WeightPerMinute = (int)(weight ?? old.WeightPerMinute),
            OrdersPer10Seconds = (int)(shortOrders ?? old.OrdersPer10Seconds),
            OrdersPerDay = (int)(dayOrders ?? old.OrdersPerDay),
        };
        if (status is { } refusal)
            _meter.Refuse(TimeSpan.FromSeconds(seconds), isBan: refusal == 418);
        // A banned address loses its sockets, as on the exchange.
        if (status == 418)
        {
            foreach (var connection in _socketApi.Connections)
                connection.Abort();
        }
    }

    private async Task KeyAsync(AdminBody body, CancellationToken cancellation)
    {
        var text = body.RequiredText("apiKey");
        var isRevoked = body.Flag("revoke") == true;
        var (trade, withdraw, transfer) = (body.Flag("trade"), body.Flag("withdraw"), body.Flag("transfer"));
        var addresses = body.Texts("addresses");
        if (_keys.Find(text) is not { } key)
        {
            body.Refuse("no such key");
            return;
        }

        if (body.Finish() is not null)
            return;
        var old = key.Rights;
        key.Rights = old with
        {
            CanTrade = trade ?? old.CanTrade, CanWithdraw = withdraw ?? old.CanWithdraw, CanTransfer = transfer ?? old.CanTransfer, Addresses = addresses ?? old.Addresses,
        };
        if (isRevoked && _keys.TryRevoke(text))
            await _socketApi.OnRevokedAsync(text, cancellation).ConfigureAwait(false);
    }

    private void Reset(AdminBody body)
    {
        if (body.Finish() is not null)
            return;
        _faults.Reset();
        _streams.Faults.Clear();
        _limits.Options = _standardLimits;
        _meter.Reset();
        _clock.Offset = default;
    }
}
