using MultiSmc.Learning;

namespace MultiSmc.Research;

/// <summary>Trees with their calibration and threshold, all learned from the same rows, none of them tested on these.</summary>
/// <param name="Trained">The trees.</param>
/// <param name="Forest">Their evaluator.</param>
/// <param name="Calibrator">From margin to probability; fitted on out-of-fold margins inside the rows.</param>
/// <param name="Threshold">Keep at or above; chosen on the same.</param>
/// <param name="ExpectedKeptShare">Share of zones it keeps there.</param>
public sealed record CalibratedModel(TrainedModel Trained, ForestEvaluator Forest, Calibrator Calibrator, double Threshold, double ExpectedKeptShare)
{
    /// <summary>Probability that the order wins if it fills.</summary>
    public double Probability(ReadOnlySpan<float> features) => Calibrator.Probability(Forest.Margin(features));
}

/// <summary>Fits <see cref="CalibratedModel"/>s on chosen rows of a training set.</summary>
/// <param name="set">The rows.</param>
/// <param name="parameters">Of the trees.</param>
/// <param name="trainer">Trains.</param>
public sealed class ModelFitter(TrainingSet set, TrainingParameters parameters, Trainer trainer)
{
    private const int InnerFolds = 4;
    private const double ValidationShare = 0.2;
    private const double MinKeptShare = 0.1;
    private const int MinRows = 20;

    /// <summary>Fits on rows in order of time.</summary>
    /// <param name="rows">Positions in the set, ascending.</param>
    /// <param name="progress">Told of each round of the last fit; null for nobody.</param>
    /// <param name="cancellation">Looked at before each round.</param>
    /// <returns>Null when the rows are too few or all of one kind.</returns>
    public CalibratedModel? Fit(IReadOnlyList<int> rows, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        if (!HasBothKinds(rows))
            return null;
        var (margins, tested) = OutOfFold(rows, cancellation);
        if (!HasBothKinds(tested))
            return null;
        var labels = tested.Select(row => set.Rows[row].IsWin).ToArray();
        var weights = tested.Select(row => set.Rows[row].Weight).ToArray();
        var calibrator = Calibrator.Fit(margins, labels, weights, tested.Select(row => set.Rows[row].Zone).Distinct().Count());
        var trained = Train(rows, progress, cancellation);
        var (threshold, kept) = Threshold(tested, margins.Select(calibrator.Probability).ToArray());
        return new CalibratedModel(trained, Evaluator(trained), calibrator, threshold, kept);
    }

    private (double[] Margins, int[] Tested) OutOfFold(IReadOnlyList<int> rows, CancellationToken cancellation)
    {
        var margins = new List<double>();
        var tested = new List<int>();
        foreach (var fold in PurgedKFold.Split([.. rows.Select(row => set.Rows[row].Span)], InnerFolds))
        {
            int[] train = [.. fold.Train.Select(at => rows[at])];
            if (!HasBothKinds(train))
                continue;
            var forest = Evaluator(Train(train, null, cancellation));
            foreach (var at in fold.Test)
            {
                margins.Add(forest.Margin(set.Features(rows[at])));
                tested.Add(rows[at]);
            }
        }

        return ([.. margins], [.. tested]);
    }

    // The last fifth decides when to stop; what overlaps it is left out of the training.
    private TrainedModel Train(IReadOnlyList<int> rows, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var cut = rows[(int)(rows.Count * (1 - ValidationShare))];
        var from = set.Rows[cut].Span.Start;
        int[] validation = [.. rows.Where(row => set.Rows[row].Span.Start >= from)];
        int[] training = [.. rows.Where(row => set.Rows[row].Span.EmbargoEnd < from)];
        var attributes = new Dictionary<string, string> { ["feature_schema_sha256"] = FeatureSchema.OteApproach.Sha256 };
        return HasBothKinds(training) && HasBothKinds(validation)
            ? trainer.Train(set.Select(training), set.Select(validation), parameters, attributes, progress, cancellation)
            : trainer.Train(
                set.Select(rows), null, parameters with { EarlyStoppingRounds = 0, Rounds = Math.Min(parameters.Rounds, 100) }, attributes, progress, cancellation);
    }

    // The threshold that would have earned most on the rows' own out-of-fold probabilities, each zone decided once, at its first question.
    private (double Threshold, double KeptShare) Threshold(int[] tested, double[] probabilities)
    {
        var firsts = FirstOfZones(tested.Select(row => set.Rows[row].Zone).ToArray(), tested);
        var p = firsts.Select(at => probabilities[at]).ToArray();
        var wins = firsts.Select(at => set.Rows[tested[at]].IsWin).ToArray();
        var net = firsts.Select(at => set.Rows[tested[at]].NetBps).ToArray();
        var grid = Enumerable.Range(1, 19).Select(step => step / 20.0).ToArray();
        var best = ThresholdTable.Compute(p, wins, net, grid)
            .Where(row => row.KeptShare >= MinKeptShare)
            .OrderByDescending(row => row.TotalNetBps).ThenBy(row => row.Threshold).FirstOrDefault();
        return best is null ? (0.5, 0) : (best.Threshold, best.KeptShare ?? 0);
    }

    private int[] FirstOfZones(int[] zones, int[] tested) =>
        [.. Enumerable.Range(0, zones.Length).GroupBy(at => zones[at]).Select(group => group.MinBy(at => set.Rows[tested[at]].Span.Start))];

    private bool HasBothKinds(IReadOnlyCollection<int> rows) =>
        rows.Count >= MinRows && rows.Any(row => set.Rows[row].IsWin) && rows.Any(row => !set.Rows[row].IsWin);

    private static ForestEvaluator Evaluator(TrainedModel trained) => ForestEvaluator.Create(XGBoostModelReader.Read(trained.Json.Span));
}
