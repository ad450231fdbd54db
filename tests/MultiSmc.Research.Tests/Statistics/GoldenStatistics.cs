using System.IO.Compression;
using System.Text.Json;
using MultiSmc.Testing;

namespace MultiSmc.Research.Tests;

/// <summary>The statistics of golden/edge/numbers.json.gz, and how numbers are compared with them.</summary>
internal static class GoldenStatistics
{
    /// <summary>What the vectors promise for statistics.</summary>
    public const double Tolerance = 1e-9;

    public static JsonElement Read(string name)
    {
        using var file = File.OpenRead(SharedData.Require("golden/edge/numbers.json.gz"));
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        using var document = JsonDocument.Parse(unpacked);
        return document.RootElement.GetProperty(name).Clone();
    }

    public static double[] Doubles(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    public static double Double(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    /// <summary>Defined, and within the tolerance, relative or absolute, whichever is larger.</summary>
    public static void Close(double expected, double? actual, double tolerance = Tolerance) =>
        Assert.True(
            actual is { } value && Math.Abs(expected - value) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{actual:R}, not {expected:R}");

    /// <summary>Within a share of the expected value, however small that is.</summary>
    public static void Near(double expected, double actual, double share) =>
        Assert.True(Math.Abs(expected - actual) <= share * Math.Abs(expected), $"{actual:R}, not {expected:R}");
}
