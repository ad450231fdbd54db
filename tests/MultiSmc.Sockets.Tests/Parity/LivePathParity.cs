using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using MultiSmc.Binance;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Exchange;
using MultiSmc.Journal;
using MultiSmc.Node;
using MultiSmc.Packets;
using MultiSmc.Research;
using MultiSmc.Simulation;
using MultiSmc.Strategy;
using MultiSmc.Structure;
using MultiSmc.Testing;

namespace MultiSmc.Sockets.Tests;

/// <summary>
/// A tape that an exchange plays with its own times as fast as it is taken, read over real sockets by the live feed, decided on by a node whose clock
/// is the market's: exactly the decisions of the backtest on the same tape, whatever happened on the way. Nobody tells it with which trade to begin.
/// </summary>
public sealed class LivePathParity
{
    [Theory]
    [InlineData("whole")]
    [InlineData("trades left out")]
    [InlineData("connections cut")]
    [InlineData("node stopped")]
    public async Task Node_behind_sockets_decides_as_the_backtest_does(string way)
    {
        var plan = Plan();
        using var synthetic = new SyntheticTape(plan.Markets[0].Instrument, new SyntheticTapeParameters
        {
            Seed = 41, TradeCount = 20_000, StartTime = new Timestamp(1_735_689_600_000_000_000), StartPrice = new Price(100 * FixedPoint.Scale), VolatilityPpm = 150_000, SwingMaxPpm = 60_000,
        });
        await CompareAsync(plan, Read(synthetic, int.MaxValue), way, leastEntries: 10);
    }

    [Fact]
    public async Task Recording_over_sockets_gives_the_decisions_of_the_backtest()
    {
        var file = SharedData.Require("binance-spot-ws/btcusdt_20240808.gz");
        var plan = Plan();
        var bitcoin = plan.Markets[0].Instrument with
        {
            Symbol = "BTCUSDT", Base = new Asset("BTC"), LotSize = new Quantity(1_000), MinQuantity = new Quantity(1_000),
        };
        var market = plan.Markets[0] with
        {
            Instrument = bitcoin,
            Packets = new PacketParameters { PriceDecimals = 2, QuantityDecimals = 5, Bucket = 50_000L * 10_000_000, VpinWindow = 10 },
            Structure = new StructureParameters { SwingMode = SwingMode.ZigzagPpm, ZigzagPpm = 200, MinRangePpm = 300, TtlPackets = 400, HoldPackets = 300 },
        };
        using var recording = new TapeSource(bitcoin.Id, [file], new TapeOptions { Symbol = "BTCUSDT" });
        await CompareAsync(plan with { Markets = [market] }, Read(recording, int.MaxValue), "whole", leastEntries: 1);
    }

    private static async Task CompareAsync(BacktestPlan plan, MarketEvent[] tape, string way, int leastEntries)
    {
        var folder = Directory.CreateTempSubdirectory("msp");
        try
        {
            var ofBacktest = new NodeWatch();
            var expected = Backtest(new NodeFolder(Path.Combine(folder.FullName, "b")), plan, tape, ofBacktest);
            var here = new NodeFolder(Path.Combine(folder.FullName, "n"));
            var ofNode = await RunNodeAsync(here, plan, tape, way);

            Assert.True(ofBacktest.Entries.Length >= leastEntries, $"{ofBacktest.Entries.Length} entries in {tape.Length} trades are too few to show anything");
            Assert.Equal(ofBacktest.Packets, ofNode.Packets);
            Assert.Equal(ofBacktest.Entries, ofNode.Entries);
            Assert.Equal(ofBacktest.Fills, ofNode.Fills);
            Assert.Equal(expected, Replay(here, plan)); // every effect of every input, to the bit
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<NodeWatch> RunNodeAsync(NodeFolder folder, BacktestPlan plan, MarketEvent[] events, string way)
    {
        var go = new TaskCompletionSource();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(90));
        var faults = new ConcurrentQueue<Exception>();
        var instrument = plan.Markets[0].Instrument;
        await using var server = await ExchangeServer.StartAsync(
            new ExchangeOptions
            {
                Instruments = [instrument],
                Accounts = [],
                AdminToken = new Secret(LiveRig.AdminToken),
                Matching = new ExchangeParameters { Liquidity = LiquiditySource.Recorded },
                Tape = new ArraySource(events, go.Task),
                Pacing = new MarketPacing { Speed = 0, Stamps = MarketStamps.Recorded },
                Limits = new LimitOptions { WeightPerMinute = 600_000 },
                OnFault = faults.Enqueue,
            },
            TestContext.Current.CancellationToken);
        await using var wire = new Relay(server.Address);
        if (way == "trades left out")
            await LeaveOutAsync(server.Address, instrument.Symbol, events[7_000].Trade.Id, events[7_400].Trade.Id);
        var watch = new NodeWatch();
        var stops = way == "node stopped" ? 2 : 0;
        for (var run = 0; run <= stops; run++)
        {
            watch = new NodeWatch(); // a node that goes on shows its past first
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
            var (outcome, link) = await LiveAsync(run < stops ? events.Length / 3 : int.MaxValue, stop);
            var isRight = run < stops ? outcome is NodeOutcome.Stopped && !patience.IsCancellationRequested : outcome is NodeOutcome.Completed;
            Assert.True(isRight, $"run {run}: {outcome} after {watch.LastTrade}; up {go.Task.IsCompleted}; {link}; {string.Join('\n', faults)}");
        }

        Assert.Empty(faults);
        return watch;

        async Task<(NodeOutcome Outcome, LinkStatus Link)> LiveAsync(int stopAt, CancellationTokenSource stop)
        {
            var live = new BinanceMarketFeed(
                new FeedOptions
                {
                    Rest = server.Address, Streams = wire.Address("ws"), Instruments = [instrument], Gate = RequestGate.ForPublicData(TimeProvider.System), HasQuotes = false,
                    HoldBack = TimeSpan.FromMilliseconds(100), ProgressWatch = TimeSpan.FromSeconds(2),
                    Retry = new RetryPolicy { FirstWait = TimeSpan.FromMilliseconds(50), LongestWait = TimeSpan.FromMilliseconds(400), MaxAttempts = int.MaxValue },
                },
                new ServerClock(TimeProvider.System), TimeProvider.System, new Random(2));
            var cutAt = way == "connections cut" ? events.Length / 3 : -1;
            await using var feed = new EndingFeed(live, events[^1].Trade.Id, () => go.TrySetResult(), count =>
            {
                if (count == stopAt)
                    stop.Cancel();
                if (count != cutAt)
                    return;
                wire.Cut();
                wire.Mend();
            });
            await using var node = new TradingNode(new NodeSetup
            {
                Folder = folder,
                Mode = "paper",
                Clock = NodeClock.Market,
                Header = _ => HeaderOf(plan, "paper"),
                Kernel = _ => BacktestKernel.Create(plan, plan.Model),
                Feed = feed,
                Venue = new NodeVenue.Driven(() => new SimulatedVenue([instrument], plan.Venue)),
                Observers = [watch],
            });
            return (await node.RunAsync(stop.Token), live.Links[0]);
        }
    }

    private static ReplayOutcome.Identical Backtest(NodeFolder folder, BacktestPlan plan, MarketEvent[] tape, NodeWatch watch)
    {
        folder.Make();
        using (var journal = JournalFile.Open(folder.Journal, new JournalOptions { IsDurable = false, StallMax = Timeout.InfiniteTimeSpan }))
        {
            using var session = journal.Start(HeaderOf(plan, "backtest"), Nobody.Instance);
            new BacktestRunner(plan) { Journal = session, Observer = watch }.Run(new ArraySource(tape, Task.CompletedTask), null, TestContext.Current.CancellationToken);
            session.Complete(tape[^1].Time + Duration.FromSeconds(60));
        }

        return Replay(folder, plan);
    }

    private static ReplayOutcome.Identical Replay(NodeFolder folder, BacktestPlan plan)
    {
        using var replay = JournalReplay.Open(folder.Journal, plan.Session, [typeof(StrategyTrace)]);
        return Assert.IsType<ReplayOutcome.Identical>(replay.Run(BacktestKernel.Create(plan, plan.Model), null, TestContext.Current.CancellationToken));
    }

    private static SessionHeader HeaderOf(BacktestPlan plan, string kind) => new()
    {
        Id = plan.Session, Kind = kind, StartedAt = default, KernelVersion = "test", Instruments = [plan.Markets[0].Instrument], ConfigurationHash = "0123",
    };

    private static async Task LeaveOutAsync(Uri address, string symbol, long from, long to)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/v1/market");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", LiveRig.AdminToken);
        request.Content = new StringContent($$"""{"symbol": "{{symbol}}", "dropFromTradeId": {{from}}, "dropToTradeId": {{to}}}""", Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode);
    }

    // Streams tell times in milliseconds; and a feed can only begin behind a trade that has a number above zero.
    private static MarketEvent[] Read(IMarketSource source, int most)
    {
        var all = new List<MarketEvent>();
        var buffer = new MarketEvent[4_096];
        for (var count = source.Read(buffer); count > 0 && all.Count < most; count = source.Read(buffer))
        {
            foreach (ref readonly var market in buffer.AsSpan(0, count))
            {
                if (market.Kind == MarketEventKind.Trade)
                    all.Add(new MarketEvent(market.Instrument, market.Trade with { Id = market.Trade.Id + 1_000, Time = new Timestamp(market.Time.Nanoseconds / 1_000_000 * 1_000_000) }));
            }
        }

        return [.. all];
    }

    private static BacktestPlan Plan()
    {
        var usual = new RigSettings().PlanOf(RigSettings.Listed);
        return usual with
        {
            Session = "test",
            Markets =
            [
                new MarketPlan
                {
                    Instrument = RigSettings.Listed,
                    Packets = new PacketParameters { PriceDecimals = 2, QuantityDecimals = 3, Bucket = 10_000L * 100_000, VpinWindow = 10 },
                    Structure = new StructureParameters { SwingMode = SwingMode.ZigzagPpm, ZigzagPpm = 3_000, MinRangePpm = 4_000, TtlPackets = 400, HoldPackets = 300 },
                    Strategy = new StrategyParameters { HoldPackets = 300, MakerFeePpm = 100, TakerFeePpm = 100, CooldownAfterStop = 5 },
                },
            ],
            Risk = new RiskLimits { MaxPositions = 8, MaxPositionsPerSymbol = 4, RiskPpm = 5_000, DailyLossPpm = 0, MaxDataAge = Duration.Zero },
            Venue = new SimulationParameters
            {
                InitialBalances = [new AssetAmount(new Asset("USDT"), Quote.Amount("10000"))], LatencyToVenue = Duration.FromMilliseconds(50), LatencyFromVenue = Duration.FromMilliseconds(50),
                MakerFeePpm = 100, TakerFeePpm = 100, Seed = 5,
            },
        };
    }

    private sealed class ArraySource(ReadOnlyMemory<MarketEvent> events, Task go) : IMarketSource
    {
        private int _at;

        public int Read(Span<MarketEvent> buffer)
        {
            go.Wait(TestContext.Current.CancellationToken);
            var count = Math.Min(buffer.Length, events.Length - _at);
            events.Span.Slice(_at, count).CopyTo(buffer);
            _at += count;
            return count;
        }

        public void Dispose()
        {
        }
    }

    private sealed class Nobody : IJournalObserver
    {
        public static Nobody Instance { get; } = new();

        public void OnDurable(long sequence)
        {
            // nothing waits
        }

        public void OnFailed(JournalFailure failure)
        {
            // the next input throws it
        }
    }
}
