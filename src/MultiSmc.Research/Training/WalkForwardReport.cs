using MultiSmc.Learning;

namespace MultiSmc.Research;

/// <summary>A question of a tested block, with the answer of a model that had not seen it.</summary>
/// <param name="Row">Position in the set.</param>
/// <param name="Margin">What the trees add up to.</param>
/// <param name="Probability">Calibrated.</param>
/// <param name="IsKept">At or above the block's own threshold.</param>
public readonly record struct TestedRow(int Row, double Margin, double Probability, bool IsKept);

/// <summary>How good probabilities were, weighted; null where not defined.</summary>
/// <param name="Rows">Questions.</param>
/// <param name="Zones">Their zones.</param>
/// <param name="Positives">Share of weight that won.</param>
/// <param name="Auc">Area under the ROC curve.</param>
/// <param name="LogLoss">Log-loss.</param>
/// <param name="BaseLogLoss">That of the training rows' base rate.</param>
/// <param name="Brier">Brier score.</param>
/// <param name="Ece">Expected calibration error.</param>
/// <param name="KeptShare">Share of zones kept, each decided at its first question.</param>
/// <param name="MeanNetBps">Mean net of all zones.</param>
/// <param name="KeptMeanNetBps">Mean net of the kept.</param>
/// <param name="LastKeptMeanNetBps">Mean net of the kept, each zone decided at its last question.</param>
public sealed record BlockMetrics(
    int Rows,
    int Zones,
    double? Positives,
    double? Auc,
    double? LogLoss,
    double? BaseLogLoss,
    double? Brier,
    double? Ece,
    double? KeptShare,
    double? MeanNetBps,
    double? KeptMeanNetBps,
    double? LastKeptMeanNetBps);

/// <summary>One tested block.</summary>
/// <param name="FromNs">First moment.</param>
/// <param name="ToNs">Moment after the last.</param>
/// <param name="TrainingRows">Rows it was trained on.</param>
/// <param name="Threshold">Chosen inside the training rows.</param>
/// <param name="Metrics">How good it was.</param>
/// <param name="IsThin">Fewer than 30 zones: says little.</param>
public sealed record WalkForwardBlockReport(long FromNs, long ToNs, int TrainingRows, double Threshold, BlockMetrics Metrics, bool IsThin);

/// <summary>Training on the past, testing on what follows, block after block.</summary>
/// <param name="Blocks">Tested blocks in order; those that could not be trained are left out.</param>
/// <param name="Tested">All their questions, in order of time.</param>
/// <param name="Pooled">All blocks together.</param>
public sealed record WalkForwardReport(IReadOnlyList<WalkForwardBlockReport> Blocks, IReadOnlyList<TestedRow> Tested, BlockMetrics Pooled)
{
    private const int ThinZones = 30;

    /// <summary>The questions that would have been asked in the same blocks under the other fill rule, answered by the same models.</summary>
    public IReadOnlyList<TestedRow> TestedUnderOtherFills { get; init; } = [];

    /// <summary>Runs it.</summary>
    /// <param name="set">What is learned from and tested on.</param>
    /// <param name="otherFills">Tested on only: the same tape labelled by the other fill rule; null when that is not tried.</param>
    /// <param name="fitter">Fits on rows of the set.</param>
    /// <param name="blocks">Tested blocks.</param>
    /// <param name="onBlock">Told of each block before it begins.</param>
    /// <param name="cancellation">Looked at before each round.</param>
    public static WalkForwardReport Run(
        TrainingSet set, TrainingSet? otherFills, ModelFitter fitter, int blocks, Action<int> onBlock, CancellationToken cancellation)
    {
        var reports = new List<WalkForwardBlockReport>();
        var tested = new List<TestedRow>();
        var others = new List<TestedRow>();
        var baseRates = new List<double>();
        foreach (var (number, block) in WalkForward.Split([.. set.Rows.Select(row => row.Span)], blocks).Index())
        {
            onBlock(number);
            if (block.Test.Count == 0 || fitter.Fit(block.Train, null, cancellation) is not { } model)
                continue;
            var rows = block.Test.Select(row => Ask(set, model, row)).ToArray();
            var baseRate = BaseRate(set, block.Train);
            var metrics = Measure(set, rows, [.. rows.Select(_ => baseRate)]);
            reports.Add(new WalkForwardBlockReport(block.TestFrom, block.TestTo, block.Train.Count, model.Threshold, metrics, metrics.Zones < ThinZones));
            tested.AddRange(rows);
            baseRates.AddRange(rows.Select(_ => baseRate));
            if (otherFills is not null)
                others.AddRange(RowsOf(otherFills, block).Select(row => Ask(otherFills, model, row)));
        }

        return new WalkForwardReport(reports, tested, Measure(set, tested, baseRates)) { TestedUnderOtherFills = others };
    }

    /// <summary>The first question of each zone: with one decision a zone, that is where it is decided.</summary>
    internal static TestedRow[] FirstOfZones(TrainingSet set, IReadOnlyList<TestedRow> tested) =>
        [.. tested.GroupBy(row => set.Rows[row.Row].Zone).Select(zone => zone.MinBy(row => set.Rows[row.Row].Span.Start))];

    private static IEnumerable<int> RowsOf(TrainingSet set, WalkForwardBlock block) =>
        Enumerable.Range(0, set.Rows.Count).Where(row => set.Rows[row].Span.Start >= block.TestFrom && set.Rows[row].Span.Start < block.TestTo);

    private static TestedRow Ask(TrainingSet set, CalibratedModel model, int row)
    {
        double margin = model.Forest.Margin(set.Features(row));
        var probability = model.Calibrator.Probability(margin);
        return new TestedRow(row, margin, probability, probability >= model.Threshold);
    }

    private static double BaseRate(TrainingSet set, IReadOnlyList<int> rows) =>
        rows.Sum(row => set.Rows[row].IsWin ? set.Rows[row].Weight : 0) / rows.Sum(row => set.Rows[row].Weight);

    private static BlockMetrics Measure(TrainingSet set, IReadOnlyList<TestedRow> tested, IReadOnlyList<double> baseRates)
    {
        var p = tested.Select(row => row.Probability).ToArray();
        var wins = tested.Select(row => set.Rows[row.Row].IsWin).ToArray();
        var weights = tested.Select(row => set.Rows[row.Row].Weight).ToArray();
        var zones = tested.GroupBy(row => set.Rows[row.Row].Zone).ToArray();
        var firsts = FirstOfZones(set, tested);
        var lasts = zones.Select(zone => zone.MaxBy(row => set.Rows[row.Row].Span.Start)).ToArray();
        return new BlockMetrics(
            tested.Count,
            zones.Length,
            tested.Count == 0 ? null : wins.Zip(weights).Sum(pair => pair.First ? pair.Second : 0) / weights.Sum(),
            RankingMetrics.Auc(p, wins, weights),
            ProbabilityMetrics.LogLoss(p, wins, weights),
            ProbabilityMetrics.LogLoss([.. baseRates], wins, weights),
            ProbabilityMetrics.Brier(p, wins, weights),
            tested.Count == 0 ? null : ReliabilityTable.Compute(p, wins, weights).ExpectedCalibrationError,
            zones.Length == 0 ? null : (double)firsts.Count(row => row.IsKept) / zones.Length,
            MeanNet(set, firsts),
            MeanNet(set, [.. firsts.Where(row => row.IsKept)]),
            MeanNet(set, [.. lasts.Where(row => row.IsKept)]));
    }

    private static double? MeanNet(TrainingSet set, TestedRow[] rows) => rows.Length == 0 ? null : rows.Average(row => set.Rows[row.Row].NetBps);
}
