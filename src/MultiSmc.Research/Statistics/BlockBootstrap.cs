using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>How blocks are drawn.</summary>
public enum BlockKind
{
    /// <summary>Blocks of random length with the given mean, wrapping from the newest return to the oldest (Politis, Romano 1994).</summary>
    Stationary,

    /// <summary>Blocks of the given length that overlap and never wrap (Künsch 1989); the last one is cut to fit.</summary>
    Moving,
}

/// <summary>How a series is drawn anew.</summary>
public sealed record BlockBootstrapOptions
{
    /// <summary>Stationary unless said: every return is drawn equally often, the ends of the series too.</summary>
    public BlockKind Kind { get; init; } = BlockKind.Stationary;

    /// <summary>(Mean) length of a block in returns, at least 1; more than the series holds counts as all of it. Null is the smallest L with L³ ≥
    /// T (order T^⅓: Hall, Horowitz, Jing 1995).</summary>
    public int? BlockLength { get; init; }

    /// <summary>Series drawn, at least 1.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>Share of the interval, in (0, 1).</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Of SplitMix64: same seed, same interval.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>A figure and where it may well lie.</summary>
/// <param name="Estimate">Of the series itself.</param>
/// <param name="Low">Lower end: the (1 − confidence)/2 quantile of the drawn series' figures.</param>
/// <param name="High">Upper end.</param>
/// <param name="Confidence">Share of the interval.</param>
/// <param name="BlockLength">(Mean) length of a block that was used.</param>
/// <param name="Resamples">Series drawn.</param>
/// <param name="Undefined">How many of them left the figure undefined; they have no say in the interval.</param>
public sealed record BootstrapInterval(
    double Estimate, double Low, double High, double Confidence, int BlockLength, int Resamples, int Undefined);

/// <summary>Confidence intervals that keep what neighbouring returns have in common: a block of them is drawn together.</summary>
/// <remarks>
/// Percentile intervals (Efron 1979), quantiles interpolated linearly between order statistics (Hyndman, Fan type 7). With few
/// returns they are too narrow, as all percentile intervals are: below a hundred trades read them as the least that is uncertain.
/// </remarks>
public static class BlockBootstrap
{
    /// <summary>Interval of the mean: expectancy per trade, or mean return per day.</summary>
    /// <param name="returns">Finite, oldest first.</param>
    /// <param name="options">How to draw.</param>
    /// <returns>Null with fewer than two returns.</returns>
    /// <exception cref="ArgumentException">A return is not finite or an option is out of range.</exception>
    public static BootstrapInterval? Mean(IReadOnlyList<double> returns, BlockBootstrapOptions options) =>
        Interval(returns, options, drawn => Statistics.Mean(drawn));

    /// <summary>Interval of the Sharpe ratio per period; multiply both ends as the estimate to annualise.</summary>
    /// <param name="returns">Finite, oldest first.</param>
    /// <param name="options">How to draw.</param>
    /// <returns>Null where the ratio of the series, or of every drawn series, is undefined.</returns>
    /// <exception cref="ArgumentException">A return is not finite or an option is out of range.</exception>
    public static BootstrapInterval? Sharpe(IReadOnlyList<double> returns, BlockBootstrapOptions options) =>
        Interval(returns, options, drawn => Statistics.Mean(drawn) / Statistics.SampleDeviation(drawn));

    private static BootstrapInterval? Interval(
        IReadOnlyList<double> returns, BlockBootstrapOptions options, Func<IReadOnlyList<double>, double?> figure)
    {
        Require(options);
        ReturnMoments.RequireFinite(returns);
        if (returns.Count < 2 || figure(returns) is not { } estimate)
            return null;
        var source = returns.ToArray();
        var length = Math.Min(options.BlockLength ?? DefaultLength(source.Length), source.Length);
        var random = new SplitMix64(options.Seed);
        var drawn = new double[source.Length];
        var figures = new List<double>(options.Resamples);
        for (var k = 0; k < options.Resamples; k++)
        {
            if (options.Kind == BlockKind.Moving)
                DrawMoving(source, drawn, length, ref random);
            else
                DrawStationary(source, drawn, length, ref random);
            if (figure(drawn) is { } value)
                figures.Add(value);
        }

        if (figures.Count == 0)
            return null;
        figures.Sort();
        var tail = (1 - options.Confidence) / 2;
        return new BootstrapInterval(
            estimate,
            Quantile(figures, tail),
            Quantile(figures, 1 - tail),
            options.Confidence,
            length,
            options.Resamples,
            options.Resamples - figures.Count);
    }

    private static void DrawStationary(double[] source, double[] drawn, int meanLength, ref SplitMix64 random)
    {
        var position = 0L;
        for (var i = 0; i < drawn.Length; i++)
        {
            // A new block with chance 1/L, so lengths are geometric with mean L.
            var isNew = i == 0 || random.NextDouble() * meanLength < 1;
            position = isNew ? random.NextBelow(source.Length) : (position + 1) % source.Length;
            drawn[i] = source[position];
        }
    }

    private static void DrawMoving(double[] source, double[] drawn, int length, ref SplitMix64 random)
    {
        for (var i = 0; i < drawn.Length; i += length)
        {
            var start = (int)random.NextBelow(source.Length - length + 1);
            source.AsSpan(start, Math.Min(length, drawn.Length - i)).CopyTo(drawn.AsSpan(i));
        }
    }

    private static double Quantile(List<double> sorted, double share)
    {
        var position = share * (sorted.Count - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    private static int DefaultLength(int count)
    {
        var length = 1;
        while ((long)length * length * length < count)
            length++;
        return length;
    }

    private static void Require(BlockBootstrapOptions options)
    {
        if (options.BlockLength < 1 || options.Resamples < 1 || options.Confidence is not (> 0 and < 1) || !Enum.IsDefined(options.Kind))
            throw new ArgumentException($"out of range: {options}", nameof(options));
    }
}
