using Microsoft.Extensions.Time.Testing;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;
using MultiSmc.Research;
using MultiSmc.Simulation;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Terminal.Tests;

/// <summary>Two synthetic markets, traded by the real kernel in a real backtest, looked at by a terminal whose clock and steps belong to the test.</summary>
internal sealed class DemoSession : IAsyncDisposable
{
    public const string First = "AAAUSDT";
    public const string Second = "BBBUSDT";

    private readonly int _trades;
    private readonly Task<BacktestResult> _run;

    public DemoSession(int trades, bool isPatient = true, int capacity = 16_384, TerminalMode mode = TerminalMode.Backtest, Overshoot overshoot = Overshoot.Whole, bool hasModel = true, double threshold = 0.5)
    {
        _trades = trades;
        var markets = new[] { MarketOf(0, First, overshoot, threshold), MarketOf(1, Second, overshoot, threshold) };
        Plan = PlanOf(markets, hasModel);
        Observer = new KernelObserver([.. markets.Select(market => market.Instrument)], isPatient, capacity);
        Model = new TerminalModel(SetupOf(Plan, mode), Observer, Clock);
        _run = new Task<BacktestResult>(
            () => new BacktestRunner(Plan) { Observer = Observer }.Run(new MergedTape(markets, _trades), null, CancellationToken.None), TaskCreationOptions.LongRunning);
    }

    public BacktestPlan Plan { get; }

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(1_760_000_000_000));

    public KernelObserver Observer { get; }

    public TerminalModel Model { get; }

    public BacktestResult Result => _run.Result;

    /// <summary>Runs to the end of the tape; the terminal steps each 50 ms of its own clock.</summary>
    public void Run(Action? afterStep = null)
    {
        _run.Start();
        var spin = default(SpinWait);
        while (!_run.IsCompleted || Observer.Ring.Waiting > 0)
        {
            if (Observer.Ring.Waiting > 0)
                Step(afterStep);
            else
                spin.SpinOnce();
        }

        Step(afterStep);
        Assert.True(_run.IsCompletedSuccessfully, _run.Exception?.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await Model.DisposeAsync();
        if (_run.Status != TaskStatus.Created)
            await _run;
        if (_run.IsCompleted)
            _run.Dispose();
    }

    public void Step(Action? afterStep = null)
    {
        Clock.Advance(TimeSpan.FromMilliseconds(50));
        Model.Step();
        afterStep?.Invoke();
    }

    public static TerminalSetup SetupOf(BacktestPlan plan, TerminalMode mode) => new()
    {
        Mode = mode,
        Venue = "Simulated",
        Markets =
        [
            .. plan.Markets.Select(market => new TerminalMarket
            {
                Instrument = market.Instrument, Packets = market.Packets, Structure = market.Structure, Strategy = market.Strategy, Model = plan.Model.Id == "none" ? null : plan.Model.Id,
            }),
        ],
        Balances = [.. plan.Venue.InitialBalances.Select(entry => new AssetBalance(entry.Asset, new Balance(entry.Amount, Money.Zero)))],
        Risk = plan.Risk,
    };

    /// <summary>The plan of both markets.</summary>
    /// <param name="threshold">Probability under which orders are taken back; the model says 0.45 to 0.75.</param>
    public static BacktestPlan PlanOfTwo(double threshold = 0.5) =>
        PlanOf([MarketOf(0, First, Overshoot.Whole, threshold), MarketOf(1, Second, Overshoot.Whole, threshold)], hasModel: true);

    /// <summary>What would have become of the orders that the model took back, and what it saved.</summary>
    public static string FatesOf(TerminalModel model) => model.Read(static state => string.Join('\n', [
        .. state.Symbols.SelectMany(static book => book.Zones.Values.Where(static zone => zone.Would is not null).OrderBy(static zone => zone.Zone.Id).Select(zone => $"{book.Name} {zone.Zone.Id} {zone.Would}")),
        $"{state.Money.Session().SavedR} {state.Money.Session().Saved}",
    ]));

    /// <summary>What happens in them.</summary>
    public static IMarketSource TapeOf(BacktestPlan plan, int trades) => new MergedTape(plan.Markets, trades);

    private static MarketPlan MarketOf(int number, string symbol, Overshoot overshoot, double threshold)
    {
        var instrument = new Instrument
        {
            Id = new InstrumentId(number),
            Symbol = symbol,
            Base = new Asset(symbol[..3]),
            Quote = new Asset("USDT"),
            TickSize = new Price(1_000_000),
            LotSize = new Quantity(100_000),
            MinQuantity = new Quantity(100_000),
            MinNotional = new Money(5 * FixedPoint.Scale),
        };
        return new MarketPlan
        {
            Instrument = instrument,
            Packets = new PacketParameters { PriceDecimals = 2, QuantityDecimals = 3, Bucket = 20_000L * 100_000, Overshoot = overshoot },
            Structure = new StructureParameters { SwingMode = SwingMode.ZigzagPpm, ZigzagPpm = 1_000, MinRangePpm = 1_000, TtlPackets = 1_000, HoldPackets = 2_000 },
            Strategy = new StrategyParameters { HoldPackets = 2_000, IsRearmOn = true, Threshold = threshold, MakerFeePpm = 0, TakerFeePpm = 0 },
        };
    }

    private static BacktestPlan PlanOf(IReadOnlyList<MarketPlan> markets, bool hasModel) => new()
    {
        Session = "test",
        Markets = markets,
        Risk = new RiskLimits { DailyLossPpm = 0 },
        Venue = new SimulationParameters
        {
            InitialBalances = [new AssetAmount(new Asset("USDT"), new Money(10_000 * FixedPoint.Scale))],
            LatencyToVenue = Duration.FromMilliseconds(50),
            LatencyFromVenue = Duration.FromMilliseconds(50),
            FillModel = FillModel.Touch,
            Seed = 1,
        },
        Model = hasModel
            ? new ApproachModelPlan("wave", static market => new WaveModel()) { Thresholds = [.. markets.Select(market => new ModelThreshold(market.Instrument.Symbol, "fixed", 0.5, true))] }
            : ApproachModelPlan.None,
        Identity = new BacktestIdentity { ConfigSha256 = new string('0', 64), CodeVersion = "test", Seed = 1, Model = hasModel ? "wave" : "none", Files = [] },
    };

    /// <summary>Two tapes, one event of each in turn while the times agree.</summary>
    private sealed class MergedTape : IMarketSource
    {
        private readonly SyntheticTape[] _tapes;
        private readonly MarketEvent[][] _buffers;
        private readonly int[] _at;
        private readonly int[] _count;

        public MergedTape(IReadOnlyList<MarketPlan> markets, int trades)
        {
            _tapes =
            [
                .. markets.Select((market, number) => new SyntheticTape(market.Instrument, new SyntheticTapeParameters
                {
                    Seed = (ulong)number + 11,
                    TradeCount = trades,
                    StartTime = Timestamp.FromMilliseconds(1_735_689_600_000),
                    StartPrice = new Price(100 * FixedPoint.Scale),
                })),
            ];
            _buffers = [.. _tapes.Select(static _ => new MarketEvent[1_024])];
            _at = new int[_tapes.Length];
            _count = new int[_tapes.Length];
        }

        public int Read(Span<MarketEvent> buffer)
        {
            var written = 0;
            while (written < buffer.Length)
            {
                var next = -1;
                for (var i = 0; i < _tapes.Length; i++)
                {
                    if (_at[i] == _count[i])
                    {
                        _count[i] = _tapes[i].Read(_buffers[i]);
                        _at[i] = 0;
                    }

                    if (_count[i] > 0 && (next < 0 || _buffers[i][_at[i]].Time < _buffers[next][_at[next]].Time))
                        next = i;
                }

                if (next < 0)
                    break;
                buffer[written++] = _buffers[next][_at[next]++];
            }

            return written;
        }

        public void Dispose()
        {
            foreach (var tape in _tapes)
                tape.Dispose();
        }
    }

    /// <summary>Says something else at every price, so that orders are kept, pulled and placed again.</summary>
    private sealed class WaveModel : IApproachModel
    {
        private long _packets;

        public string Id => "wave";

        public ReadOnlySpan<float> LastFeatures => [];

        public void OnSegmentBreak()
        {
        }

        public void OnPacket(in Packet packet) => _packets++;

        public ApproachVerdict Evaluate(in Zone zone, long price) => new(VerdictKind.Judged, 0.6 + 0.12 * Math.Sin(zone.Id) + 0.03 * Math.Sin(_packets * 0.2), 0);

        public void Carry(StateCarrier state, long oldest) => _packets = state.Int64(_packets);
    }
}
