using MultiSmc.Binance;
using MultiSmc.Core;
using MultiSmc.Journal;
using MultiSmc.Node;
using MultiSmc.Research;

namespace MultiSmc.Sockets.Tests;

/// <summary>A live node: gateway and feed over sockets, journal on disk, the world's clock.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();

    private RunningNode(TradingNode node, NodeLife life, NodeWatch watch, List<string> notices)
    {
        (Node, Life, Watch, Notices) = (node, life, watch, notices);
        Ended = node.RunAsync(_stop.Token);
    }

    public TradingNode Node { get; }

    public NodeLife Life { get; }

    public NodeWatch Watch { get; }

    public Task<NodeOutcome> Ended { get; }

    /// <summary>What gateway and feed told people.</summary>
    public List<string> Notices { get; }

    public static RunningNode Start(RigSettings settings, LiveRig rig, Action onDeath, string? accountLock = null)
    {
        var notices = new List<string>();
        void Notice(string text)
        {
            lock (notices)
                notices.Add(text);
        }

        var coin = rig.Plan.Markets[0].Instrument;
        var (time, gate) = (TimeProvider.System, RequestGate.ForPublicData(TimeProvider.System));
        var clock = new ServerClock(time);
        var gateway = new BinanceGateway(
            new GatewayOptions
            {
                Rest = rig.RestWire.Address("http"), WebSocketApi = rig.UserWire.Address("ws"), Key = rig.Key, Instruments = [coin], Gate = gate, Calls = settings.Calls,
                Socket = settings.Socket, SendsOverWebSocket = settings.SendsOverWebSocket, ProbeInterval = settings.ProbeInterval, ReportPatience = settings.ReportPatience, RulesInterval = TimeSpan.FromMilliseconds(500),
                RulesPause = TimeSpan.FromMilliseconds(500), Notice = Notice,
            },
            clock, time, new Random(1));
        var feed = new BinanceMarketFeed(
            new FeedOptions
            {
                Rest = rig.RestWire.Address("http"), Streams = rig.MarketWire.Address("ws"), Instruments = [coin], Gate = gate, HasQuotes = false, Silence = settings.FeedSilence,
                HoldBack = TimeSpan.FromMilliseconds(100), ProgressWatch = settings.ProgressWatch, Notice = Notice,
                Retry = new RetryPolicy { FirstWait = TimeSpan.FromMilliseconds(50), LongestWait = TimeSpan.FromMilliseconds(400), MaxAttempts = int.MaxValue },
            },
            clock, time, new Random(2));
        var life = new NodeLife(gateway, feed, onDeath);
        var watch = new NodeWatch();
        var now = Timestamp.Of(time.GetUtcNow());
        var node = new TradingNode(new NodeSetup
        {
            Folder = rig.Folder,
            Mode = "live",
            Clock = NodeClock.Wall,
            Header = number => HeaderOf($"s{number}", now, coin),
            Kernel = session => BacktestKernel.Create(rig.Plan with { Session = session }, rig.Plan.Model),
            Feed = life,
            Venue = new NodeVenue.Exchange(life),
            Locks = [(accountLock ?? rig.AccountLock, "this account")],
            Observers = [watch],
            // The exchange is looked at while entries rest.
            Options = new NodeOptions { KeepsEntriesOnStop = true, StopPatience = TimeSpan.FromSeconds(5), Journal = settings.Journal },
            Time = time,
        });
        return new RunningNode(node, life, watch, notices);
    }

    public async Task<NodeOutcome> StopAsync()
    {
        await _stop.CancelAsync();
        return await Ended;
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        _stop.Dispose();
    }

    private static SessionHeader HeaderOf(string session, Timestamp now, Instrument coin) => new()
    {
        Id = session, Kind = "live-custom", StartedAt = now, KernelVersion = "test", Instruments = [coin], ConfigurationHash = "0123",
    };
}
