using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Learning;
using MultiSmc.Simulation;
using MultiSmc.Strategy;
using MultiSmc.Structure;
using MultiSmc.Testing;

namespace MultiSmc.Research.Tests;

/// <summary>A kernel with the real strategy that was saved and put back at any input goes on to the same effects.</summary>
public sealed class RestoredStrategy
{
    public static TheoryData<string, string, long, long> Files => new()
    {
        { "binance-trades/agg-as-trades/LTCUSDT-trades-2025-06-21.zip", "LTCUSDT", 10_000, 3_000 },
        { "binance-trades/derived/BTCUSDT-trades-2022-01-15.zip", "BTCUSDT", 100_000, 1_500 },
        { "binance-spot-ws/nexousdt_20240724.gz", "NEXOUSDT", 500, 1_000 },
    };

    [Theory]
    [InlineData(ProtectionKind.Oco, FillModel.TradeThrough, 21)]
    [InlineData(ProtectionKind.Otoco, FillModel.Touch, 22)]
    [InlineData(ProtectionKind.Opoco, FillModel.Queue, 23)]
    public void On_synthetic_markets(ProtectionKind protection, FillModel fills, ulong seed)
    {
        var plan = SyntheticRun.Plan(fills, symbols: 2);
        plan = plan with { Markets = [.. plan.Markets.Select(market => market with { Strategy = Varied(market.Strategy, protection) })] };
        var ride = RestoredRun.Run(plan, SyntheticRun.Events(seed, 40_000, plan), seed, 400);
        Assert.True(ride.Cuts > 100 && ride.Effects > 2_000, $"{ride.Cuts} cuts, {ride.Effects} effects");
    }

    [Theory]
    [InlineData(ProtectionKind.Oco, 61)]
    [InlineData(ProtectionKind.Otoco, 62)]
    [InlineData(ProtectionKind.Opoco, 63)]
    public void With_a_faulty_line_to_the_venue(ProtectionKind protection, ulong seed)
    {
        var plan = SyntheticRun.Plan(FillModel.Touch, symbols: 2);
        plan = plan with { Markets = [.. plan.Markets.Select(market => market with { Strategy = Varied(market.Strategy, protection) })] };
        var ride = new RestoredRun(plan, plan.Model, seed, 150);
        var line = new FaultyLine(new SimulatedVenue([.. plan.Markets.Select(market => market.Instrument)], plan.Venue), seed);
        var session = new DrivenSession(BacktestKernel.Create(plan, plan.Model), line, new NoSink()) { Journal = ride };
        foreach (var market in SyntheticRun.Events(seed, 40_000, plan))
            session.On(in market);

        Assert.True(line.Faults > 100 && ride.Cuts > 300 && ride.Questions > 50, $"{line.Faults} faults, {ride.Cuts} cuts, {ride.Questions} questions");
    }

    [Theory]
    [InlineData(SwingMode.Fractal, ChochLevel.Protected)]
    [InlineData(SwingMode.ZigzagAtr, ChochLevel.Protected)]
    [InlineData(SwingMode.ZigzagPpm, ChochLevel.LastSwing)]
    public void With_every_way_to_find_swings(SwingMode swings, ChochLevel choch)
    {
        var plan = SyntheticRun.Plan();
        plan = plan with
        {
            Markets = [.. plan.Markets.Select(market => market with
            {
                Structure = market.Structure with { SwingMode = swings, ChochLevel = choch, Left = 3, Right = 3, AtrWindow = 20, MinRangePpm = 1_000 },
            })],
            Model = new ApproachModelPlan("random", _ => new RandomCancelModel(0.3, 4)),
        };
        var ride = RestoredRun.Run(plan, SyntheticRun.Events(31, 60_000, plan), 32, 300);
        Assert.True(ride.Cuts > 100 && ride.Effects > 1_000, $"{ride.Cuts} cuts, {ride.Effects} effects");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void On_recordings_with_a_model(string file, string symbol, long bucket, long minRangePpm) =>
        OnRecording(file, symbol, bucket, minRangePpm, isModelOn: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void On_recordings_without_a_model(string file, string symbol, long bucket, long minRangePpm) =>
        OnRecording(file, symbol, bucket, minRangePpm, isModelOn: false);

    [Fact]
    public void A_state_of_another_strategy_or_model_is_refused()
    {
        var plan = SyntheticRun.Plan();
        var state = RestoredRun.Save(BacktestKernel.Create(plan, plan.Model));
        var other = plan with { Markets = [.. plan.Markets.Select(market => market with { Strategy = market.Strategy with { HoldPackets = 5 } })] };

        Assert.Contains("another strategy parameters", RefusedBy(other, plan.Model), StringComparison.Ordinal);
        Assert.Contains("another model: 'none', here 'random'", RefusedBy(plan, new ApproachModelPlan("random", _ => new RandomCancelModel(1, 1))), StringComparison.Ordinal);

        string RefusedBy(BacktestPlan by, ApproachModelPlan model) =>
            Assert.Throws<StateException>(() => BacktestKernel.Create(by, model).Load(StateReader.Open(state, "test"))).Message;
    }

    private static void OnRecording(string file, string symbol, long bucket, long minRangePpm, bool isModelOn)
    {
        var instrument = RealTape.Instrument(symbol);
        var structure = new StructureParameters { Left = 5, Right = 5, MinRangePpm = minRangePpm, TtlPackets = 300, HoldPackets = 200 };
        var plan = RealTape.Plan(instrument, bucket, structure, feePpm: 10);
        if (isModelOn)
            plan = plan with { Model = Model() };
        var ride = RestoredRun.Run(plan, RealTape.Read(instrument, file), 5, 2_000);
        Assert.True(ride.Cuts > 10 && ride.Effects > 500, $"{ride.Cuts} cuts, {ride.Effects} effects");
        TestContext.Current.TestOutputHelper?.WriteLine($"{ride.Cuts} cuts, {ride.Effects} effects, largest state {ride.LargestState} bytes");
    }

    internal static ApproachModelPlan Model()
    {
        var forest = ForestEvaluator.Create(XGBoostModelReader.Read(File.ReadAllBytes(SharedData.Require("golden/xgboost/ote40.json"))));
        return new ApproachModelPlan("ote40", market => new ForestApproachModel("ote40", market.Packets.Bucket, forest, margin => 1 / (1 + Math.Exp(-margin))));
    }

    private sealed class NoSink : IKernelObserver
    {
        public void OnApplied(in KernelInput input, EffectBuffer effects)
        {
            // the ride compares them
        }
    }

    private static StrategyParameters Varied(StrategyParameters parameters, ProtectionKind protection) => protection == ProtectionKind.Oco
        ? parameters with { FurtherTargets = [new TargetShare(1, 400_000)], IsBreakEvenMoveOn = true }
        : parameters with { Protection = protection };
}
