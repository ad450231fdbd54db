using System.Globalization;
using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>Figures as people read them: invariant culture, "n/a" for what is undefined.</summary>
internal static class FigureText
{
    public const string Undefined = "n/a";

    /// <summary>"12.34".</summary>
    public static string Number(double? value, int decimals = 2) =>
        value is { } known && double.IsFinite(known)
            ? WithoutNegativeZero(known.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))
            : Undefined;

    /// <summary>A fraction as "12.34 %".</summary>
    public static string Percent(double? fraction, int decimals = 2) => WithUnit(Number(fraction * 100, decimals), "%");

    /// <summary>"12.3 bps".</summary>
    public static string Bps(double? value) => WithUnit(Number(value, 1), "bps");

    /// <summary>"1.25 R".</summary>
    public static string R(double? value) => WithUnit(Number(value), "R");

    /// <summary>"1234.50 USDT".</summary>
    public static string Amount(Money? value, Asset currency) => value is { } known ? $"{FixedPoint.Format(known.Raw, 2)} {currency}" : Undefined;

    /// <summary>"1234".</summary>
    public static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>"3 of 12".</summary>
    public static string Of(long part, long whole) => $"{Count(part)} of {Count(whole)}";

    /// <summary>A span in the two largest units that matter: "3 d 4 h", "4 h 5 min", "5 min 7 s", "7.25 s".</summary>
    public static string Span(Duration? span)
    {
        if (span is not { } known)
            return Undefined;
        var seconds = known.Nanoseconds / 1_000_000_000;
        return seconds switch
        {
            >= 86_400 => $"{Count(seconds / 86_400)} d {Count(seconds % 86_400 / 3_600)} h",
            >= 3_600 => $"{Count(seconds / 3_600)} h {Count(seconds % 3_600 / 60)} min",
            >= 60 => $"{Count(seconds / 60)} min {Count(seconds % 60)} s",
            _ => WithUnit(Number(known.TotalSeconds), "s"),
        };
    }

    /// <summary>"2025-06-21 12:04", UTC, cut to the minute.</summary>
    public static string Minute(Timestamp time) =>
        time.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"0.55, the passport's, by default"; "break-even + 0.03, as configured".</summary>
    public static string Threshold(ModelThreshold threshold)
    {
        var source = threshold.IsConfigured ? "as configured" : "by default";
        return threshold.Kind switch
        {
            "break-even" => $"break-even + {Number(threshold.Value, 3)}, {source}",
            "passport" => $"{Number(threshold.Value, 3)}, the passport's, {source}",
            _ => $"{Number(threshold.Value, 3)}, {source}",
        };
    }

    /// <summary>One word in singular or plural with its number: "1 trade", "2 trades".</summary>
    public static string Plural(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    private static string WithUnit(string text, string unit) => text == Undefined ? text : text + " " + unit;

    private static string WithoutNegativeZero(string text) =>
        text.StartsWith('-') && text.AsSpan(1).IndexOfAnyInRange('1', '9') < 0 ? text[1..] : text;
}
