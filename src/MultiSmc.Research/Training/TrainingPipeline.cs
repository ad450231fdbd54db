using MultiSmc.Learning;

namespace MultiSmc.Research;

/// <summary>How a model is made.</summary>
public sealed record TrainingPlan
{
    /// <summary>Labelled long zones below which nothing is trained: fewer say next to nothing out of fold.</summary>
    public const int FewestZones = 200;

    /// <summary>Of the trees.</summary>
    public TrainingParameters Trees { get; init; } = new();

    /// <summary>Blocks of the walk-forward report.</summary>
    public int Blocks { get; init; } = 5;

    /// <summary>Labelled zones below which nothing is trained.</summary>
    public int MinZones { get; init; } = FewestZones;

    /// <summary>Seed of the permutation test.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>What came of a training. A closed set.</summary>
public abstract record TrainingOutcome
{
    private TrainingOutcome()
    {
    }

    /// <summary>Too little to learn from.</summary>
    /// <param name="Zones">Labelled zones there are.</param>
    /// <param name="Needed">Labelled zones there must be.</param>
    /// <param name="Positives">Of the questions, those that won.</param>
    public sealed record TooFew(int Zones, int Needed, int Positives) : TrainingOutcome;

    /// <summary>A model.</summary>
    /// <param name="Model">Trained on all rows.</param>
    /// <param name="Report">How the same recipe did on blocks it had not seen.</param>
    /// <param name="Evidence">Whether that is more than chance.</param>
    /// <param name="Trials">Its place among the trainings on its data; until it is weighed among others, that of a training without any.</param>
    /// <param name="Gates">Conditions for its use.</param>
    public sealed record Made(
        CalibratedModel Model, WalkForwardReport Report, TrainingEvidence Evidence, TrialStatistics Trials, IReadOnlyList<PassportGate> Gates) : TrainingOutcome
    {
        /// <summary>The same, weighed among all trainings on its data.</summary>
        /// <param name="trials">Its place among them.</param>
        public Made Among(TrialStatistics trials) => this with { Trials = trials, Gates = PromotionGates.Of(Report, Evidence, trials) };
    }
}

/// <summary>Statistics of the kept zones out of fold; null where not defined.</summary>
/// <param name="PermutationP">p of the mean net of the kept against as many random ones.</param>
/// <param name="Psr">Probability that the kept zones' Sharpe ratio is above zero.</param>
/// <param name="KeptMeanNetBps">Mean net of the kept.</param>
/// <param name="KeptMeanNetBpsAtHigherCosts">The same under half as much cost again.</param>
/// <param name="KeptMeanNetBpsThrough">Mean net of what is kept where an order fills beyond its price only.</param>
/// <param name="KeptMeanNetBpsTouch">Mean net of what is kept where an order fills at its price: other zones fill, and some end otherwise.</param>
public sealed record TrainingEvidence(
    double? PermutationP,
    double? Psr,
    double? KeptMeanNetBps,
    double? KeptMeanNetBpsAtHigherCosts,
    double? KeptMeanNetBpsThrough,
    double? KeptMeanNetBpsTouch);

/// <summary>From a training set to a calibrated model with an honest report: walk-forward first, then the model on everything.</summary>
/// <param name="trainer">Trains.</param>
public sealed class TrainingPipeline(Trainer trainer)
{
    private const int PermutationRounds = 2_000;

    /// <summary>Runs it.</summary>
    /// <param name="set">Labelled rows.</param>
    /// <param name="otherFills">The questions of the same tape labelled by the other fill rule, to see whether the gain hangs on it; null when that is
    /// not tried, which a gate then says.</param>
    /// <param name="plan">How.</param>
    /// <param name="onBlock">Told of each walk-forward block before it begins.</param>
    /// <param name="progress">Told of each round of the final model; null for nobody.</param>
    /// <param name="cancellation">Looked at before each round.</param>
    /// <exception cref="XgboostMissingException">The library is not installed.</exception>
    public TrainingOutcome Run(
        TrainingSet set, TrainingSet? otherFills, TrainingPlan plan, Action<int> onBlock, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        // No plan can ask for so little that nothing is enough.
        var needed = Math.Max(1, plan.MinZones);
        if (set.Zones < needed)
            return new TrainingOutcome.TooFew(set.Zones, needed, set.Rows.Count(row => row.IsWin));
        var fitter = new ModelFitter(set, plan.Trees, trainer);
        var report = WalkForwardReport.Run(set, otherFills, fitter, plan.Blocks, onBlock, cancellation);
        if (fitter.Fit([.. Enumerable.Range(0, set.Rows.Count)], progress, cancellation) is not { } model)
            return new TrainingOutcome.TooFew(set.Zones, needed, set.Rows.Count(row => row.IsWin));
        var evidence = Weigh(set, otherFills, report, plan.Seed);
        var trial = TrialRecord.Of("", [], DateTimeOffset.UnixEpoch, set, model, report);
        var alone = TrialStatistics.Of(trial, [trial]);
        return new TrainingOutcome.Made(model, report, evidence, alone, PromotionGates.Of(report, evidence, alone));
    }

    private static TrainingEvidence Weigh(TrainingSet set, TrainingSet? otherFills, WalkForwardReport report, ulong seed)
    {
        // One decision a zone, at its first question: zones are the independent trials, questions are not.
        var firsts = WalkForwardReport.FirstOfZones(set, report.Tested);
        var net = firsts.Select(row => set.Rows[row.Row].NetBps).ToArray();
        var keep = firsts.Select(row => row.IsKept).ToArray();
        var kept = firsts.Where(row => row.IsKept).Select(row => set.Rows[row.Row]).ToArray();
        var mean = Statistics.Mean([.. kept.Select(row => row.NetBps)]);
        var otherMean = otherFills is null
            ? null
            : Statistics.Mean([
                .. WalkForwardReport.FirstOfZones(otherFills, report.TestedUnderOtherFills).Where(row => row.IsKept).Select(row => otherFills.Rows[row.Row].NetBps),
            ]);
        var isTouch = set.FillRule == FillRule.Touch;
        return new TrainingEvidence(
            net.Length == 0 ? null : PermutationTest.Run(net, keep, PermutationRounds, seed)?.PValue,
            SharpeEvidence.Probabilistic(ReturnMoments.Compute([.. kept.Select(row => row.NetBps)])),
            mean,
            Statistics.Mean([.. kept.Select(row => row.NetBps - row.CostBps / 2)]),
            isTouch ? otherMean : mean,
            isTouch ? mean : otherMean);
    }
}
