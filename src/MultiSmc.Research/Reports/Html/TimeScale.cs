using System.Globalization;
using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>An axis of time in UTC with ticks at whole minutes, hours, days, months or years.</summary>
internal sealed class TimeScale
{
    private const int MostTicks = 9;
    private const long Minute = 60_000_000_000;

    private static readonly long[] Steps =
    [
        Minute, 5 * Minute, 15 * Minute, 60 * Minute, 180 * Minute, 360 * Minute, 720 * Minute, 1440 * Minute, 2880 * Minute, 7 * 1440 * Minute,
    ];

    private static readonly int[] MonthSteps = [1, 2, 3, 6, 12, 24, 60, 120];

    private readonly long _from;
    private readonly double _span;

    /// <param name="from">Left end.</param>
    /// <param name="to">Right end.</param>
    public TimeScale(Timestamp from, Timestamp to)
    {
        _from = from.Nanoseconds;
        var end = Math.Max(to.Nanoseconds, _from + Minute); // one moment alone still has an axis
        _span = end - _from;
        Ticks = TicksOf(_from, end);
    }

    /// <summary>From left to right.</summary>
    public IReadOnlyList<(Timestamp Time, string Label)> Ticks { get; }

    /// <summary>Where a moment lies: 0 at the left end, 1 at the right one.</summary>
    public double ShareOf(Timestamp time) => (time.Nanoseconds - _from) / _span;

    private static List<(Timestamp Time, string Label)> TicksOf(long from, long to)
    {
        foreach (var step in Steps)
        {
            if ((to - from) / step < MostTicks)
                return EvenTicks(from, to, step);
        }

        var months = (to - from) / (30.4 * Timestamp.NanosecondsPerDay);
        var monthStep = MonthSteps.FirstOrDefault(step => months / step < MostTicks, MonthSteps[^1]);
        return MonthTicks(from, to, monthStep);
    }

    private static List<(Timestamp Time, string Label)> EvenTicks(long from, long to, long step)
    {
        var ticks = new List<(Timestamp, string)>();
        var first = from / step * step;
        for (var at = first < from ? first + step : first; at <= to; at += step)
        {
            var time = new Timestamp(at);
            var isDay = at == time.UtcDay * Timestamp.NanosecondsPerDay;
            ticks.Add((time, DateOf(at).ToString(isDay ? "MMM d" : "HH:mm", CultureInfo.InvariantCulture)));
        }

        return ticks;
    }

    private static List<(Timestamp Time, string Label)> MonthTicks(long from, long to, int step)
    {
        var ticks = new List<(Timestamp, string)>();
        var start = DateOf(from);
        for (var month = (start.Year * 12 + start.Month - 1) / step * step; ; month += step)
        {
            var date = new DateTime(month / 12, month % 12 + 1, 1, 0, 0, 0, DateTimeKind.Utc);
            var at = Timestamp.Of(date).Nanoseconds;
            if (at > to)
                return ticks;
            if (at >= from)
                ticks.Add((new Timestamp(at), date.ToString(step % 12 == 0 ? "yyyy" : "MMM yyyy", CultureInfo.InvariantCulture)));
        }
    }

    private static DateTime DateOf(long nanoseconds) => new Timestamp(nanoseconds).ToDateTimeOffset().UtcDateTime;
}
