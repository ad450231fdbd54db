using System.Globalization;
using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>A UTC day, by number and by name ("2025-06-21").</summary>
public static class DayName
{
    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>Name of the day <paramref name="day"/> days after 1970-01-01.</summary>
    public static string Of(long day) => DateOnly.FromDayNumber(checked((int)day + Epoch)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>First moment of a day.</summary>
    public static Timestamp StartOf(long day) => new(checked(day * Timestamp.NanosecondsPerDay));

    /// <summary>Reads a name.</summary>
    public static bool TryParse(string text, out long day)
    {
        var isDay = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        day = isDay ? date.DayNumber - Epoch : 0;
        return isDay;
    }
}
