namespace MultiSmc.Learning;

/// <summary>How far predicted probabilities are from what happened. Lower is better for all of them.</summary>
/// <remarks>Weights: an empty span means one each. Without any weight the figures are undefined: null.</remarks>
public static class ProbabilityMetrics
{
    /// <summary>Probabilities are moved this far from 0 and 1 before the logarithm: one sure miss costs 34.5 nats, not infinity.</summary>
    public const double LogLossClip = 1e-15;

    /// <summary>Weighted mean of −ln(probability given to what happened), in nats.</summary>
    /// <param name="probabilities">In [0, 1].</param>
    /// <param name="labels">True for a positive; as many as probabilities.</param>
    /// <param name="weights">Not negative; empty for one each.</param>
    /// <exception cref="ArgumentException">The columns differ in length or hold what is no probability or no weight.</exception>
    public static double? LogLoss(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default)
    {
        SampleColumns.RequireProbabilities(probabilities, labels, weights);
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = weights.WeightAt(i);
            sum += weight * Surprise(probabilities[i], labels[i]);
            total += weight;
        }

        return total > 0 ? sum / total : null;
    }

    /// <summary>
    /// Log-loss of one constant forecast for all: by default the set's own base rate, the best constant in hindsight
    /// (the entropy of the labels), which is the hardest one to beat.
    /// </summary>
    /// <param name="labels">True for a positive.</param>
    /// <param name="weights">Not negative; empty for one each.</param>
    /// <param name="baseRate">The constant, in [0, 1]: the training set's rate, say. Null takes the weighted share of positives in
    /// <paramref name="labels"/>.</param>
    /// <exception cref="ArgumentException">A weight or the base rate is out of range.</exception>
    public static double? BaseRateLogLoss(ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default, double? baseRate = null)
    {
        SampleColumns.RequireWeights(weights, labels.Length);
        if (baseRate is { } given && !(given is >= 0 and <= 1))
            throw new ArgumentException($"{given} is no probability");
        var (positives, negatives) = SampleColumns.TotalWeights(labels, weights);
        var total = positives + negatives;
        if (!(total > 0))
            return null;
        var rate = baseRate ?? (positives / total);
        return ((positives * Surprise(rate, true)) + (negatives * Surprise(rate, false))) / total;
    }

    /// <summary>Weighted mean of (probability − outcome)², in [0, 1].</summary>
    /// <param name="probabilities">In [0, 1].</param>
    /// <param name="labels">True for a positive; as many as probabilities.</param>
    /// <param name="weights">Not negative; empty for one each.</param>
    /// <remarks>Brier (1950), in its form for two classes.</remarks>
    /// <exception cref="ArgumentException">As <see cref="LogLoss"/>.</exception>
    public static double? Brier(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default)
    {
        SampleColumns.RequireProbabilities(probabilities, labels, weights);
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < labels.Length; i++)
        {
            var miss = probabilities[i] - (labels[i] ? 1 : 0);
            sum += weights.WeightAt(i) * miss * miss;
            total += weights.WeightAt(i);
        }

        return total > 0 ? sum / total : null;
    }

    private static double Surprise(double probability, bool label)
    {
        var clipped = Math.Clamp(probability, LogLossClip, 1 - LogLossClip);
        return -Math.Log(label ? clipped : 1 - clipped);
    }
}
