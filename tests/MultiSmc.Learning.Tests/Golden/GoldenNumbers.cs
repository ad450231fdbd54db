using System.Text.Json;

namespace MultiSmc.Learning.Tests;

/// <summary>Hand-made cases, and how numbers are compared with them.</summary>
internal static class GoldenNumbers
{
    public static JsonElement Cases(string file)
    {
        using var reader = GoldenTable.Open($"edge/{file}");
        using var document = JsonDocument.Parse(reader.ReadToEnd());
        return document.RootElement.Clone();
    }

    /// <summary>NaN equals NaN; otherwise within the tolerance, relative or absolute, whichever is larger.</summary>
    public static void Close(double expected, double actual, double tolerance, string what = "")
    {
        var isClose = double.IsNaN(expected)
            ? double.IsNaN(actual)
            : Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected));
        Assert.True(isClose, $"{what} {actual:R}, not {expected:R}");
    }
}
