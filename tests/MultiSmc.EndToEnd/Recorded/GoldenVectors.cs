using System.IO.Compression;
using System.Text.Json;
using MultiSmc.EndToEnd.Support;
using MultiSmc.Testing;

namespace MultiSmc.EndToEnd.Recorded;

public sealed class GoldenVectors
{
    private static readonly string[] ForTrades = ["events.csv", "orders.csv", "outcomes.csv", "packets.csv", "summary.json", "zones.csv"];
    private static readonly string[] ForBars = ["events.csv", "summary.json", "zones.csv"];

    [Theory]
    [InlineData("btc_a", true)]
    [InlineData("btc_b", true)]
    [InlineData("btc_c", true)]
    [InlineData("btc_day", true)]
    [InlineData("ltc_a", true)]
    [InlineData("ltc_b", true)]
    [InlineData("eurusd_a", false)]
    [InlineData("eurusd_b", false)]
    public async Task Are_reproduced_byte_for_byte(string set, bool hasTrades)
    {
        var golden = SharedData.Require("golden/" + set);
        using var folder = new Workspace();
        Directory.CreateDirectory(folder.PathOf("shared"));
        // The sets name their inputs as shared/data/..; the folder itself may be called otherwise.
        Directory.CreateSymbolicLink(folder.PathOf("shared/data"), SharedData.Require("."));

        var run = await folder.RunAsync("vectors", "--params", Path.Combine(golden, "params.json"), "--root", ".", "--out", "tables");

        Assert.Equal((0, ""), (run.Code, run.Out));
        var tables = hasTrades ? ForTrades : ForBars;
        Assert.Equal(tables, Workspace.Bytes(folder.PathOf("tables")).Keys);
        foreach (var table in tables.Where(static name => name.EndsWith(".csv", StringComparison.Ordinal)))
            AssertSameBytes(Unpacked(Path.Combine(golden, table + ".gz")), File.ReadAllBytes(folder.PathOf("tables/" + table)), table);
        AssertSameSummary(ReportJson.Parse(File.ReadAllText(Path.Combine(golden, "summary.json"))), folder.PathOf("tables/summary.json"));
    }

    private static byte[] Unpacked(string file)
    {
        using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        packed.CopyTo(plain);
        return plain.ToArray();
    }

    private static void AssertSameBytes(byte[] expected, byte[] actual, string table)
    {
        var place = expected.AsSpan().CommonPrefixLength(actual);
        var line = expected.AsSpan(0, place).Count((byte)'\n') + 1;
        Assert.True(place == expected.Length && place == actual.Length, $"{table}: differs in line {line}");
    }

    // Samples are of the training set, which this verb does not write.
    private static void AssertSameSummary(JsonElement golden, string file)
    {
        var actual = ReportJson.Parse(File.ReadAllText(file));
        var expected = golden.EnumerateObject().Where(static field => field.Name is not ("samples" or "labelled")).ToArray();
        Assert.Equal(expected.Select(static field => field.Name), actual.EnumerateObject().Select(static field => field.Name));
        Assert.All(expected, field => Assert.True(
            JsonElement.DeepEquals(field.Value, actual.GetProperty(field.Name)), $"{field.Name}: {actual.GetProperty(field.Name)}, not {field.Value}"));
    }
}
