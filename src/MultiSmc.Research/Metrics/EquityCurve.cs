namespace MultiSmc.Research;

/// <summary>A point of the whole equity curve.</summary>
/// <param name="Point">Time and equity, marked to the last price.</param>
/// <param name="IsDay">One of the points that daily returns are taken between: the start, each 00:00 UTC, the end.</param>
public readonly record struct EquitySample(EquityPoint Point, bool IsDay);

/// <summary>The curve that reports show: every packet's close, of long runs the first, last, lowest and highest of neighbours (<see cref="EquitySeries"/>).</summary>
public static class EquityCurve
{
    /// <summary>Packet-level and daily equity as one curve in order of time; a point that both lists hold appears once.</summary>
    /// <param name="packets">Equity at the start, at packets' closes, and at the end.</param>
    /// <param name="days">Equity at the start, at each 00:00 UTC, and at the end.</param>
    /// <remarks>At equal times 00:00 UTC comes before the packets, as it was taken before that day's first event; the end comes last.</remarks>
    public static IReadOnlyList<EquitySample> Merge(IReadOnlyList<EquityPoint> packets, IReadOnlyList<EquityPoint> days)
    {
        var merged = new List<EquitySample>(packets.Count + days.Count);
        var day = 0;
        foreach (var packet in packets)
        {
            while (day < days.Count && IsBefore(days, day, packet))
                Append(merged, new EquitySample(days[day++], true));
            Append(merged, new EquitySample(packet, false));
        }

        while (day < days.Count)
            Append(merged, new EquitySample(days[day++], true));
        return merged;
    }

    /// <summary>The points that days lie between: where two have one time (a tape that ends at 00:00) the later one stands for both.</summary>
    internal static IReadOnlyList<EquityPoint> DayBounds(IReadOnlyList<EquityPoint> days)
    {
        var bounds = new List<EquityPoint>(days.Count);
        foreach (var day in days)
        {
            if (bounds.Count > 1 && bounds[^1].Time == day.Time)
                bounds[^1] = day;
            else
                bounds.Add(day);
        }

        return bounds;
    }

    private static bool IsBefore(IReadOnlyList<EquityPoint> days, int day, EquityPoint packet)
    {
        var isEnd = day > 0 && day == days.Count - 1;
        return isEnd ? days[day].Time < packet.Time : days[day].Time <= packet.Time;
    }

    private static void Append(List<EquitySample> merged, EquitySample sample)
    {
        if (merged.Count > 0 && merged[^1].Point == sample.Point)
            merged[^1] = new EquitySample(sample.Point, merged[^1].IsDay || sample.IsDay);
        else
            merged.Add(sample);
    }
}
