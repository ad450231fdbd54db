using System.Globalization;
using MultiSmc.Core;
using MultiSmc.Strategy;

namespace MultiSmc.Research;

/// <summary>Closed positions with one thing in common.</summary>
/// <param name="Key">What: "stop", "choch", "BTCUSDT", "monday", "07", "2025-06".</param>
/// <param name="Count">How many.</param>
/// <param name="Wins">With a net result above zero.</param>
/// <param name="WinRate">Wins ÷ count.</param>
/// <param name="NetPnl">Σ of the net results.</param>
/// <param name="ExpectancyR">Mean of net result ÷ initial risk; null when no risk is known.</param>
public sealed record TradeGroup(string Key, int Count, int Wins, double? WinRate, Money NetPnl, double? ExpectancyR);

/// <summary>
/// Where the result came from. Only groups that occur are listed. Weekday and hour are those of the entry (when the decision was made), month and
/// year those of the exit (when the result was booked), all in UTC.
/// </summary>
public sealed record TradeBreakdowns
{
    /// <summary>By exit reason.</summary>
    public required IReadOnlyList<TradeGroup> ByExitReason { get; init; }

    /// <summary>By the break behind the zone.</summary>
    public required IReadOnlyList<TradeGroup> ByBreak { get; init; }

    /// <summary>By symbol, in the order of the configuration.</summary>
    public required IReadOnlyList<TradeGroup> BySymbol { get; init; }

    /// <summary>By weekday of the entry, Monday first.</summary>
    public required IReadOnlyList<TradeGroup> ByWeekday { get; init; }

    /// <summary>By hour of the entry.</summary>
    public required IReadOnlyList<TradeGroup> ByHour { get; init; }

    /// <summary>By month of the exit.</summary>
    public required IReadOnlyList<TradeGroup> ByMonth { get; init; }

    /// <summary>By year of the exit.</summary>
    public required IReadOnlyList<TradeGroup> ByYear { get; init; }

    /// <summary>Groups closed positions.</summary>
    /// <param name="trips">In the order of their closing.</param>
    /// <param name="symbolOf">Name of an instrument.</param>
    public static TradeBreakdowns Compute(
        IReadOnlyList<(InstrumentId Instrument, RoundTrip Trip)> trips, Func<InstrumentId, string> symbolOf) => new()
    {
        ByExitReason = Group(trips, entry => ((int)entry.Trip.Reason, StableNames.Of(entry.Trip.Reason))),
        ByBreak = Group(trips, entry => ((int)entry.Trip.Kind, StableNames.Of(entry.Trip.Kind))),
        BySymbol = Group(trips, entry => (entry.Instrument.Index, symbolOf(entry.Instrument))),
        ByWeekday = Group(trips, entry => WeekdayOf(entry.Trip.OpenedAt)),
        ByHour = Group(trips, entry => HourOf(entry.Trip.OpenedAt)),
        ByMonth = Group(trips, entry => MonthOf(entry.Trip.ClosedAt)),
        ByYear = Group(trips, entry => YearOf(entry.Trip.ClosedAt)),
    };

    private static List<TradeGroup> Group(
        IReadOnlyList<(InstrumentId Instrument, RoundTrip Trip)> trips,
        Func<(InstrumentId Instrument, RoundTrip Trip), (int Order, string Key)> keyOf) =>
        [.. trips
            .GroupBy(keyOf, entry => entry.Trip)
            .OrderBy(group => group.Key.Order)
            .Select(group => Measure(group.Key.Key, [.. group]))];

    private static TradeGroup Measure(string key, IReadOnlyList<RoundTrip> trips)
    {
        var metrics = TradeMetrics.Compute(trips);
        return new TradeGroup(key, metrics.Count, metrics.Wins, metrics.WinRate, metrics.NetPnl, metrics.ExpectancyR);
    }

    private static (int Order, string Key) WeekdayOf(Timestamp time)
    {
        var day = (int)(((time.UtcDay + 3) % 7 + 7) % 7); // day 0, 1970-01-01, was a Thursday
        return (day, StableNames.Weekday(day));
    }

    private static (int Order, string Key) HourOf(Timestamp time)
    {
        var hour = (int)((time.Nanoseconds - time.UtcDay * Timestamp.NanosecondsPerDay) / (Timestamp.NanosecondsPerDay / 24));
        return (hour, hour.ToString("D2", CultureInfo.InvariantCulture));
    }

    private static (int Order, string Key) MonthOf(Timestamp time)
    {
        var date = DateOf(time);
        return (date.Year * 12 + date.Month, date.ToString("yyyy-MM", CultureInfo.InvariantCulture));
    }

    private static (int Order, string Key) YearOf(Timestamp time)
    {
        var date = DateOf(time);
        return (date.Year, date.ToString("yyyy", CultureInfo.InvariantCulture));
    }

    private static DateTime DateOf(Timestamp time) => DateTime.UnixEpoch.AddDays(time.UtcDay);
}
