using System.Globalization;
using MultiSmc.Core;

namespace MultiSmc.Cli.Configuration;

/// <summary>How a user writes a moment: a UTC day, or a day and a time that ends in Z.</summary>
internal static class UtcMoment
{
    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <summary>Reads a moment; a day is its beginning.</summary>
    public static bool TryParse(string text, out Timestamp moment)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var isMoment = DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, utc, out var parsed);
        // 64 bits of nanoseconds reach from 1678 to 2262.
        isMoment = isMoment && parsed.Year is >= 1700 and <= 2200;
        moment = isMoment ? Timestamp.Of(parsed) : default;
        return isMoment;
    }
}
