using System.Globalization;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Engine;
using WireReport = MultiSmc.Binance.Wire.ExecutionReport;

namespace MultiSmc.Binance;

/// <summary>
/// The way of a live node to the exchange: requests go out over REST (or the WebSocket API), reports come in over the WebSocket API. It carries and
/// answers truthfully; what follows from an answer, and from none, is the kernel's to decide.
/// </summary>
/// <remarks>Of one event several reports may come, by stream and by answer, in any order: the kernel's ledger tells them apart.</remarks>
public sealed class BinanceGateway : IVenueGateway
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(2);

    private readonly GatewayOptions _options;
    private readonly TimeProvider _time;
    private readonly SymbolBook _symbols;
    private readonly ServerClock _clock;
    private readonly ClockSync _sync;
    private readonly HttpClient _http;
    private readonly WsApiClient _socket;
    private readonly OrderLink _link;
    private readonly OrderNames _names = new();
    private readonly ReportReading _reading;
    private readonly RequestDesk _desk;
    private readonly RulesWatch _rules;
    private readonly ReportWatch _reports;
    private readonly CancellationTokenSource _stop = new();
    private IShellInbox? _inbox;
    private Task _running = Task.CompletedTask;

    /// <param name="options">Addresses, key, instruments, limits.</param>
    /// <param name="clock">The exchange's clock; may be shared with the market feed.</param>
    /// <param name="time">The local clock, also for the waits.</param>
    /// <param name="jitter">For the waits' length.</param>
    /// <exception cref="ArgumentException">An address is plain and of another machine, or an instrument's number is not its place.</exception>
    public BinanceGateway(GatewayOptions options, ServerClock clock, TimeProvider time, Random jitter)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(jitter);
        ServiceAddress.RequireSafe(options.Rest);
        ServiceAddress.RequireSafe(options.WebSocketApi);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.ReportPatience, TimeSpan.Zero);
        (_options, _clock, _time) = (options, clock, time);
        _symbols = new SymbolBook(options.Instruments);
        _http = RestCarrier.CreateHttp(options.Rest, options.Calls);
        var rest = new RestCarrier(_http, options.Rest, options.Key, clock, options.Gate, time, options.Calls);
        _sync = new ClockSync(rest, clock, options.Gate);
        var setting = new WsApiSetting(options.WebSocketApi, options.Key, clock, options.Gate, time, options.Socket, options.Calls, OnUserEvent, options.Notice);
        _socket = new WsApiClient(setting, _sync, new Random(jitter.Next()), OnUserData);
        _link = new OrderLink(_sync, time, options.ProbeInterval, (isUp, reason) => TellLink(VenueLink.Orders, isUp, reason));
        ICallCarrier carrier = options.SendsOverWebSocket ? new SocketFirstCarrier(_socket, rest) : rest;
        Client = new SpotClient(new CallDesk(carrier, options.Gate, clock, _sync, time, new Random(jitter.Next()), options.Calls));
        _reading = new ReportReading(_symbols, _names);
        _reports = new ReportWatch(time, options.ReportPatience, OnMute);
        _rules = new RulesWatch(Client, _symbols, options, time, clock, Tell);
        _desk = new RequestDesk(
            new PlacementCalls(Client, _symbols, _reading, clock, _reports, Tell, _rules.Doubt),
            new QueryCalls(Client, _symbols, _names, _reading, clock, Tell), _link.Doubt, time, options.Notice);
    }

    /// <summary>The requests that the gateway makes, for whoever needs more of them.</summary>
    public SpotClient Client { get; }

    /// <inheritdoc/>
    public IReadOnlyList<LinkStatus> Links =>
    [
        new LinkStatus("user-data", _socket.IsUp, _socket.LastReceived, Duration.Zero, _socket.Reconnects, ""),
        new LinkStatus("orders", _link.IsUp, _link.LastAnswer, new Duration(_clock.RoundTrip.Ticks * 100), _link.Reconnects, Detail())
        {
            ClockOffset = _clock.IsKnown ? new Duration(_clock.Offset.Ticks * 100) : null,
            WeightUsed = WeightUsed(),
        },
    ];

    /// <inheritdoc/>
    public void Start(IShellInbox inbox, IReadOnlyList<KnownOrder> known)
    {
        ArgumentNullException.ThrowIfNull(inbox);
        ArgumentNullException.ThrowIfNull(known);
        foreach (var order in known)
            _names.Learn(order.Instrument, order.Number, order.Name);
        if (Interlocked.CompareExchange(ref _inbox, inbox, null) is not null)
            throw new InvalidOperationException("the gateway has been started");
        _running = Task.WhenAll(
            HostAsync("orders", _link.RunAsync), HostAsync("user data", _socket.RunAsync), HostAsync("rules", _rules.RunAsync), HostAsync("reports", _reports.RunAsync));
    }

    /// <inheritdoc/>
    public void Send(VenueRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        _desk.Send(request, _stop.Token);
    }

    /// <summary>Ends, after a moment for answers on their way. A placement without one may still be carried out by the exchange: the next start asks for it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await Task.WhenAny(_desk.DrainAsync(), _time.DelayAsync(EndPatience, _stop.Token)).ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        await _desk.DrainAsync().ConfigureAwait(false);
        _sync.Dispose();
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task HostAsync(string name, Func<CancellationToken, Task> run)
    {
        try
        {
            await Task.Yield();
            await run(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The end.
        }
        catch (Exception fault)
        {
            // The host loop: what nobody foresaw is told, and the link counts as gone; the kernel stops entries for that.
            _options.Notice($"the watch over {name} has ended: {fault}");
            TellLink(name == "user data" ? VenueLink.UserData : VenueLink.Orders, false, $"the watch over {name} has ended: {fault.Message}");
        }
    }

    private void OnUserEvent(UserEvent word)
    {
        switch (word)
        {
            case WireReport report:
                if (_reading.FromEvent(report) is not { } read)
                    break;
                _reports.Heard(read.Order.ClientOrderId);
                Tell(new VenueEvent.OrderReport(read));
                break;
            case AccountPosition position:
                var balances = position.Balances.Select(static balance => balance.ToBalance()).OrderBy(static entry => entry.Asset).ToArray();
                Tell(new VenueEvent.AccountUpdate(default, position.LastUpdate, balances));
                break;
            case BalanceUpdate update:
                Tell(new VenueEvent.Transfer(default, update.ClearTime, update.Asset, update.Delta));
                break;
            case ExternalLockUpdate:
                // It tells a change, the kernel wants what is there now.
                _desk.Send(new VenueRequest.QueryAccount(default), _stop.Token);
                break;
            case UnknownUserEvent unknown:
                _options.Notice($"the exchange sent an event that this version does not know: {unknown.Name}");
                break;
        }
    }

    private void OnUserData(bool isUp, string reason)
    {
        _reports.Forget();
        TellLink(VenueLink.UserData, isUp, reason);
    }

    private void OnMute(string reason)
    {
        if (!_socket.IsUp)
            return;
        _options.Notice($"{reason}: the user data connection is mute and is made anew");
        _socket.Restart(reason);
    }

    private void TellLink(VenueLink link, bool isUp, string reason) => Tell(new VenueEvent.ConnectionChanged(link, _clock.Now(), isUp, reason));

    private void Tell(VenueEvent word) => Volatile.Read(ref _inbox)?.OnVenue(word);

    private long? WeightUsed() => _options.Gate.UsedOf(RateLimitType.RequestWeight, TimeSpan.FromMinutes(1));

    private string Detail() => string.Create(CultureInfo.InvariantCulture, $"weight {WeightUsed() ?? 0}/min, clock {_clock.Offset.TotalMilliseconds:+0.0;-0.0;0} ms");
}
