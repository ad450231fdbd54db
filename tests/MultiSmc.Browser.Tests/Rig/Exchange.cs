using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Research;
using MultiSmc.Simulation;

namespace MultiSmc.Browser.Tests;

/// <summary>
/// An exchange that outlives the nodes of a test and trades when the test says so. Requests take effect at once; fills follow the price. Its clock is ours,
/// but never stands still between two events.
/// </summary>
internal sealed class Exchange
{
    private readonly Lock _gate = new();
    private readonly SimulatedVenue _venue;
    private IShellInbox? _words;
    private IShellInbox? _market;
    private readonly long _lot;
    private readonly HashSet<VenueLink> _down = [];
    private Timestamp _last;

    public Exchange(BacktestPlan plan)
    {
        _lot = plan.Markets[0].Instrument.LotSize.Raw;
        _venue = new SimulatedVenue([.. plan.Markets.Select(market => market.Instrument)], plan.Venue with { LatencyFromVenue = Duration.Zero, LatencyToVenue = Duration.Zero });
    }

    public IReadOnlyList<OrderView> OpenOrders
    {
        get
        {
            lock (_gate)
                return [.. _venue.OrdersOf(default).Concat(_venue.OrdersOf(new InstrumentId(1))).Where(static order => order.Status is OrderStatus.New or OrderStatus.PartiallyFilled or OrderStatus.PendingNew)];
        }
    }

    /// <summary>Whole lots of a base asset that are held, free and locked: what is less than a lot cannot be sold.</summary>
    public long LotsOf(string asset)
    {
        lock (_gate)
        {
            var balance = _venue.Balances.FirstOrDefault(entry => entry.Asset == new Asset(asset));
            return (balance.Balance.Free.Raw + balance.Balance.Locked.Raw) / _lot;
        }
    }

    public IMarketFeed Feed() => new ExchangeFeed(this);

    public IVenueGateway Gateway() => new ExchangeGateway(this);

    /// <summary>A trade happens now: the exchange matches, the node hears of both.</summary>
    public void Trade(InstrumentId instrument, long id, Price price, Quantity quantity, AggressorSide aggressor)
    {
        lock (_gate)
        {
            var trade = new MarketEvent(instrument, new TradeTick(id, Now(), price, quantity, aggressor));
            _venue.OnMarket(in trade);
            Deliver();
            _market?.OnMarket(in trade);
        }
    }

    /// <summary>The node hears that a link of its broke, or came back.</summary>
    public void Drop(VenueLink link, bool isUp)
    {
        lock (_gate)
        {
            if (isUp)
                _down.Remove(link);
            else
                _down.Add(link);
            (link == VenueLink.MarketData ? _market : _words)?.OnVenue(new VenueEvent.ConnectionChanged(link, Now(), isUp, "the test says so"));
        }
    }

    /// <summary>The node that ran is gone: nothing reaches it any more.</summary>
    public void Cut()
    {
        lock (_gate)
            (_words, _market) = (null, null);
    }

    private bool IsUp(VenueLink link)
    {
        lock (_gate)
            return !_down.Contains(link);
    }

    private Timestamp Now()
    {
        var now = Timestamp.Of(TimeProvider.System.GetUtcNow());
        _last = now > _last ? now : new Timestamp(_last.Nanoseconds + 1_000);
        return _last;
    }

    private void Send(VenueRequest request)
    {
        lock (_gate)
        {
            _venue.Submit(request, Now());
            _venue.Advance(Now());
            Deliver();
        }
    }

    private void Deliver()
    {
        while (_venue.TryTakeEvent(Timestamp.MaxValue, out var said, out _) && said is not null)
            _words?.OnVenue(said);
    }

    private sealed class ExchangeFeed(Exchange exchange) : IMarketFeed
    {
        private readonly TaskCompletionSource _end = new();

        public Task Completion => _end.Task;

        public bool BeginsAnew => false;

        public IReadOnlyList<LinkStatus> Links => [new LinkStatus("market-data", exchange.IsUp(VenueLink.MarketData), exchange._last, Duration.FromMilliseconds(1), 0, "")];

        public void Start(IShellInbox inbox, IReadOnlyList<TradeId> after)
        {
            lock (exchange._gate)
            {
                exchange._market = inbox;
                inbox.OnVenue(new VenueEvent.ConnectionChanged(VenueLink.MarketData, exchange.Now(), true, "data flows"));
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class ExchangeGateway(Exchange exchange) : IVenueGateway
    {
        public IReadOnlyList<LinkStatus> Links =>
            [new LinkStatus("orders", exchange.IsUp(VenueLink.Orders), exchange._last, Duration.FromMilliseconds(1), 0, ""), new LinkStatus("user-data", exchange.IsUp(VenueLink.UserData), exchange._last, Duration.FromMilliseconds(1), 0, "")];

        public void Start(IShellInbox inbox, IReadOnlyList<KnownOrder> known)
        {
            lock (exchange._gate)
            {
                exchange._words = inbox;
                inbox.OnVenue(new VenueEvent.ConnectionChanged(VenueLink.Orders, exchange.Now(), true, "requests flow"));
                inbox.OnVenue(new VenueEvent.ConnectionChanged(VenueLink.UserData, exchange.Now(), true, "reports flow"));
            }
        }

        public void Send(VenueRequest request) => exchange.Send(request);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
