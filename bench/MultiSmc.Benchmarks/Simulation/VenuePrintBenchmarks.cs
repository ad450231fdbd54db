using BenchmarkDotNet.Attributes;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Simulation;

namespace MultiSmc.Benchmarks.Simulation;

/// <summary>
/// What a print costs the simulated venue in the shell's loop (Advance, OnMarket, TryTakeEvent) on a day's synthetic tape, long enough that
/// the branch predictor cannot learn it. No order is ever filled.
/// </summary>
[MemoryDiagnoser]
public class VenuePrintBenchmarks
{
    private const int Prints = 200_000;
    private readonly MarketEvent[] _tape = new MarketEvent[Prints];
    private SimulatedVenue _venue = null!; // set by the setup, which runs first

    /// <summary>Orders resting while the tape runs.</summary>
    [Params(0, 10)]
    public int Orders { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var instrument = new Instrument
        {
            Id = new InstrumentId(0), Symbol = "BTCUSDT", Base = new Asset("BTC"), Quote = new Asset("USDT"),
            TickSize = new Price(1_000_000), LotSize = new Quantity(1_000),
        };
        var start = new Price(61_800 * FixedPoint.Scale);
        using var tape = new SyntheticTape(instrument, new SyntheticTapeParameters
        {
            Seed = 7, TradeCount = Prints, StartTime = Timestamp.FromMilliseconds(1_736_000_000_000), StartPrice = start,
        });
        tape.Read(_tape);
        var (low, high) = (long.MaxValue, 0L);
        foreach (ref readonly var e in _tape.AsSpan())
            (low, high) = (Math.Min(low, e.Trade.Price.Raw), Math.Max(high, e.Trade.Price.Raw));
        _venue = new SimulatedVenue([instrument], new SimulationParameters
        {
            InitialBalances =
            [
                new AssetAmount(instrument.Base, new Money(100 * FixedPoint.Scale)),
                new AssetAmount(instrument.Quote, new Money(10_000_000 * FixedPoint.Scale)),
            ],
        });
        // Just outside the tape's range, so that nothing fills.
        var tick = instrument.TickSize.Raw;
        for (var i = 0; i < Orders; i++)
        {
            var isBuy = i % 2 == 0;
            _venue.Submit(
                new VenueRequest.PlaceOrder(new OrderSpec
                {
                    ClientOrderId = new ClientOrderId($"o{i}"), Instrument = instrument.Id, Side = isBuy ? Side.Buy : Side.Sell,
                    Type = OrderType.LimitMaker, Quantity = new Quantity(100_000_000),
                    Price = new Price(isBuy ? low - (i + 1) * tick : high + (i + 1) * tick),
                }),
                default);
        }

        _venue.Advance(new Timestamp(1));
        while (_venue.TryTakeEvent(Timestamp.MaxValue, out _, out _))
        {
        }
    }

    [Benchmark(OperationsPerInvoke = Prints)]
    public int OnePrint()
    {
        var taken = 0;
        foreach (ref readonly var e in _tape.AsSpan())
        {
            _venue.Advance(e.Time);
            _venue.OnMarket(e);
            if (_venue.TryTakeEvent(e.Time, out _, out _))
                taken++;
        }

        return taken;
    }
}
