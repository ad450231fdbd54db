using MultiSmc.Catalog;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;
using MultiSmc.Node;
using MultiSmc.Packets;
using MultiSmc.Research;
using MultiSmc.Simulation;
using MultiSmc.Strategy;
using MultiSmc.Structure;
using MultiSmc.Terminal;

namespace MultiSmc.Browser.Tests;

/// <summary>A trading node on an exchange that the test moves, with its terminal: everything between the market and the page is real.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("msb").FullName; // short: a socket lies in it
    private readonly TerminalMode _mode;
    private readonly bool _requiresToken;
    private readonly BacktestPlan _plan;
    private CancellationTokenSource _stop = new();
    private Task<NodeOutcome>? _run;
    private TradingNode? _node;
    private TerminalHost? _host;
    private int _port;

    private Session(TerminalMode mode, bool requiresToken)
    {
        (_mode, _requiresToken) = (mode, requiresToken);
        _plan = PlanOf(Judge);
        Exchange = new Exchange(_plan);
        A = new Market(Exchange, new InstrumentId(0));
        B = new Market(Exchange, new InstrumentId(1));
    }

    public Judge Judge { get; } = new();

    public Exchange Exchange { get; }

    /// <summary>AAAUSDT.</summary>
    public Market A { get; }

    /// <summary>BBBUSDT.</summary>
    public Market B { get; }

    public Uri Address => Host.Address;

    /// <summary>The token that may command.</summary>
    public string Token => Host.Token ?? throw new InvalidOperationException("this session needs no token");

    /// <summary>The token that may look.</summary>
    public string ViewToken => File.ReadLines(Path.Combine(_root, "terminal", "terminal.tokens")).Select(line => line.Split(' ')).First(words => words[0] == "view")[1];

    private TerminalHost Host => _host ?? throw new InvalidOperationException("the session is stopped");

    private TradingNode Node => _node ?? throw new InvalidOperationException("the session is stopped");

    /// <summary>A session that runs, with some quiet packets behind it.</summary>
    public static async Task<Session> StartAsync(TerminalMode mode = TerminalMode.Paper, bool requiresToken = false, int quiet = 60)
    {
        var session = new Session(mode, requiresToken);
        await session.StartAsync();
        session.A.Quiet(quiet);
        session.B.Quiet(quiet);
        return session;
    }

    /// <summary>Starts it: the first time, or anew on the same folder and at the same port.</summary>
    public async Task StartAsync()
    {
        _stop = new CancellationTokenSource();
        _ = CatalogStore.OpenOrCreate(Path.Combine(_root, "data"));
        var instruments = _plan.Markets.Select(market => market.Instrument).ToArray();
        var observer = new KernelObserver(instruments, isPatient: false, clock: TimeProvider.System)
        {
            IsPast = () => _node?.Latest is not { Phase: not (NodePhase.Recovering or NodePhase.WarmingUp) },
        };
        var feed = Exchange.Feed();
        var gateway = Exchange.Gateway();
        _node = new TradingNode(new NodeSetup
        {
            Folder = new NodeFolder(Path.Combine(_root, "state")),
            Mode = "live",
            Clock = NodeClock.Wall,
            Header = number => new SessionHeader
            {
                Id = $"page{number}", Kind = "live", StartedAt = Timestamp.Of(TimeProvider.System.GetUtcNow()), KernelVersion = "test",
                Instruments = instruments, ConfigurationHash = "0123",
            },
            Kernel = KernelOf,
            Feed = feed,
            Venue = new NodeVenue.Exchange(gateway),
            Options = new NodeOptions { KeepsEntriesOnStop = true, Journal = new JournalOptions { TraceTypes = [typeof(StrategyTrace)] } },
            Observers = [observer],
        });
        var options = new TerminalOptions
        {
            Port = _port,
            StateFolder = Path.Combine(_root, "terminal"),
            RequiresToken = _requiresToken,
            WebRoot = Checkout.Page,
            RunsFolder = Path.Combine(_root, "runs"),
            ModelsFolder = Path.Combine(_root, "models"),
            CatalogFolder = Path.Combine(_root, "data"),
            Past = ShowPastAsync,
            Links = () => [.. feed.Links, .. gateway.Links],
        };
        _host = await TerminalHost.StartAsync(options, new TerminalModel(SetupOf(_plan, _mode), observer, TimeProvider.System), _node, TestContext.Current.CancellationToken);
        _port = _host.Address.Port;
        _run = _node.RunAsync(_stop.Token);
        await UntilAsync(status => status.Phase == NodePhase.Running && status.IsReconciled);
    }

    /// <summary>Asks the node until it is so; fails when it ends before.</summary>
    public async Task<NodeStatus> UntilAsync(Func<NodeStatus, bool> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        NodeStatus? last = null;
        while (!patience.IsCancellationRequested)
        {
            last = await Node.StatusAsync(patience.Token) ?? throw new InvalidOperationException($"the node ended: {(_run is null ? null : await _run)}");
            if (isSo(last))
                return last;
            await Task.Yield();
        }

        throw new TimeoutException($"it never came to that; it stands so: {last}");
    }

    /// <summary>The entry rests where its zone has it, and nothing more is on its way.</summary>
    public Task<NodeStatus> RestsAsync() =>
        UntilAsync(static status => status.Waiting == 0 && status.Orders.Count > 0 && status.Orders.All(static order => order.State == WorkingState.Live));

    /// <summary>
    /// Node and server die and leave their files as they were at that moment; the exchange goes on. The next start finds no goodbye: it goes through the whole journal.
    /// </summary>
    public async Task DieAsync()
    {
        var state = Path.Combine(_root, "state");
        var left = Directory.CreateDirectory(Path.Combine(_root, "left")).FullName;
        string[] names = ["journal.db", "journal.db-wal"];
        foreach (var name in names)
            File.Copy(Path.Combine(state, name), Path.Combine(left, name), overwrite: true);
        Exchange.Cut();
        await StopAsync();
        foreach (var file in Directory.EnumerateFiles(state, "journal.db*"))
            File.Delete(file);
        foreach (var name in names)
            File.Move(Path.Combine(left, name), Path.Combine(state, name));
    }

    /// <summary>Node and server are gone; the exchange goes on.</summary>
    public async Task StopAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        _host = null;
        await _stop.CancelAsync();
        if (_run is not null)
            await _run;
        _run = null;
        if (_node is not null)
            await _node.DisposeAsync();
        _node = null;
        Exchange.Cut();
        _stop.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
            await StopAsync();
        Directory.Delete(_root, recursive: true);
    }

    // What the program does: a node that goes on from a snapshot has its beginning in the journal.
    private async Task<string?> ShowPastAsync(IKernelObserver observer, long before, CancellationToken cancellation)
    {
        var status = await Node.StatusAsync(cancellation) ?? throw new InvalidOperationException("the node ended");
        using var replay = JournalReplay.Open(Path.Combine(_root, "state", "journal.db"), status.Session, [typeof(StrategyTrace)]);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        replay.Observer = new Before(observer, before, end);
        try
        {
            replay.Run(KernelOf(status.Session), null, end.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // All that was wanted has been shown.
        }

        return null;
    }

    private TradingKernel KernelOf(string session) => BacktestKernel.Create(_plan with { Session = session, Venue = _plan.Venue with { InitialBalances = [] } }, _plan.Model);

    private static TerminalSetup SetupOf(BacktestPlan plan, TerminalMode mode) => new()
    {
        Mode = mode,
        Venue = "Test exchange",
        Markets =
        [
            .. plan.Markets.Select(market => new TerminalMarket
            {
                Instrument = market.Instrument, Packets = market.Packets, Structure = market.Structure, Strategy = market.Strategy, Model = plan.Model.Id,
            }),
        ],
        Balances = [],
        Risk = plan.Risk,
    };

    private static BacktestPlan PlanOf(Judge judge) => new()
    {
        Session = "page",
        Markets = [MarketOf(0, "AAA"), MarketOf(1, "BBB")],
        Risk = new RiskLimits { MaxPositions = 8, MaxPositionsPerSymbol = 4, RiskPpm = 5_000, MaxExposurePpm = 1_000_000, DailyLossPpm = 0, MaxDataAge = Duration.Zero },
        Venue = new SimulationParameters { InitialBalances = [new AssetAmount(new Asset("USDT"), new Money(10_000 * FixedPoint.Scale))], MakerFeePpm = 100, TakerFeePpm = 100, Seed = 5 },
        Model = new ApproachModelPlan("judge", _ => judge.Create())
        {
            Thresholds = [new ModelThreshold("AAAUSDT", "fixed", Judge.Threshold, true), new ModelThreshold("BBBUSDT", "fixed", Judge.Threshold, true)],
        },
        Identity = new BacktestIdentity { ConfigSha256 = "", CodeVersion = "test", Seed = 5, Model = "judge", Files = [] },
    };

    private static MarketPlan MarketOf(int id, string name) => new()
    {
        Instrument = new Instrument
        {
            Id = new InstrumentId(id),
            Symbol = name + "USDT",
            Base = new Asset(name),
            Quote = new Asset("USDT"),
            TickSize = new Price(1_000_000),
            LotSize = new Quantity(100_000),
            MinQuantity = new Quantity(100_000),
            MinNotional = new Money(5 * FixedPoint.Scale),
        },
        Packets = new PacketParameters { PriceDecimals = 2, QuantityDecimals = 3, Bucket = Market.Bucket * 100_000, VpinWindow = 10, Anchor = PacketAnchor.None },
        Structure = new StructureParameters { Left = 2, Right = 2, MinRangePpm = 4_000, TtlPackets = 400, HoldPackets = 300 },
        Strategy = new StrategyParameters
        {
            ApproachPpm = 3_000, Threshold = Judge.Threshold, HoldPackets = 300, MakerFeePpm = 100, TakerFeePpm = 100, RepriceMinInterval = Duration.Zero, MinInterval = Duration.Zero,
        },
    };

    private sealed class Before(IKernelObserver inner, long before, CancellationTokenSource end) : IKernelObserver
    {
        public void OnApplied(in KernelInput input, EffectBuffer effects)
        {
            if (input.Sequence < before)
                inner.OnApplied(in input, effects);
            else
                end.Cancel();
        }
    }
}
