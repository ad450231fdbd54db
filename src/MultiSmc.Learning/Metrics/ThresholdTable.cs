namespace MultiSmc.Learning;

/// <summary>What is left when only samples with a probability of at least <paramref name="Threshold"/> are kept.</summary>
/// <param name="Threshold">θ; a probability equal to it is kept.</param>
/// <param name="Kept">Samples kept.</param>
/// <param name="KeptShare">Kept ÷ all; null without samples.</param>
/// <param name="Precision">Positives among the kept; null when none is kept.</param>
/// <param name="Recall">Kept among the positives; null without positives.</param>
/// <param name="MeanNetBps">Mean net result of the kept in basis points; null when none is kept.</param>
/// <param name="TotalNetBps">Sum of the kept; 0 when none is kept.</param>
/// <param name="Lift">Mean net of the kept − mean net of all, in basis points: what the model is worth. Null when none is kept.</param>
public sealed record ThresholdRow(
    double Threshold, int Kept, double? KeptShare, double? Precision, double? Recall, double? MeanNetBps, double TotalNetBps, double? Lift);

/// <summary>What each threshold would have kept and earned.</summary>
/// <remarks>
/// Samples count once each, without weights: this is a count of decisions and of money. Ask it with one sample a zone
/// (<see cref="ZoneSamples"/>): a zone is one trade however often the model was asked.
/// </remarks>
public static class ThresholdTable
{
    /// <summary>One row a threshold, in the order given.</summary>
    /// <param name="probabilities">In [0, 1].</param>
    /// <param name="labels">True for a positive; as many as probabilities.</param>
    /// <param name="netBps">Net result of each sample's trade in basis points, finite; as many as probabilities.</param>
    /// <param name="thresholds">Not NaN.</param>
    /// <exception cref="ArgumentException">The columns differ in length or hold what they must not.</exception>
    public static IReadOnlyList<ThresholdRow> Compute(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, ReadOnlySpan<double> netBps, params ReadOnlySpan<double> thresholds)
    {
        SampleColumns.RequireProbabilities(probabilities, labels, []);
        SampleColumns.RequireFinite(netBps, "net results");
        if (netBps.Length != labels.Length)
            throw new ArgumentException($"{netBps.Length} net results for {labels.Length} samples");
        var rows = new List<ThresholdRow>(thresholds.Length);
        foreach (var threshold in thresholds)
            rows.Add(Row(probabilities, labels, netBps, threshold));
        return rows;
    }

    private static ThresholdRow Row(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, ReadOnlySpan<double> netBps, double threshold)
    {
        if (double.IsNaN(threshold))
            throw new ArgumentException("a threshold is NaN");
        var (kept, hits, positives) = (0, 0, 0);
        var (keptNet, allNet) = (0.0, 0.0);
        for (var i = 0; i < labels.Length; i++)
        {
            positives += labels[i] ? 1 : 0;
            allNet += netBps[i];
            if (probabilities[i] < threshold)
                continue;
            kept++;
            hits += labels[i] ? 1 : 0;
            keptNet += netBps[i];
        }

        double? mean = kept > 0 ? keptNet / kept : null;
        return new ThresholdRow(
            threshold,
            kept,
            Ratio(kept, labels.Length),
            Ratio(hits, kept),
            Ratio(hits, positives),
            mean,
            keptNet,
            mean - (allNet / labels.Length));
    }

    private static double? Ratio(int part, int whole) => whole > 0 ? (double)part / whole : null;
}
