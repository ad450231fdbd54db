using CsCheck;
using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Strategy;
using MultiSmc.Structure;
using MultiSmc.Testing;

namespace MultiSmc.Research.Tests;

/// <summary>Trees of the project's 40 features in the loop, on recordings. What they were trained on does not matter here.</summary>
public sealed class ModelInTheLoop
{
    public static TheoryData<string, string, long, long> Files => new()
    {
        { "binance-trades/agg-as-trades/LTCUSDT-trades-2025-06-21.zip", "LTCUSDT", 10_000, 3_000 },
        { "binance-trades/derived/BTCUSDT-trades-2022-01-15.zip", "BTCUSDT", 100_000, 1_500 },
        { "binance-spot-ws/btcusdt_20240808.gz", "BTCUSDT", 10_000, 100 },
        { "binance-spot-ws/nexousdt_20240724.gz", "NEXOUSDT", 500, 1_000 },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Probabilities_and_cancels_of_a_prefix_are_a_prefix(string file, string symbol, long bucket, long minRangePpm)
    {
        var (plan, events) = Given(file, symbol, bucket, minRangePpm);
        var whole = SyntheticRun.Run(plan, events);

        Assert.Contains(whole.Runs[0].Record.Traces, trace => trace.Trace is StrategyTrace.Decided { Verdict.Kind: VerdictKind.Judged });
        Gen.Int[0, events.Length].Sample(
            cut => PrefixInvariance.Holds(SyntheticRun.Run(plan, events.AsMemory(0, cut)).Runs[0].Record, whole.Runs[0].Record), iter: 3, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Features_live_are_those_of_the_data_set_to_the_bit(string file, string symbol, long bucket, long minRangePpm)
    {
        var (plan, events) = Given(file, symbol, bucket, minRangePpm);
        var decided = SyntheticRun.Run(plan, events).Runs[0].Record.Traces.Select(trace => trace.Trace).OfType<StrategyTrace.Decided>().ToArray();
        var data = new DatasetRun(DatasetParameters.Of(plan.Markets[0], plan.Venue));
        foreach (var item in events.Where(item => item.Kind == MarketEventKind.Trade))
            data.Add(item.Trade);
        data.Finish();

        var compared = 0;
        var closes = data.Packets.ToDictionary(packet => packet.Index, packet => new Price(plan.Markets[0].Instrument.PriceUnits.ToRaw(packet.Close)));
        foreach (var (index, sample) in data.Samples().Index())
        {
            foreach (var decision in decided.Where(decision => decision.Zone == sample.Key.ZoneId && decision.Packet == sample.Key.Packet && decision.Price == closes[sample.Key.Packet]))
            {
                Assert.Equal(new FeatureSnapshot(data.FeaturesOf(index)), decision.Features);
                compared++;
            }
        }

        Assert.True(compared > 0, $"{decided.Length} decisions, none at a sample");
    }

    private static (BacktestPlan Plan, MarketEvent[] Events) Given(string file, string symbol, long bucket, long minRangePpm)
    {
        var forest = ForestEvaluator.Create(XGBoostModelReader.Read(File.ReadAllBytes(SharedData.Require("golden/xgboost/ote40.json"))));
        var instrument = RealTape.Instrument(symbol);
        var structure = new StructureParameters { Left = 5, Right = 5, MinRangePpm = minRangePpm, TtlPackets = 300, HoldPackets = 200 };
        var plan = RealTape.Plan(instrument, bucket, structure, feePpm: 10);
        var model = new ApproachModelPlan(
            "ote40", market => new ForestApproachModel("ote40", market.Packets.Bucket, forest, margin => 1 / (1 + Math.Exp(-margin))));
        return (plan with { Model = model }, RealTape.Read(instrument, file));
    }
}
