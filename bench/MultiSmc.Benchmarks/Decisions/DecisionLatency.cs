using System.Diagnostics;
using System.Globalization;
using MultiSmc.Benchmarks.Learning;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Learning;
using MultiSmc.Packets;
using MultiSmc.Simulation;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Benchmarks.Decisions;

/// <summary>
/// From a trade in hand to what the kernel makes of it, the cancel among it, in the effect buffer: <c>decision-latency [trades] [passes]</c>.
/// Percentiles and bytes allocated, trade by trade, parted by what the trade led to. 300 trees of depth 6 whose splits are values that the features
/// took on the same tape; the tape is long and synthetic, so nothing of it can be learnt.
/// </summary>
internal static class DecisionLatency
{
    private static readonly string[] Names =
        ["trade alone", "trade, model asked", "packet closes", "packet closes, model: keep", "packet closes, model: cancel"];

    private static readonly Instrument Instrument = new()
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

    private static readonly AssetBalance Cash = new(Instrument.Quote, new Balance(new Money(1_000_000 * FixedPoint.Scale), Money.Zero));

    private static readonly PacketParameters Packets = new() { PriceDecimals = 2, QuantityDecimals = 3, Bucket = 5_000L * 100_000 };

    // Small swings: many zones, so that there are thousands of cancels to measure.
    private static readonly StructureParameters Structure = new()
    {
        SwingMode = SwingMode.ZigzagPpm, ZigzagPpm = 1_500, MinRangePpm = 1_500, TtlPackets = 1_000, HoldPackets = 2_000,
    };

    private static readonly StrategyParameters Plan = new()
    {
        MakerFeePpm = 0, TakerFeePpm = 0, RepriceMinInterval = Duration.Zero, MinInterval = Duration.Zero, IsRearmOn = true, MaxRearms = 1_000, CooldownPackets = 1, Hysteresis = 0,
    };

    public static int Run(string[] args)
    {
        var trades = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var passes = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        var tape = Tape(trades);
        var rows = new List<float[]>();
        Pass(tape, RandomForest.Model(1, 4, FeatureEngine.Count, 3), new Tally(null, rows));
        var model = RandomForest.Model(300, 6, FeatureEngine.Count, 3, [.. rows]);
        Console.WriteLine($"{trades:N0} trades, {rows.Count:N0} rows of features behind the splits; 300 x depth 6, {ForestEvaluator.Create(model).Path}; {passes} passes");
        var bytes = new Tally(GC.GetAllocatedBytesForCurrentThread, null);
        Pass(tape, model, bytes);
        var times = Enumerable.Range(0, passes).Select(_ => Measure(tape, model)).ToList();
        Console.WriteLine($"{"",-30}{"count",9}{"p50",8}{"p99",8}{"p99.9",8}{"max",9} us   bytes: p50     p99     max");
        for (var kind = 0; kind < Names.Length; kind++)
            Show(kind, times, bytes);
        return 0;
    }

    private static Tally Measure(MarketEvent[] tape, TreeModel model)
    {
        GC.Collect();
        var tally = new Tally(Stopwatch.GetTimestamp, null);
        Pass(tape, model, tally);
        return tally;
    }

    private static void Show(int kind, List<Tally> passes, Tally bytes)
    {
        var sorted = passes.Select(pass => pass.Of(kind)).Where(values => values.Length > 0).ToArray();
        if (sorted.Length == 0)
            return;
        var microseconds = 1e6 / Stopwatch.Frequency;
        var (memory, count) = (bytes.Of(kind), sorted[0].Length);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Names[kind],-30}{count,9:N0}{At(0.5),8:F2}{At(0.99),8:F2}{At(0.999),8:F2}{At(1),9:F1}      {Rank(memory, 0.5),10} {Rank(memory, 0.99),7} {Rank(memory, 1),7}"));

        // The median over the passes of each percentile: the neighbours on the machine differ from pass to pass.
        double At(double share)
        {
            var each = sorted.Select(values => Rank(values, share) * microseconds).Order().ToArray();
            return each[each.Length / 2];
        }
    }

    private static long Rank(long[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];

    private static MarketEvent[] Tape(int trades)
    {
        using var source = new SyntheticTape(Instrument, new SyntheticTapeParameters
        {
            Seed = 7, TradeCount = trades, StartTime = new Timestamp(1_735_689_600_000_000_000), StartPrice = new Price(100 * FixedPoint.Scale),
        });
        var tape = new MarketEvent[trades];
        for (var at = 0; at < trades;)
            at += source.Read(tape.AsSpan(at));
        return tape;
    }

    private static void Pass(MarketEvent[] tape, TreeModel model, Tally tally)
    {
        var portfolio = new Portfolio([Instrument], [Cash], []);
        var kernel = new TradingKernel(
            "bench",
            [
                new MarketSetup
                {
                    Instrument = Instrument,
                    Packets = Packets,
                    Structure = Structure,
                    Strategy = context => new MultiSmcStrategy(
                        context, Plan, new ForestApproachModel("bench", Packets.Bucket, ForestEvaluator.Create(model), new Calibrator.Platt(1, 0).Probability)),
                },
            ],
            portfolio,
            new RiskLimits());
        var exchange = new AgreeingExchange(kernel, Cash);
        // The first tenth warms up: code is compiled, buffers grow.
        for (var i = 0; i < tape.Length; i++)
        {
            var input = exchange.Input(in tape[i]);
            var before = tally.Read();
            kernel.Apply(in input, exchange.Effects);
            var spent = tally.Read() - before;
            tally.Add(exchange.Effects, spent, isWarm: i > tape.Length / 10);
            exchange.Answer();
        }
    }

    /// <summary>What was spent on each trade, by what it led to.</summary>
    /// <param name="meter">Time or bytes so far; null: neither.</param>
    /// <param name="rows">Receives the features of all decisions, or null.</param>
    private sealed class Tally(Func<long>? meter, List<float[]>? rows)
    {
        private readonly List<long>[] _spent = [.. Names.Select(_ => new List<long>(1 << 20))];

        public long Read() => meter is null ? 0 : meter();

        public long[] Of(int kind) => [.. _spent[kind].Order()];

        public void Add(EffectBuffer effects, long spent, bool isWarm)
        {
            var (isClose, isAsked, isCancel) = (effects.Packets.Length > 0, false, false);
            foreach (ref readonly var effect in effects.Effects)
            {
                isCancel |= effect.Payload is StrategyTrace.EntryCancelSent { Reason: "model" };
                if (effect.Payload is not StrategyTrace.Decided decided)
                    continue;
                isAsked = true;
                rows?.Add(decided.Features.Values.ToArray());
            }

            if (isWarm)
                _spent[(isClose, isAsked, isCancel) switch { (true, _, true) => 4, (true, true, _) => 3, (true, _, _) => 2, (_, true, _) => 1, _ => 0 }].Add(spent);
        }
    }
}
