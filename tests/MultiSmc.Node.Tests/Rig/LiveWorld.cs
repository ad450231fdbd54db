using Microsoft.Extensions.Time.Testing;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Research;
using MultiSmc.Simulation;

namespace MultiSmc.Node.Tests;

/// <summary>
/// An exchange that outlives the nodes of a test, its market, and a clock that the test moves. Requests take effect at once; trades come when the test says so.
/// </summary>
internal sealed class LiveWorld
{
    private readonly Lock _gate = new();
    private readonly SimulatedVenue _exchange;
    private readonly List<VenueRequest> _requests = [];
    private IShellInbox? _words;
    private IShellInbox? _market;
    private long _lastId = long.MinValue;

    public LiveWorld(BacktestPlan plan, Timestamp start)
    {
        Plan = plan;
        _exchange = new SimulatedVenue([.. plan.Markets.Select(market => market.Instrument)], plan.Venue with { LatencyFromVenue = Duration.Zero, LatencyToVenue = Duration.Zero });
        Time = new FakeTimeProvider(start.ToDateTimeOffset());
    }

    public BacktestPlan Plan { get; }

    public FakeTimeProvider Time { get; }

    public Timestamp Now => Timestamp.Of(Time.GetUtcNow());

    /// <summary>What the exchange was asked, in order.</summary>
    public IReadOnlyList<VenueRequest> Requests
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    public IReadOnlyList<OrderView> OpenOrders
    {
        get
        {
            lock (_gate)
                return [.. _exchange.OrdersOf(default).Where(static order => order.Status is OrderStatus.New or OrderStatus.PartiallyFilled or OrderStatus.PendingNew)];
        }
    }

    /// <summary>From which trade on the last node wanted the market.</summary>
    public IReadOnlyList<TradeId> After { get; private set; } = [];

    public IMarketFeed Feed() => new WorldFeed(this);

    public IVenueGateway Gateway() => new WorldGateway(this);

    /// <summary>Trades happen: the clock moves to each, the exchange matches, the node hears of both.</summary>
    public void Trade(ReadOnlySpan<MarketEvent> events)
    {
        foreach (ref readonly var market in events)
        {
            lock (_gate)
            {
                var ahead = TimeSpan.FromTicks(Math.Max(0, (market.Time - Now).Nanoseconds / 100) + 1);
                Time.Advance(ahead);
                if (market.Trade.Id > _lastId)
                    _exchange.OnMarket(in market); // what a node was not there to see happened only once
                _lastId = Math.Max(_lastId, market.Trade.Id);
                Deliver();
                _market?.OnMarket(in market);
            }
        }
    }

    /// <summary>The node that ran is gone: nothing reaches it any more.</summary>
    public void Cut()
    {
        lock (_gate)
            (_words, _market) = (null, null);
    }

    public void Drop(VenueLink link, bool isUp)
    {
        lock (_gate)
            _words?.OnVenue(new VenueEvent.ConnectionChanged(link, Now, isUp, "the test says so"));
    }

    private void Send(VenueRequest request)
    {
        lock (_gate)
        {
            _requests.Add(request);
            _exchange.Submit(request, Now);
            _exchange.Advance(Now + Duration.FromMilliseconds(1));
            Deliver();
        }
    }

    private void Deliver()
    {
        while (_exchange.TryTakeEvent(Timestamp.MaxValue, out var said, out _) && said is not null)
            _words?.OnVenue(said);
    }

    private sealed class WorldFeed(LiveWorld world) : IMarketFeed
    {
        private readonly TaskCompletionSource _end = new();

        public Task Completion => _end.Task;

        public bool BeginsAnew => false;

        public IReadOnlyList<LinkStatus> Links => [new LinkStatus("market-data", true, default, Duration.Zero, 0, "")];

        public void Start(IShellInbox inbox, IReadOnlyList<TradeId> after)
        {
            lock (world._gate)
            {
                world.After = after;
                world._market = inbox;
                inbox.OnVenue(new VenueEvent.ConnectionChanged(VenueLink.MarketData, world.Now, true, "data flows"));
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class WorldGateway(LiveWorld world) : IVenueGateway
    {
        public IReadOnlyList<LinkStatus> Links => [new LinkStatus("orders", true, default, Duration.Zero, 0, ""), new LinkStatus("user-data", true, default, Duration.Zero, 0, "")];

        public void Start(IShellInbox inbox, IReadOnlyList<KnownOrder> known)
        {
            lock (world._gate)
            {
                world._words = inbox;
                inbox.OnVenue(new VenueEvent.ConnectionChanged(VenueLink.Orders, world.Now, true, "requests flow"));
                inbox.OnVenue(new VenueEvent.ConnectionChanged(VenueLink.UserData, world.Now, true, "reports flow"));
            }
        }

        public void Send(VenueRequest request) => world.Send(request);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
