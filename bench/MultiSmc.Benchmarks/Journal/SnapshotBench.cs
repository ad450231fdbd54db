using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using MultiSmc.Binance;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;
using MultiSmc.Learning;
using MultiSmc.Packets;
using MultiSmc.Research;
using MultiSmc.Simulation;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Benchmarks.Journal;

/// <summary>
/// <c>snapshot-bench MODEL.json|none SYMBOL BUCKET FILE...</c>: journals a session along recorded trades with one snapshot at nine tenths, then brings a kernel
/// back with it and without.
/// </summary>
internal static class SnapshotBench
{
    private const int Rounds = 20;

    public static int Run(string[] args)
    {
        if (args.Length < 4)
        {
            Console.Error.WriteLine("snapshot-bench MODEL.json|none SYMBOL BUCKET FILE...: the bucket in quote units");
            return 2;
        }

        var plan = PlanOf(args[0], args[1], long.Parse(args[2], CultureInfo.InvariantCulture));
        var inputs = InputsOf(plan, args[3..]);
        var folder = Directory.CreateTempSubdirectory("snapshot-bench-");
        try
        {
            Measure(Path.Combine(folder.FullName, "journal.db"), plan, inputs);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static void Measure(string file, BacktestPlan plan, List<KernelInput> inputs)
    {
        var header = new SessionHeader
        {
            Id = plan.Session, Kind = "paper", StartedAt = inputs[0].Time, KernelVersion = "bench", Instruments = [plan.Markets[0].Instrument],
        };
        var options = new JournalOptions { IsDurable = false, StallMax = Timeout.InfiniteTimeSpan };
        using var journal = JournalFile.Open(file, options);
        var running = new KernelSnapshot(header, () => BacktestKernel.Create(plan, plan.Model));
        using (var session = journal.Start(header, new Silence()))
        {
            var effects = new EffectBuffer();
            foreach (var input in inputs)
            {
                session.Append(in input);
                effects.Clear();
                running.Kernel.Apply(in input, effects);
                session.Record(effects);
                if (input.Sequence == inputs.Count / 10 * 9)
                    session.TakeSnapshot(running);
            }

            session.Complete(inputs[^1].Time);
        }

        var state = new ArrayBufferWriter<byte>();
        running.Save(state);
        var save = Best(() => running.Save(new ArrayBufferWriter<byte>(state.WrittenCount)));
        var load = Best(() => new KernelSnapshot(header, () => BacktestKernel.Create(plan, plan.Model)).TryLoad(state.WrittenSpan));
        var without = Best(() => Recover(journal, header, plan, isSnapshotTaken: false));
        var with = Best(() => Recover(journal, header, plan, isSnapshotTaken: true));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{inputs.Count} inputs, model {plan.Model.Id}: state {state.WrittenCount} bytes, saved in {save:F2} ms, taken in {load:F2} ms; recovery {without:F1} ms without a snapshot, {with:F1} ms with one at 90 %"));
    }

    private static void Recover(JournalFile journal, SessionHeader header, BacktestPlan plan, bool isSnapshotTaken)
    {
        var snapshot = new KernelSnapshot(header, () => BacktestKernel.Create(plan, plan.Model));
        var effects = new EffectBuffer();
        foreach (var input in journal.Recover().Restore(isSnapshotTaken ? snapshot : null, header.KernelVersion, out _))
        {
            effects.Clear();
            snapshot.Kernel.Apply(in input, effects);
        }
    }

    private static double Best(Action act)
    {
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            act();
            var took = Stopwatch.GetElapsedTime(start);
            best = took < best ? took : best;
        }

        return best.TotalMilliseconds;
    }

    private static List<KernelInput> InputsOf(BacktestPlan plan, string[] files)
    {
        var keeper = new Keeper();
        var instrument = plan.Markets[0].Instrument;
        using var source = new TapeSource(instrument.Id, files, new TapeOptions { Symbol = instrument.Symbol, Faults = FaultPolicy.Stop });
        new BacktestRunner(plan) { Journal = keeper }.Run(source, null, CancellationToken.None);
        return keeper.Inputs;
    }

    private static BacktestPlan PlanOf(string model, string symbol, long bucket)
    {
        if (KnownInstruments.Find(symbol, new InstrumentId(0)) is not InstrumentLookup.Known { Instrument: var instrument })
            throw new ArgumentException($"{symbol} is not known", nameof(symbol));
        var decimals = (Price: instrument.PriceUnits.Decimals, Quantity: instrument.QuantityUnits.Decimals);
        return new BacktestPlan
        {
            Session = "bench",
            Markets =
            [
                new MarketPlan
                {
                    Instrument = instrument,
                    Packets = new PacketParameters
                    {
                        PriceDecimals = decimals.Price, QuantityDecimals = decimals.Quantity, Bucket = bucket * FixedPoint.PowersOfTen[decimals.Price + decimals.Quantity],
                    },
                    Structure = new StructureParameters { Left = 10, Right = 10, MinRangePpm = 1_500, TtlPackets = 300, HoldPackets = 120, Tick = instrument.TickUnits },
                    Strategy = new StrategyParameters(),
                },
            ],
            Risk = new RiskLimits(),
            Venue = new SimulationParameters
            {
                InitialBalances = [new AssetAmount(instrument.Quote, new Money(10_000 * FixedPoint.Scale))], MakerFeePpm = 1_000, TakerFeePpm = 1_000, Seed = 1,
            },
            Model = model == "none" ? ApproachModelPlan.None : ModelOf(model),
            Identity = new BacktestIdentity { ConfigSha256 = "", CodeVersion = "bench", Seed = 1, Model = model, Files = [] },
        };
    }

    private static ApproachModelPlan ModelOf(string file)
    {
        var forest = ForestEvaluator.Create(XGBoostModelReader.Read(File.ReadAllBytes(file)));
        return new ApproachModelPlan("trees", market => new ForestApproachModel("trees", market.Packets.Bucket, forest, margin => 1 / (1 + Math.Exp(-margin))));
    }

    private sealed class Keeper : IInputJournal
    {
        public List<KernelInput> Inputs { get; } = [];

        public void Append(in KernelInput input) => Inputs.Add(input);

        public void Record(EffectBuffer effects)
        {
            // only the inputs are wanted
        }
    }

    private sealed class Silence : IJournalObserver
    {
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
