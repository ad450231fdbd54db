namespace MultiSmc.Simulation;

/// <summary>How busy the hours of a UTC day are beside their mean, straight between their middles.</summary>
/// <remarks>
/// Trades per hour of BTCUSDT on 2022-01-15 (binance-trades/derived), averaged over three neighbouring hours and round the clock, divided by the
/// day's mean: one Saturday, so the shape is a plausible one and no more.
/// </remarks>
internal static class DayRhythm
{
    private const long HourNs = 3_600_000_000_000;

    /// <summary>Out of 256.</summary>
    private static ReadOnlySpan<short> Hours =>
        [223, 225, 216, 224, 224, 219, 213, 210, 222, 231, 243, 298, 315, 341, 300, 293, 303, 300, 283, 277, 269, 266, 224, 223];

    /// <summary>Activity at a moment in 2^-16.</summary>
    public static long At(long timeNs)
    {
        var since = (timeNs + HourNs / 2) % (24 * HourNs);
        var hour = (int)(since / HourNs);
        var (before, after) = (Hours[(hour + 23) % 24], Hours[hour]);
        // A 1,024th of an hour is fine enough.
        var within = (since - hour * HourNs) / (HourNs / 1024);
        return ((before << 10) + (after - before) * within) >> 2;
    }
}
