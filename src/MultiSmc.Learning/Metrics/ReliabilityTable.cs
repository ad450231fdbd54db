namespace MultiSmc.Learning;

/// <summary>Samples whose probability lies in one bin: what was said, and what came.</summary>
/// <param name="From">Lower border, included.</param>
/// <param name="To">Upper border, excluded; included in the last bin.</param>
/// <param name="Count">Samples.</param>
/// <param name="Weight">Their weight.</param>
/// <param name="MeanProbability">Weighted mean of the predictions; null without weight.</param>
/// <param name="PositiveRate">Weighted share of positives; null without weight.</param>
public sealed record ReliabilityBin(double From, double To, int Count, double Weight, double? MeanProbability, double? PositiveRate);

/// <summary>Predicted against observed frequency in equal bins of [0, 1], and the expected calibration error they give.</summary>
/// <param name="Bins">From 0 to 1; empty bins are listed.</param>
/// <param name="ExpectedCalibrationError">Σ over bins of (weight share)·|mean probability − positive rate|, in [0, 1]; null without weight.</param>
/// <remarks>Naeini, Cooper, Hauskrecht (2015). A probability on a border belongs to the upper bin; 1 to the last.</remarks>
public sealed record ReliabilityTable(IReadOnlyList<ReliabilityBin> Bins, double? ExpectedCalibrationError)
{
    /// <summary>Number of bins of the reported calibration error.</summary>
    public const int DefaultBins = 10;

    /// <summary>Sorts the samples into bins.</summary>
    /// <param name="probabilities">In [0, 1].</param>
    /// <param name="labels">True for a positive; as many as probabilities.</param>
    /// <param name="weights">Not negative; empty for one each.</param>
    /// <param name="bins">At least 1.</param>
    /// <exception cref="ArgumentException">The columns differ in length or hold what is no probability or no weight.</exception>
    public static ReliabilityTable Compute(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default, int bins = DefaultBins)
    {
        SampleColumns.RequireProbabilities(probabilities, labels, weights);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var sums = new (int Count, double Weight, double Predicted, double Positive)[bins];
        for (var i = 0; i < labels.Length; i++)
        {
            ref var bin = ref sums[Math.Min(bins - 1, (int)(probabilities[i] * bins))];
            var weight = weights.WeightAt(i);
            bin = (bin.Count + 1, bin.Weight + weight, bin.Predicted + (weight * probabilities[i]), bin.Positive + (labels[i] ? weight : 0));
        }

        var total = sums.Sum(bin => bin.Weight);
        return new ReliabilityTable(
            [.. sums.Select((bin, k) => new ReliabilityBin(
                (double)k / bins, (double)(k + 1) / bins, bin.Count, bin.Weight, Share(bin.Predicted, bin.Weight), Share(bin.Positive, bin.Weight)))],
            Share(sums.Sum(bin => Math.Abs(bin.Predicted - bin.Positive)), total));
    }

    private static double? Share(double part, double weight) => weight > 0 ? part / weight : null;
}
