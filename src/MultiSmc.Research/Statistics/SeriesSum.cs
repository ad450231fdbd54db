namespace MultiSmc.Research;

/// <summary>Count, mean and squared distance of values, mergeable: a constant series has a distance of exactly 0 however it is put
/// together.</summary>
/// <remarks>Welford (1962) for one value, Chan, Golub, LeVeque (1983) for two series.</remarks>
internal readonly record struct SeriesSum(int Count, double Mean, double Squares, double Largest)
{
    /// <summary>A deviation smaller than this part of the largest value is rounding, not spread.</summary>
    private const double RoundingShare = 1e-12;

    /// <summary>Mean ÷ sample deviation; 0 for fewer than two values and for values that do not vary.</summary>
    public double Sharpe
    {
        get
        {
            if (Count < 2)
                return 0;
            var deviation = Math.Sqrt(Squares / (Count - 1));
            return deviation > RoundingShare * Largest ? Mean / deviation : 0;
        }
    }

    public SeriesSum With(double value)
    {
        var away = value - Mean;
        var mean = Mean + (away / (Count + 1));
        return new SeriesSum(Count + 1, mean, Squares + (away * (value - mean)), Math.Max(Largest, Math.Abs(value)));
    }

    public SeriesSum With(SeriesSum other)
    {
        if (Count == 0)
            return other;
        var count = Count + other.Count;
        var away = other.Mean - Mean;
        return new SeriesSum(
            count,
            Mean + (away * other.Count / count),
            Squares + other.Squares + (away * away * Count * other.Count / count),
            Math.Max(Largest, other.Largest));
    }
}
