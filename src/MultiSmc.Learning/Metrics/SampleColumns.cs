namespace MultiSmc.Learning;

/// <summary>What the columns of a scored set of samples must be. An empty column of weights means one each.</summary>
internal static class SampleColumns
{
    public static double WeightAt(this ReadOnlySpan<double> weights, int index) => weights.IsEmpty ? 1 : weights[index];

    /// <exception cref="ArgumentException">A score is NaN, a weight is not a finite number from 0 on, or the lengths differ.</exception>
    public static void RequireScores(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        if (labels.Length != scores.Length)
            throw new ArgumentException($"{scores.Length} scores, {labels.Length} labels");
        RequireWeights(weights, scores.Length);
        foreach (var score in scores)
        {
            if (double.IsNaN(score))
                throw new ArgumentException("a score is NaN");
        }
    }

    /// <exception cref="ArgumentException">As <see cref="RequireScores"/>, or a probability outside [0, 1].</exception>
    public static void RequireProbabilities(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        RequireScores(probabilities, labels, weights);
        foreach (var probability in probabilities)
        {
            if (probability is < 0 or > 1)
                throw new ArgumentException($"{probability} is no probability");
        }
    }

    public static void RequireWeights(ReadOnlySpan<double> weights, int count)
    {
        if (!weights.IsEmpty && weights.Length != count)
            throw new ArgumentException($"{weights.Length} weights for {count} samples");
        foreach (var weight in weights)
        {
            if (!(weight >= 0 && double.IsFinite(weight)))
                throw new ArgumentException($"{weight} is no weight");
        }
    }

    public static void RequireFinite(ReadOnlySpan<double> values, string what)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
                throw new ArgumentException($"{value} among the {what}");
        }
    }

    /// <summary>Total weight of the positives and of the rest.</summary>
    public static (double Positives, double Negatives) TotalWeights(ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        var (positives, negatives) = (0.0, 0.0);
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i])
                positives += weights.WeightAt(i);
            else
                negatives += weights.WeightAt(i);
        }

        return (positives, negatives);
    }
}
