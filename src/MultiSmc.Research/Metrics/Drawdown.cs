using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>How far and how long equity stood below its peak. The peak starts at the equity of the start, before any trade.</summary>
public sealed record Drawdown
{
    /// <summary>Largest 1 − E / peak, in [0, 1]; null without points or without money at the start.</summary>
    public required double? Max { get; init; }

    /// <summary>When the peak of the largest drawdown was left; null when there was none.</summary>
    public required Timestamp? PeakAt { get; init; }

    /// <summary>When its lowest equity was seen; null when there was none.</summary>
    public required Timestamp? TroughAt { get; init; }

    /// <summary>
    /// Longest time from leaving a peak to reaching it again; one that has not ended counts up to the last point. Null where <see cref="Max"/> is.
    /// </summary>
    public required Duration? LongestUnderWater { get; init; }

    /// <summary>Equity stands below its peak at the end.</summary>
    public required bool IsUnderWater { get; init; }

    /// <summary>Measures a curve marked to market: open positions included.</summary>
    /// <param name="curve">Equity in order of time, the start first.</param>
    public static Drawdown Compute(IReadOnlyList<EquitySample> curve)
    {
        if (curve.Count == 0 || curve[0].Point.Equity.Raw <= 0)
            return new Drawdown { Max = null, PeakAt = null, TroughAt = null, LongestUnderWater = null, IsUnderWater = false };
        var peak = curve[0].Point;
        var max = 0.0;
        Timestamp? peakAt = null;
        Timestamp? troughAt = null;
        var longest = Duration.Zero;
        var isUnder = false;
        foreach (var (point, _) in curve)
        {
            if (point.Equity >= peak.Equity)
            {
                if (isUnder)
                    longest = Longer(longest, point.Time - peak.Time);
                isUnder = false;
                peak = point;
                continue;
            }

            isUnder = true;
            var depth = Depth(peak.Equity, point.Equity);
            if (depth <= max)
                continue;
            (max, peakAt, troughAt) = (depth, peak.Time, point.Time);
        }

        if (isUnder)
            longest = Longer(longest, curve[^1].Point.Time - peak.Time);
        return new Drawdown { Max = max, PeakAt = peakAt, TroughAt = troughAt, LongestUnderWater = longest, IsUnderWater = isUnder };
    }

    /// <summary>Ulcer index: √ of the mean squared drawdown at the ends of the days, as a fraction.</summary>
    /// <param name="days">Equity at the start, at each 00:00 UTC, and at the end; the start is the first peak, not a day.</param>
    /// <returns>Null without a day or without money at the start.</returns>
    /// <remarks>Martin (1987). On days, not packets: packets crowd where volume is, and each would count as much as a quiet hour.</remarks>
    public static double? UlcerIndex(IReadOnlyList<EquityPoint> days)
    {
        var bounds = EquityCurve.DayBounds(days);
        if (bounds.Count < 2 || bounds[0].Equity.Raw <= 0)
            return null;
        var peak = bounds[0].Equity;
        var squares = 0.0;
        for (var i = 1; i < bounds.Count; i++)
        {
            if (bounds[i].Equity > peak)
                peak = bounds[i].Equity;
            var depth = Depth(peak, bounds[i].Equity);
            squares += depth * depth;
        }

        return Math.Sqrt(squares / (bounds.Count - 1));
    }

    private static double Depth(Money peak, Money equity) => (double)(peak.Raw - equity.Raw) / peak.Raw;

    private static Duration Longer(Duration left, Duration right) => left >= right ? left : right;
}
