using System.Globalization;
using System.Net.WebSockets;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>What the checks look at.</summary>
public sealed class CheckOptions
{
    /// <summary>Base address of REST.</summary>
    public required Uri Rest { get; init; }

    /// <summary>Base address of the streams.</summary>
    public required Uri Streams { get; init; }

    /// <summary>Address of the WebSocket API.</summary>
    public required Uri WebSocketApi { get; init; }

    /// <summary>Symbols that are to be traded.</summary>
    public required IReadOnlyList<string> Symbols { get; init; }

    /// <summary>The key; null: only what needs none is checked.</summary>
    public ApiKey? Key { get; init; }

    /// <summary>
    /// The real exchange: what the key may do has to be told, and a key that may move money is refused. Test networks and local exchanges do not tell it.
    /// </summary>
    public bool IsRealMoney { get; init; } = true;

    /// <summary>Waits and repetitions.</summary>
    public CallPolicy Calls { get; init; } = new();
}

/// <summary>
/// The facts that one wants to know before live trading: reachability, clock, what the key may do, whether the account may trade, how it pays
/// commission. Reads only.
/// </summary>
public sealed class ExchangeChecks(CheckOptions options, RequestGate gate, TimeProvider time, Random jitter)
{
    private const string KeyMend = "check key and secret, the addresses the key is bound to, and that it is a key of this exchange";
    private static readonly TimeSpan FarOff = TimeSpan.FromMilliseconds(1000);
    private static readonly TimeSpan Off = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs all of them, one after the other.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellation)
    {
        var results = new List<CheckResult>();
        var clock = new ServerClock(time);
        using var connection = new RestConnection(options.Rest, options.Key, gate, clock, time, jitter, options.Calls);
        var client = connection.Client;
        if (await connection.Sync.EnsureAsync(cancellation).ConfigureAwait(false) is { } unreachable)
        {
            results.Add(CheckResult.Fail("rest", unreachable.StartsWith(options.Rest.Host, StringComparison.Ordinal) ? unreachable : $"{options.Rest.Host}: {unreachable}", ReachFault.MendOf(unreachable)));
        }
        else
        {
            results.Add(CheckResult.Ok("rest", $"{options.Rest.Host} answers in {Milliseconds(clock.RoundTrip)}"));
            results.Add(Clock(clock));
            results.AddRange(await SymbolsAsync(client, cancellation).ConfigureAwait(false));
        }

        results.Add(await SocketAsync("streams", new Uri(options.Streams, "stream"), cancellation).ConfigureAwait(false));
        results.Add(await SocketAsync("websocket-api", ServiceAddress.WebSocketApiOf(options.WebSocketApi), cancellation).ConfigureAwait(false));
        if (options.Key is not { } key || results[0].Verdict == CheckVerdict.Failure)
            return results;

        results.Add(await UserDataAsync(key, clock, cancellation).ConfigureAwait(false));
        results.Add(await AccountAsync(client, cancellation).ConfigureAwait(false));
        results.Add(await RestrictionsAsync(client, cancellation).ConfigureAwait(false));
        results.AddRange(await CommissionsAsync(client, cancellation).ConfigureAwait(false));
        return results;
    }

    private static string Milliseconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0} ms");

    private static CheckResult Clock(ServerClock clock)
    {
        const string mend = "let the system keep time by NTP (timedatectl set-ntp true)";
        var sentence = $"this machine's clock is {Milliseconds(clock.Offset.Duration())} {(clock.Offset > TimeSpan.Zero ? "behind" : "ahead of")} the exchange's";
        if (clock.Offset.Duration() >= FarOff)
            return CheckResult.Warn("clock", sentence + "; requests are stamped with the exchange's time all the same", mend);
        if (clock.Offset.Duration() >= Off)
            return CheckResult.Warn("clock", sentence, mend);
        return clock.RoundTrip > Slow
            ? CheckResult.Warn("clock", $"{sentence}, but an answer takes {Milliseconds(clock.RoundTrip)}", "use a machine nearer to the exchange, or a better line")
            : CheckResult.Ok("clock", sentence);
    }

    private async Task<IReadOnlyList<CheckResult>> SymbolsAsync(SpotClient client, CancellationToken cancellation)
    {
        if (options.Symbols.Count == 0)
            return [];
        var outcome = await client.ExchangeInfoAsync(options.Symbols, cancellation).ConfigureAwait(false);
        if (outcome is not CallOutcome<ExchangeInfo>.Done done)
        {
            var mend = outcome is CallOutcome<ExchangeInfo>.Refused { Error.Code: ErrorCode.BadSymbol } ? "check the names of the symbols in the configuration" : ReachFault.MendOf(outcome.Describe());
            return [CheckResult.Fail("symbols", $"the rules of {string.Join(", ", options.Symbols)} cannot be read: {outcome.Describe()}", mend)];
        }

        var catalogue = InstrumentCatalogue.Of(done.Value);
        return [.. options.Symbols.Select((symbol, i) => Symbol(symbol, catalogue.Find(symbol, new InstrumentId(i))))];
    }

    private static CheckResult Symbol(string symbol, InstrumentReading reading)
    {
        var name = "symbol-" + symbol;
        if (reading.Instrument is not { } instrument)
            return CheckResult.Fail(name, reading.Fault, "take the symbol out of the configuration, or correct its name");
        if (instrument.Status != TradingStatus.Trading)
            return CheckResult.Warn(name, $"{symbol} is not trading now ({instrument.Status})", "entries wait until it trades");
        return reading.Notices.Count > 0
            ? CheckResult.Warn(name, string.Join("; ", reading.Notices), "look for a newer version")
            : CheckResult.Ok(name, $"{symbol}: tick {instrument.TickSize}, lot {instrument.LotSize}, least notional {instrument.MinNotional} {instrument.Quote}");
    }

    private async Task<CheckResult> SocketAsync(string name, Uri address, CancellationToken cancellation)
    {
        using var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        socket.Options.CollectHttpResponseDetails = true; // a closed exchange is told by its status
        if (ServiceAddress.IsLoopback(address))
            socket.Options.Proxy = null;
        using var limit = new CancellationTokenSource(options.Calls.AnswerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await socket.ConnectAsync(address, either.Token).ConfigureAwait(false);
            return CheckResult.Ok(name, $"{address.Host} takes connections");
        }
        catch (WebSocketException refused)
        {
            var fault = ReachFault.Describe(address, refused, (int)socket.HttpStatusCode);
            return CheckResult.Fail(name, fault, ReachFault.MendOf(fault));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return CheckResult.Fail(name, $"{address.Host} does not answer", ReachFault.MendOf(""));
        }
    }

    private async Task<CheckResult> UserDataAsync(ApiKey key, ServerClock clock, CancellationToken cancellation)
    {
        var setting = new WsApiSetting(options.WebSocketApi, key, clock, gate, time, new SocketPolicy(), options.Calls, static _ => { }, static _ => { });
        var (connection, fault) = await WsApiConnection.OpenAsync(setting, cancellation).ConfigureAwait(false);
        if (connection is null)
            return CheckResult.Fail("user-data", $"{options.WebSocketApi.Host}: {fault}", "reports of orders come this way alone: " + KeyMend);
        await connection.DisposeAsync().ConfigureAwait(false);
        return CheckResult.Ok("user-data", $"{options.WebSocketApi.Host} takes the key and a subscription of user data");
    }

    private static async Task<CheckResult> AccountAsync(SpotClient client, CancellationToken cancellation)
    {
        var outcome = await client.AccountAsync(omitZeros: true, cancellation).ConfigureAwait(false);
        return outcome switch
        {
            CallOutcome<AccountReply>.Done { Value.CanTrade: false } =>
                CheckResult.Fail("account", "the account may not trade", "ask the exchange why; often an identity check is missing"),
            CallOutcome<AccountReply>.Done { Value: var account } => CheckResult.Ok("account", $"the account may trade and holds {account.Balances.Length} {(account.Balances.Length == 1 ? "asset" : "assets")}"),
            CallOutcome<AccountReply>.Refused { Class: ErrorClass.Credentials } refused =>
                CheckResult.Fail("account", $"the exchange refuses the key: {refused.Error}", KeyMend),
            _ => CheckResult.Fail("account", $"the account cannot be read: {outcome.Describe()}", ReachFault.MendOf(outcome.Describe())),
        };
    }

    private async Task<CheckResult> RestrictionsAsync(SpotClient client, CancellationToken cancellation)
    {
        const string name = "key-permissions";
        var outcome = await client.RestrictionsAsync(cancellation).ConfigureAwait(false);
        if (outcome is CallOutcome<ApiRestrictions>.Done done)
            return KeyPermissions.Judge(done.Value, time.GetUtcNow());
        return options.IsRealMoney
            ? CheckResult.Fail(name, $"what the key may do cannot be read: {outcome.Describe()}", "a key that might withdraw is not used: allow reading to the key, and try again")
            : CheckResult.Ok(name, "this exchange does not tell what a key may do, and no real money is there");
    }

    private async Task<IReadOnlyList<CheckResult>> CommissionsAsync(SpotClient client, CancellationToken cancellation)
    {
        var results = new List<CheckResult>();
        foreach (var symbol in options.Symbols)
        {
            var outcome = await client.CommissionAsync(symbol, cancellation).ConfigureAwait(false);
            var name = "commission-" + symbol;
            if (outcome is not CallOutcome<CommissionReply>.Done { Value: var commission })
            {
                results.Add(CheckResult.Warn(name, $"{symbol}: the commission cannot be read: {outcome.Describe()}", "the configured rates are used"));
                continue;
            }

            var rates = $"{symbol}: maker {commission.StandardCommission.Maker}, taker {commission.StandardCommission.Taker}";
            var isInBnb = commission.Discount is { EnabledForAccount: true, EnabledForSymbol: true };
            results.Add(isInBnb && commission.Discount is { } discount
                ? symbol.StartsWith(discount.DiscountAsset.Code, StringComparison.Ordinal)
                    ? CheckResult.Warn(name, $"{rates}; paid in {discount.DiscountAsset}, which is what is traded", "switch paying fees in BNB off, or do not trade it: fees eat positions")
                    : CheckResult.Ok(name, $"{rates}; paid in {discount.DiscountAsset} while there is some")
                : CheckResult.Ok(name, $"{rates}; taken from what is received"));
        }

        return results;
    }
}
