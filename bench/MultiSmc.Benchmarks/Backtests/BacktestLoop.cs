using BenchmarkDotNet.Attributes;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;
using MultiSmc.Research;
using MultiSmc.Simulation;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Benchmarks.Backtests;

/// <summary>
/// The backtest loop along a tape in memory: venue, kernel, strategy and recorder. Beside it the floor (packets and structure alone) and the loop on a
/// tape whose packets never make a zone, where nothing but the hot path runs: there a trade allocates nothing.
/// </summary>
[MemoryDiagnoser]
[ShortRunJob]
public class BacktestLoop
{
    private const int Trades = 1_000_000;
    private MarketEvent[] _events = [];

    private static Instrument Instrument { get; } = new()
    {
        Id = new InstrumentId(0),
        Symbol = "BENUSDT",
        Base = new Asset("BEN"),
        Quote = new Asset("USDT"),
        TickSize = new Price(1_000_000),
        LotSize = new Quantity(100_000),
        MinQuantity = new Quantity(100_000),
        MinNotional = new Money(5 * FixedPoint.Scale),
    };

    [GlobalSetup]
    public void Setup()
    {
        using var tape = new SyntheticTape(Instrument, new SyntheticTapeParameters
        {
            Seed = 7, TradeCount = Trades, StartTime = new Timestamp(1_735_689_600_000_000_000), StartPrice = new Price(100 * FixedPoint.Scale),
        });
        _events = new MarketEvent[Trades];
        for (var at = 0; at < Trades;)
            at += tape.Read(_events.AsSpan(at));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Trades)]
    public long PacketsAndStructureAlone()
    {
        var (packets, structure) = (new PacketBuilder(PacketsOf()), new StructureDetector(StructureOf(6_000)));
        var events = 0L;
        foreach (ref readonly var market in _events.AsSpan())
        {
            foreach (ref readonly var packet in packets.Add(market.Trade).Closed)
                events += structure.Add(new Bar(packet.Open, packet.High, packet.Low, packet.Close)).Length;
        }

        return events;
    }

    [Benchmark(OperationsPerInvoke = Trades)]
    public long Trading() => Run(6_000);

    [Benchmark(OperationsPerInvoke = Trades)]
    public long WithoutAZone() => Run(900_000);

    private long Run(long minRangePpm)
    {
        var portfolio = new Portfolio([Instrument], [new AssetBalance(Instrument.Quote, new Balance(new Money(10_000 * FixedPoint.Scale), Money.Zero))], []);
        var setup = new MarketSetup
        {
            Instrument = Instrument,
            Packets = PacketsOf(),
            Structure = StructureOf(minRangePpm),
            Strategy = context => new MultiSmcStrategy(context, new StrategyParameters { HoldPackets = 2_000 }, new NoModel()),
        };
        var kernel = new TradingKernel("bench", [setup], portfolio, new RiskLimits());
        var venue = new SimulatedVenue([Instrument], new SimulationParameters
        {
            InitialBalances = [new AssetAmount(Instrument.Quote, new Money(10_000 * FixedPoint.Scale))],
            LatencyToVenue = Duration.FromMilliseconds(50),
            LatencyFromVenue = Duration.FromMilliseconds(50),
        });
        var recorder = new RunRecorder(portfolio);
        var session = new DrivenSession(kernel, venue, recorder);
        foreach (ref readonly var market in _events.AsSpan())
        {
            recorder.BeforeMarket(market.Time);
            session.On(in market);
        }

        session.Finish();
        recorder.Finish();
        return session.Inputs;
    }

    private static PacketParameters PacketsOf() => new() { PriceDecimals = 2, QuantityDecimals = 3, Bucket = 25_000L * 100_000 };

    private static StructureParameters StructureOf(long minRangePpm) => new()
    {
        SwingMode = SwingMode.ZigzagPpm, ZigzagPpm = 5_000, MinRangePpm = minRangePpm, TtlPackets = 1_000, HoldPackets = 2_000,
    };
}
