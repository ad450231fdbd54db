using System.Text.Json;

namespace MultiSmc.Learning.Tests;

/// <summary>The scored samples of golden/edge/numbers.json.gz and what must come of them.</summary>
internal sealed class GoldenSamples
{
    private GoldenSamples(JsonElement expected)
    {
        Expected = expected;
        Margins = Doubles(expected, "margin");
        Probabilities = Doubles(expected, "p");
        Weights = Doubles(expected, "w");
        NetBps = Doubles(expected, "net_bps");
        Labels = [.. expected.GetProperty("y").EnumerateArray().Select(label => label.GetInt32() == 1)];
    }

    public JsonElement Expected { get; }

    public double[] Margins { get; }

    public double[] Probabilities { get; }

    public double[] Weights { get; }

    public double[] NetBps { get; }

    public bool[] Labels { get; }

    public static GoldenSamples Read() => new(GoldenNumbers.Cases("numbers.json.gz").GetProperty("metrics"));

    public static double[] Doubles(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
