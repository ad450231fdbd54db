using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;
using MultiSmc.Research;
using MultiSmc.Simulation;

namespace MultiSmc.Node.Tests;

/// <summary>
/// Paper trading by the market's clock on a market that does not begin anew: what a session has seen comes from its journal, what came meanwhile by trade id.
/// </summary>
public sealed class PaperOnALiveMarket
{
    private static readonly MarketEvent[] Trades = SmallMarket.Events(41, 40_000);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Stopped_and_started_again_is_the_same_as_a_backtest_that_was_never_stopped(ulong seed)
    {
        using var folder = new TemporaryFolder();
        var plan = SmallMarket.Plan();
        var backtest = PaperOnATape.BacktestChain(folder, plan, Trades);
        var random = new SplitMix64(seed);
        var stops = 0;
        for (var isOver = false; !isOver;)
        {
            using var stop = new CancellationTokenSource();
            var at = random.NextBelow(Trades.Length * 3L / 2);
            var feed = new GoingOnFeed(Trades, sent => { if (sent == at) stop.Cancel(); });
            await using var node = Node(folder.Node, plan, feed);
            isOver = await node.RunAsync(stop.Token) is NodeOutcome.Completed;
            stops += isOver ? 0 : 1;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: {stops} stops");
        Assert.Equal(backtest, SmallMarket.Replay(folder.Node, "test", plan));
    }

    [Fact]
    public async Task Begins_behind_its_warm_up_which_brings_packets_and_no_entries()
    {
        using var folder = new TemporaryFolder();
        var plan = SmallMarket.Plan();
        var backtest = new SeenOrders();
        new BacktestRunner(plan) { Observer = backtest }.Run(new ArraySource(Trades), null, TestContext.Current.CancellationToken);
        var seen = new SeenOrders();
        var feed = new GoingOnFeed(Trades, static _ => { });
        await using var node = Node(folder.Node, plan, feed, new ArraySource(Trades.AsMemory(0, 20_000)), seen);

        Assert.IsType<NodeOutcome.Completed>(await node.RunAsync(TestContext.Current.CancellationToken));

        Assert.Equal(Trades[19_999].Trade.Id, Assert.Single(feed.After ?? []));
        Assert.Equal(backtest.Packets, seen.Packets);
        Assert.Contains(backtest.Entries, entry => entry <= Trades[19_999].Time);
        Assert.NotEmpty(seen.Entries);
        Assert.All(seen.Entries, entry => Assert.True(entry > Trades[19_999].Time, $"an entry at {entry}"));
        await node.DisposeAsync();
        SmallMarket.Replay(folder.Node, "test", plan); // identical
    }

    [Fact]
    public async Task Stopped_while_it_warms_up_trades_when_it_goes_on()
    {
        using var folder = new TemporaryFolder();
        var plan = SmallMarket.Plan();
        using (var stop = new CancellationTokenSource())
        {
            var past = new ArraySource(Trades) { Largest = 500, BeforeRead = read => { if (read >= 10_000) stop.Cancel(); } };
            var unasked = new GoingOnFeed(Trades, static _ => { });
            await using var node = Node(folder.Node, plan, unasked, past);
            Assert.IsType<NodeOutcome.Stopped>(await node.RunAsync(stop.Token));
            Assert.Null(unasked.After);
        }

        var seen = new SeenOrders();
        var feed = new GoingOnFeed(Trades, static _ => { });
        await using var second = Node(folder.Node, plan, feed, observer: seen);
        Assert.IsType<NodeOutcome.Completed>(await second.RunAsync(TestContext.Current.CancellationToken));

        Assert.True(Assert.Single(feed.After ?? []) >= Trades[9_999].Trade.Id);
        Assert.NotEmpty(seen.Entries);
    }

    private static TradingNode Node(NodeFolder folder, BacktestPlan plan, IMarketFeed feed, IMarketSource? warmUp = null, IKernelObserver? observer = null) => new(new NodeSetup
    {
        Folder = folder,
        Mode = "paper",
        Clock = NodeClock.Market,
        Header = _ => SmallMarket.Header("test", "paper", default),
        Kernel = session => SmallMarket.Kernel(session, plan),
        Feed = feed,
        Venue = new NodeVenue.Driven(() => new SimulatedVenue([plan.Markets[0].Instrument], plan.Venue)),
        WarmUp = warmUp,
        Observers = observer is null ? [] : [observer],
    });

    private sealed class SeenOrders : IKernelObserver
    {
        public List<Timestamp> Entries { get; } = [];

        public List<Packet> Packets { get; } = [];

        public void OnApplied(in KernelInput input, EffectBuffer effects)
        {
            foreach (ref readonly var effect in effects.Effects)
            {
                if (effect is { Kind: EffectKind.Submit, Payload: VenueRequest.PlaceOrder { Order.Side: Side.Buy } })
                    Entries.Add(input.Time);
            }

            Packets.AddRange(effects.Packets);
        }
    }

    /// <summary>Gives what is behind the trade that the node has, as an exchange does; the first it has, where it has none.</summary>
    private sealed class GoingOnFeed(MarketEvent[] trades, Action<int> onSent) : IMarketFeed
    {
        private Task _pumping = Task.CompletedTask;

        public long[]? After { get; private set; }

        public bool BeginsAnew => false;

        public Task Completion => _pumping;

        public IReadOnlyList<LinkStatus> Links => [];

        public void Start(IShellInbox inbox, IReadOnlyList<TradeId> after)
        {
            After = [.. after.Select(static id => id.Value)];
            var rest = trades.Where(market => market.Trade.Id > after[0].Value || after[0] == default).ToArray();
            _pumping = Task.Run(() =>
            {
                for (var i = 0; i < rest.Length; i++)
                {
                    inbox.OnMarket(in rest[i]);
                    onSent(i);
                }
            });
        }

        public async ValueTask DisposeAsync() => await _pumping;
    }
}
