namespace MultiSmc.Research;

/// <summary>Shape of a series of returns per period (day, or trade). Null is "undefined", never a number that stands for it.</summary>
public sealed record ReturnMoments
{
    /// <summary>T, the number of returns.</summary>
    public required int Count { get; init; }

    /// <summary>Mean; null without returns.</summary>
    public required double? Mean { get; init; }

    /// <summary>s with T − 1; null with fewer than two returns or when all are equal but for rounding.</summary>
    public required double? Deviation { get; init; }

    /// <summary>SR = mean ÷ s per period, not annualised; null where s is.</summary>
    public required double? Sharpe { get; init; }

    /// <summary>γ₃ = m₃ ÷ m₂^1.5 with central moments ÷ T; null where s is.</summary>
    public required double? Skewness { get; init; }

    /// <summary>γ₄ = m₄ ÷ m₂² with central moments ÷ T: raw, 3 for a normal distribution, never the excess; null where s is.</summary>
    public required double? Kurtosis { get; init; }

    /// <summary>Measures a series.</summary>
    /// <param name="returns">Finite, one a period.</param>
    /// <exception cref="ArgumentException">A return is not finite.</exception>
    public static ReturnMoments Compute(IReadOnlyList<double> returns)
    {
        RequireFinite(returns);
        var mean = Statistics.Mean(returns);
        var deviation = Statistics.SampleDeviation(returns);
        var (skewness, kurtosis) = mean is { } centre && deviation is { } scale ? Shape(returns, centre, scale) : (null, null);
        return new ReturnMoments
        {
            Count = returns.Count,
            Mean = mean,
            Deviation = deviation,
            Sharpe = mean / deviation,
            Skewness = skewness,
            Kurtosis = kurtosis,
        };
    }

    internal static void RequireFinite(IReadOnlyList<double> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (!double.IsFinite(values[i]))
                throw new ArgumentException($"value {i} is {values[i]}");
        }
    }

    private static (double? Skewness, double? Kurtosis) Shape(IReadOnlyList<double> returns, double mean, double scale)
    {
        var (second, third, fourth) = (0.0, 0.0, 0.0);
        for (var i = 0; i < returns.Count; i++)
        {
            // In units of the deviation: fourth powers of tiny returns would underflow.
            var away = (returns[i] - mean) / scale;
            second += away * away;
            third += away * away * away;
            fourth += away * away * away * away;
        }

        var count = (double)returns.Count;
        (second, third, fourth) = (second / count, third / count, fourth / count);
        return (third / (second * Math.Sqrt(second)), fourth / (second * second));
    }
}
