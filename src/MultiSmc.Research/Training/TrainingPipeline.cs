using MultiSmc.Learning;

namespace MultiSmc.Research;

/// <summary>How a model is made.</summary>
public sealed record TrainingPlan
{
    /// <summary>Of the trees.</summary>
    public TrainingParameters Trees { get; init; } = new();

    /// <summary>Blocks of the walk-forward report.</summary>
    public int Blocks { get; init; } = 5;

    /// <summary>Labelled zones below which nothing is trained.</summary>
    public int MinZones { get; init; } = 200;

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
    /// <param name="Gates">Conditions for its use.</param>
    public sealed record Made(CalibratedModel Model, WalkForwardReport Report, TrainingEvidence Evidence, IReadOnlyList<PassportGate> Gates) : TrainingOutcome;
}

/// <summary>Statistics of the kept zones out of fold; null where not defined.</summary>
/// <param name="PermutationP">p of the mean net of the kept against as many random ones.</param>
/// <param name="Psr">Probability that the kept zones' Sharpe ratio is above zero.</param>
/// <param name="Dsr">The same, deflated by the number of trials; one trial: equal to the PSR.</param>
/// <param name="KeptMeanNetBps">Mean net of the kept.</param>
/// <param name="KeptMeanNetBpsAtHigherCosts">The same under half as much cost again.</param>
public sealed record TrainingEvidence(double? PermutationP, double? Psr, double? Dsr, double? KeptMeanNetBps, double? KeptMeanNetBpsAtHigherCosts);

/// <summary>From a training set to a calibrated model with an honest report: walk-forward first, then the model on everything.</summary>
/// <param name="trainer">Trains.</param>
public sealed class TrainingPipeline(Trainer trainer)
{
    private const int PermutationRounds = 2_000;
    private const double PermutationLimit = 0.05;
    private const double DsrLimit = 0.95;

    /// <summary>Runs it.</summary>
    /// <param name="set">Labelled rows.</param>
    /// <param name="plan">How.</param>
    /// <param name="onBlock">Told of each walk-forward block before it begins.</param>
    /// <param name="progress">Told of each round of the final model; null for nobody.</param>
    /// <param name="cancellation">Looked at before each round.</param>
    /// <exception cref="XgboostMissingException">The library is not installed.</exception>
    public TrainingOutcome Run(
        TrainingSet set, TrainingPlan plan, Action<int> onBlock, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        if (set.Zones < plan.MinZones)
            return new TrainingOutcome.TooFew(set.Zones, plan.MinZones, set.Rows.Count(row => row.IsWin));
        var fitter = new ModelFitter(set, plan.Trees, trainer);
        var report = WalkForwardReport.Run(set, fitter, plan.Blocks, onBlock, cancellation);
        if (fitter.Fit([.. Enumerable.Range(0, set.Rows.Count)], progress, cancellation) is not { } model)
            return new TrainingOutcome.TooFew(set.Zones, plan.MinZones, set.Rows.Count(row => row.IsWin));
        var evidence = Weigh(set, report, plan.Seed);
        return new TrainingOutcome.Made(model, report, evidence, Gates(report, evidence));
    }

    private static TrainingEvidence Weigh(TrainingSet set, WalkForwardReport report, ulong seed)
    {
        // One decision a zone, at its first question: zones are the independent trials, questions are not.
        var firsts = report.Tested.GroupBy(row => set.Rows[row.Row].Zone).Select(zone => zone.MinBy(row => set.Rows[row.Row].Span.Start)).ToArray();
        var net = firsts.Select(row => set.Rows[row.Row].NetBps).ToArray();
        var keep = firsts.Select(row => row.IsKept).ToArray();
        var kept = firsts.Where(row => row.IsKept).Select(row => set.Rows[row.Row]).ToArray();
        var moments = ReturnMoments.Compute([.. kept.Select(row => row.NetBps)]);
        var psr = SharpeEvidence.Probabilistic(moments);
        return new TrainingEvidence(
            net.Length == 0 ? null : PermutationTest.Run(net, keep, PermutationRounds, seed)?.PValue,
            psr,
            psr,
            kept.Length == 0 ? null : kept.Average(row => row.NetBps),
            kept.Length == 0 ? null : kept.Average(row => row.NetBps - row.CostBps / 2));
    }

    private static PassportGate[] Gates(WalkForwardReport report, TrainingEvidence evidence)
    {
        var pooled = report.Pooled;
        return
        [
            new PassportGate(
                "log-loss",
                pooled.LogLoss < pooled.BaseLogLoss,
                pooled.LogLoss,
                pooled.BaseLogLoss,
                "out of fold, the probabilities must beat the base rate's log-loss"),
            new PassportGate(
                "permutation",
                evidence.PermutationP < PermutationLimit,
                evidence.PermutationP,
                PermutationLimit,
                "what is kept must be better than as many zones kept by chance"),
            new PassportGate(
                "dsr", evidence.Dsr > DsrLimit, evidence.Dsr, DsrLimit, "the deflated Sharpe ratio of the kept zones; below it the model is \"unproven\""),
            new PassportGate(
                "costs",
                evidence.KeptMeanNetBpsAtHigherCosts > 0,
                evidence.KeptMeanNetBpsAtHigherCosts,
                0,
                "the kept zones must still earn under half as much cost again"),
        ];
    }
}
