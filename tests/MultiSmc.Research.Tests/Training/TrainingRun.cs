using System.Globalization;
using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Simulation;
using MultiSmc.Structure;

namespace MultiSmc.Research.Tests;

/// <summary>From a synthetic tape to a model, by the pipeline of <c>multismc train</c> and with its defaults but for the rounds.</summary>
internal static class TrainingRun
{
    public static readonly TrainingPlan Plan = new() { Trees = new TrainingParameters { Rounds = 60 } };

    /// <summary>Skips the calling test, loudly, where the library is missing.</summary>
    public static void RequireLibrary() => Assert.SkipUnless(
        XgboostLibrary.IsAvailable, "XGBoost's library is not installed (Debian: apt-get install libxgboost0): the training pipeline is NOT tested");

    /// <summary>Noise without swings, which would be an edge of their own: what went up lately goes on.</summary>
    public static SyntheticTape Tape(ulong seed, long trades, int edgePpm) => new(SyntheticRun.Instrument(), new SyntheticTapeParameters
    {
        Seed = seed,
        TradeCount = trades,
        StartTime = new Timestamp(1_735_689_600_000_000_000),
        StartPrice = new Price(1_000 * FixedPoint.Scale),
        VolatilityPpm = 150_000,
        SwingMaxPpm = 0,
        EdgePpm = edgePpm,
    });

    /// <summary>The finished data set of a tape.</summary>
    public static IReadOnlyList<DatasetRun> Runs(IMarketSource tape) => DatasetRuns.Of(SyntheticRun.Plan(), tape, CancellationToken.None);

    /// <summary>What is learned from: longs, as in spot trading.</summary>
    public static TrainingSet Set(ulong seed, long trades, int edgePpm)
    {
        using var tape = Tape(seed, trades, edgePpm);
        return TrainingSet.Of(Runs(tape), side => side == Direction.Long);
    }

    /// <summary>The same under both fill rules.</summary>
    public static (TrainingSet Set, TrainingSet OtherFills) Sets(ulong seed, long trades, int edgePpm)
    {
        using var tape = Tape(seed, trades, edgePpm);
        var (runs, others) = DatasetRuns.UnderBothFillRules(SyntheticRun.Plan(), tape, CancellationToken.None);
        return (TrainingSet.Of(runs, side => side == Direction.Long), TrainingSet.Of(others, side => side == Direction.Long));
    }

    public static TrainingOutcome Train(TrainingSet set, TrainingPlan? plan = null, TrainingSet? otherFills = null) =>
        new TrainingPipeline(new Trainer(TimeProvider.System)).Run(set, otherFills, plan ?? Plan, _ => { }, null, CancellationToken.None);

    public static TrainingOutcome.Made Make(ulong seed, long trades, int edgePpm)
    {
        var (set, otherFills) = Sets(seed, trades, edgePpm);
        return Assert.IsType<TrainingOutcome.Made>(Train(set, null, otherFills));
    }

    /// <summary>For people: what a test that fails, or one that is watched, has measured.</summary>
    public static string Describe(TrainingOutcome.Made made)
    {
        var pooled = made.Report.Pooled;
        var gates = string.Join(", ", made.Gates.Select(gate => $"{gate.Name} {(gate.IsMet ? "met" : "not met")}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{pooled.Zones} zones, {pooled.Rows} questions; log-loss {pooled.LogLoss:F4} against {pooled.BaseLogLoss:F4}, AUC {pooled.Auc:F3}; ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"net {pooled.MeanNetBps:F1} bps, kept {pooled.KeptMeanNetBps:F1} bps of {pooled.KeptShare:P0}; ")
            + string.Create(CultureInfo.InvariantCulture, $"p {made.Evidence.PermutationP:F4}, DSR {made.Trials.Dsr:F3}; {gates}");
    }
}
