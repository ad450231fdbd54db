namespace MultiSmc.Learning;

/// <summary>A point of the ROC curve: what happens when every sample with a score of <paramref name="Threshold"/> or more is kept.</summary>
/// <param name="Threshold">A score that occurs; +∞ at the first point, where nothing is kept.</param>
/// <param name="FalsePositiveRate">Share of the negatives' weight that is kept, in [0, 1].</param>
/// <param name="TruePositiveRate">Share of the positives' weight that is kept, in [0, 1].</param>
public readonly record struct RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate);

/// <summary>How well scores put winners before losers. Only the order of the scores counts, so margins do as well as probabilities.</summary>
/// <remarks>Weights: an empty span means one each. Undefined without weight on both sides: null, not 0.5.</remarks>
public static class RankingMetrics
{
    /// <summary>
    /// Weighted area under the ROC curve: the chance that a positive drawn by weight scores above a negative drawn by weight,
    /// equal scores counting one half. In [0, 1].
    /// </summary>
    /// <param name="scores">Any order-preserving score; not NaN.</param>
    /// <param name="labels">True for a positive; as many as scores.</param>
    /// <param name="weights">Not negative; empty for one each.</param>
    /// <remarks>Hanley, McNeil (1982): the Mann-Whitney statistic, with half credit for ties.</remarks>
    /// <exception cref="ArgumentException">The columns differ in length, or hold NaN or a negative weight.</exception>
    public static double? Auc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default)
    {
        var (positives, negatives, below, pairs) = (0.0, 0.0, 0.0, 0.0);
        foreach (var group in Ascending(scores, labels, weights))
        {
            pairs += group.Positives * (below + (group.Negatives / 2));
            below += group.Negatives;
            positives += group.Positives;
            negatives += group.Negatives;
        }

        return positives > 0 && negatives > 0 ? pairs / positives / negatives : null;
    }

    /// <summary>
    /// Weighted average precision, the area under the precision-recall curve as steps: the precision at each recall that is reached, averaged over the
    /// positives. In (0, 1]; a model that knows nothing has the share of positives. Equal scores are kept or left together.
    /// </summary>
    /// <param name="scores">Any order-preserving score; not NaN.</param>
    /// <param name="labels">True for a positive; as many as scores.</param>
    /// <param name="weights">Not negative; empty for one each.</param>
    /// <exception cref="ArgumentException">As <see cref="Auc"/>.</exception>
    public static double? AveragePrecision(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default)
    {
        var groups = Ascending(scores, labels, weights);
        var (kept, all, area) = (0.0, 0.0, 0.0);
        for (var i = groups.Count - 1; i >= 0; i--)
        {
            kept += groups[i].Positives;
            all += groups[i].Positives + groups[i].Negatives;
            if (groups[i].Positives > 0)
                area += groups[i].Positives * kept / all;
        }

        return kept > 0 && all > kept ? area / kept : null;
    }

    /// <summary>The ROC curve, one point a distinct score, from (0, 0) to (1, 1); empty where the AUC is undefined.</summary>
    /// <param name="scores">Any order-preserving score; not NaN.</param>
    /// <param name="labels">True for a positive; as many as scores.</param>
    /// <param name="weights">Not negative; empty for one each.</param>
    /// <remarks>The trapezoids under these points add up to <see cref="Auc"/>: a tie is a slanted step, half on each side.</remarks>
    /// <exception cref="ArgumentException">As <see cref="Auc"/>.</exception>
    public static IReadOnlyList<RocPoint> Roc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default)
    {
        var groups = Ascending(scores, labels, weights);
        var positives = groups.Sum(group => group.Positives);
        var negatives = groups.Sum(group => group.Negatives);
        if (!(positives > 0 && negatives > 0))
            return [];
        var points = new List<RocPoint> { new(double.PositiveInfinity, 0, 0) };
        var (kept, lost) = (0.0, 0.0);
        for (var i = groups.Count - 1; i >= 0; i--)
        {
            kept += groups[i].Positives;
            lost += groups[i].Negatives;
            // The sums run in other orders; the curve still ends at (1, 1) exactly.
            points.Add(i == 0 ? new(groups[i].Score, 1, 1) : new(groups[i].Score, Math.Min(1, lost / negatives), Math.Min(1, kept / positives)));
        }

        return points;
    }

    /// <summary>Weights by distinct score, lowest score first. A stable order, so equal rankings give equal bits.</summary>
    private static List<ScoreGroup> Ascending(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        SampleColumns.RequireScores(scores, labels, weights);
        var groups = new List<ScoreGroup>();
        foreach (var i in SortedOrder.Of(scores))
        {
            if (groups.Count == 0 || groups[^1].Score != scores[i])
                groups.Add(new ScoreGroup(scores[i], 0, 0));
            var (weight, last) = (weights.WeightAt(i), groups[^1]);
            groups[^1] = labels[i] ? last with { Positives = last.Positives + weight } : last with { Negatives = last.Negatives + weight };
        }

        return groups;
    }

    private readonly record struct ScoreGroup(double Score, double Positives, double Negatives);
}
