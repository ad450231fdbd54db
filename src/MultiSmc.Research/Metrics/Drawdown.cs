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
        var meter = new DrawdownMeter();
        foreach (var (point, _) in curve)
            meter.Add(point);
        return meter.Measured();
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

    /// <summary>How far equity stands below a peak, as a fraction of it.</summary>
    internal static double Depth(Money peak, Money equity) => (double)(peak.Raw - equity.Raw) / peak.Raw;
}
