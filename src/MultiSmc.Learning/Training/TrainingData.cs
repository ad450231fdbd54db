namespace MultiSmc.Learning;

/// <summary>Rows to train or to measure on. The memory is used, not copied: leave it alone meanwhile.</summary>
public sealed class TrainingData
{
    /// <param name="values">float32, row after row; NaN where missing, no infinities (the library takes none on its way to training).</param>
    /// <param name="featureCount">Values in a row, at least 1.</param>
    /// <param name="labels">One for each row: 0 or 1.</param>
    /// <param name="weights">One for each row, finite, not negative, not all 0; empty: every row counts 1.</param>
    /// <param name="featureNames">Names in row order; empty: none.</param>
    /// <exception cref="ArgumentException">The parts do not fit each other, or hold what cannot be trained on; the message says where.</exception>
    public TrainingData(
        ReadOnlyMemory<float> values, int featureCount, ReadOnlyMemory<float> labels, ReadOnlyMemory<float> weights,
        IReadOnlyList<string> featureNames)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        if (labels.IsEmpty || values.Length != (long)labels.Length * featureCount)
            throw new ArgumentException($"{values.Length} values are not {labels.Length} rows of {featureCount}", nameof(values));
        if (!weights.IsEmpty && weights.Length != labels.Length)
            throw new ArgumentException($"{weights.Length} weights for {labels.Length} rows", nameof(weights));
        if (featureNames.Count != 0 && featureNames.Count != featureCount)
            throw new ArgumentException($"{featureNames.Count} names for {featureCount} features", nameof(featureNames));
        CheckValues(values.Span, featureCount);
        CheckLabels(labels.Span);
        CheckWeights(weights.Span);
        Values = values;
        FeatureCount = featureCount;
        Labels = labels;
        Weights = weights;
        FeatureNames = [.. featureNames];
    }

    /// <summary>Row after row.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>Values in a row.</summary>
    public int FeatureCount { get; }

    /// <summary>0 or 1 for each row.</summary>
    public ReadOnlyMemory<float> Labels { get; }

    /// <summary>Weight of each row, or empty.</summary>
    public ReadOnlyMemory<float> Weights { get; }

    /// <summary>Names in row order, or empty.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount => Labels.Length;

    private static void CheckValues(ReadOnlySpan<float> values, int featureCount)
    {
        var at = values.IndexOfAny(float.PositiveInfinity, float.NegativeInfinity);
        if (at >= 0)
        {
            throw new ArgumentException(
                $"row {at / featureCount} has an infinity in feature {at % featureCount}; a value that is not finite is missing (NaN)",
                nameof(values));
        }
    }

    private static void CheckLabels(ReadOnlySpan<float> labels)
    {
        var at = labels.IndexOfAnyExcept(0f, 1f);
        if (at >= 0)
            throw new ArgumentException($"the label of row {at} is {labels[at]}, neither 0 nor 1", nameof(labels));
    }

    private static void CheckWeights(ReadOnlySpan<float> weights)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (!float.IsFinite(weights[i]) || weights[i] < 0)
                throw new ArgumentException($"the weight of row {i} is {weights[i]}", nameof(weights));
            sum += weights[i];
        }

        if (!weights.IsEmpty && sum <= 0)
            throw new ArgumentException("no row has a weight", nameof(weights));
    }
}
