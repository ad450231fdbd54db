using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>Plain statistics. What is undefined is null, never a number that stands for it.</summary>
internal static class Statistics
{
    /// <summary>A deviation smaller than this part of the largest value is rounding, not spread.</summary>
    private const double RoundingShare = 1e-12;

    /// <summary>Mean; null without values.</summary>
    public static double? Mean(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
            return null;
        var sum = 0.0;
        for (var i = 0; i < values.Count; i++)
            sum += values[i];
        return sum / values.Count;
    }

    /// <summary>Sample deviation (÷ n − 1); null with fewer than two values or when all are equal but for rounding.</summary>
    public static double? SampleDeviation(IReadOnlyList<double> values)
    {
        if (values.Count < 2 || Mean(values) is not { } mean)
            return null;
        var squares = 0.0;
        var largest = 0.0;
        for (var i = 0; i < values.Count; i++)
        {
            squares += (values[i] - mean) * (values[i] - mean);
            largest = Math.Max(largest, Math.Abs(values[i]));
        }

        var deviation = Math.Sqrt(squares / (values.Count - 1));
        return deviation > RoundingShare * largest ? deviation : null;
    }

    /// <summary>Middle value, or the mean of the two middle ones; null without values.</summary>
    public static double? Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0)
            return null;
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Middle duration, or the mean of the two middle ones in whole nanoseconds; null without values.</summary>
    public static Duration? Median(IEnumerable<Duration> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0)
            return null;
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1
            ? sorted[middle]
            : new Duration((long)(((Int128)sorted[middle - 1].Nanoseconds + sorted[middle].Nanoseconds) / 2));
    }

    /// <summary>Mean duration in whole nanoseconds; null without values.</summary>
    public static Duration? Mean(IReadOnlyList<Duration> values)
    {
        if (values.Count == 0)
            return null;
        Int128 sum = 0;
        for (var i = 0; i < values.Count; i++)
            sum += values[i].Nanoseconds;
        return new Duration((long)(sum / values.Count));
    }

    /// <summary>An amount ÷ <paramref name="count"/>, floored to 10^-8: a mean is never shown better than it is. Null for none.</summary>
    public static Money? Share(Money amount, int count)
    {
        if (count == 0)
            return null;
        var share = Math.DivRem(amount.Raw, count, out var rest);
        return new Money(rest < 0 ? share - 1 : share);
    }

    /// <summary>Part of a whole; null when the whole is not above zero.</summary>
    public static double? Ratio(Money part, Money whole) => whole.Raw > 0 ? (double)part.Raw / whole.Raw : null;

    /// <summary>Part of a whole; null when there is no whole.</summary>
    public static double? Ratio(int part, int whole) => whole > 0 ? (double)part / whole : null;
}
