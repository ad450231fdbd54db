using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>A candle's length: its name on the wire and where candles of it begin.</summary>
/// <remarks>
/// Candles begin at multiples of their length since the epoch; weeks on Mondays, months on the first. An offset of the time zone moves all of that.
/// </remarks>
internal sealed class KlineInterval
{
    private const long SecondNs = 1_000_000_000;
    private const long MinuteNs = 60 * SecondNs;
    private const long HourNs = 60 * MinuteNs;
    private const long DayNs = 24 * HourNs;

    // 1970-01-05 was a Monday.
    private const long FirstMondayNs = 4 * DayNs;

    private readonly long _originNs;

    private KlineInterval(int index, string name, long lengthNs, long originNs = 0)
    {
        Index = index;
        Name = name;
        LengthNs = lengthNs;
        _originNs = originNs;
    }

    /// <summary>All of them, shortest first.</summary>
    public static IReadOnlyList<KlineInterval> All { get; } =
    [
        new(0, "1s", SecondNs), new(1, "1m", MinuteNs), new(2, "3m", 3 * MinuteNs), new(3, "5m", 5 * MinuteNs), new(4, "15m", 15 * MinuteNs),
        new(5, "30m", 30 * MinuteNs), new(6, "1h", HourNs), new(7, "2h", 2 * HourNs), new(8, "4h", 4 * HourNs), new(9, "6h", 6 * HourNs),
        new(10, "8h", 8 * HourNs), new(11, "12h", 12 * HourNs), new(12, "1d", DayNs), new(13, "3d", 3 * DayNs), new(14, "1w", 7 * DayNs, FirstMondayNs),
        new(15, "1M", 0),
    ];

    public static KlineInterval Second => All[0];

    public static KlineInterval Minute => All[1];

    public static KlineInterval QuarterHour => All[4];

    /// <summary>Place in <see cref="All"/>.</summary>
    public int Index { get; }

    /// <summary>As on the wire; case matters.</summary>
    public string Name { get; }

    /// <summary>Length, or 0 for months.</summary>
    public long LengthNs { get; }

    /// <summary>By its name on the wire, or null.</summary>
    public static KlineInterval? Find(string name) => All.FirstOrDefault(interval => interval.Name == name);

    /// <summary>Begin of the candle that a moment is in.</summary>
    public long OpenOf(long timeNs, long offsetNs = 0)
    {
        var local = timeNs + offsetNs;
        if (LengthNs != 0)
        {
            var rest = (local - _originNs) % LengthNs;
            return timeNs - (rest < 0 ? rest + LengthNs : rest);
        }

        var day = new Timestamp(local).ToDateTimeOffset();
        return Timestamp.Of(new DateTimeOffset(day.Year, day.Month, 1, 0, 0, 0, TimeSpan.Zero)).Nanoseconds - offsetNs;
    }

    /// <summary>Begin of the candle after the one that begins here.</summary>
    public long NextOpen(long openNs, long offsetNs = 0) => LengthNs != 0 ? openNs + LengthNs : OpenOf(openNs + 32 * DayNs, offsetNs);

    /// <summary>Begin of the candle before the one that begins here.</summary>
    public long PreviousOpen(long openNs, long offsetNs = 0) => OpenOf(openNs - 1, offsetNs);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
