using System.IO.Compression;
using System.Text.Json;
using MultiSmc.EndToEnd.Support;
using MultiSmc.Testing;

namespace MultiSmc.EndToEnd.Recorded;

public sealed class GoldenVectors
{
    private const string Samples = "samples.csv";
    private static readonly string[] ForTrades = ["events.csv", "orders.csv", "outcomes.csv", "packets.csv", "samples.csv", "summary.json", "zones.csv"];
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
    public async Task Are_reproduced_to_the_byte(string set, bool hasTrades)
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
        if (hasTrades)
            AssertSameSamples(Unpacked(Path.Combine(golden, Samples + ".gz")), File.ReadAllBytes(folder.PathOf("tables/" + Samples)));
        foreach (var table in tables.Where(static name => name.EndsWith(".csv", StringComparison.Ordinal) && name != Samples))
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

    // One feature takes the library's logarithm: its last bit may differ. Everything else is the same text.
    private static void AssertSameSamples(byte[] expected, byte[] actual)
    {
        var (golden, ours) = (Rows(expected), Rows(actual));
        Assert.Equal(golden.Length, ours.Length);
        Assert.Equal(golden[0], ours[0]);
        var entropy = Array.IndexOf(golden[0], "flow_entropy_20");
        foreach (var (want, got) in golden.Zip(ours).Skip(1))
        {
            Assert.Equal(want.Where((_, column) => column != entropy), got.Where((_, column) => column != entropy));
            Assert.Equal(Number(want[entropy]), Number(got[entropy]), 1e-9);
        }

        static string[][] Rows(byte[] table) =>
            [.. System.Text.Encoding.UTF8.GetString(table).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(','))];

        static double Number(string cell) => cell.Length == 0 ? double.NaN : double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void AssertSameSummary(JsonElement golden, string file)
    {
        var actual = ReportJson.Parse(File.ReadAllText(file));
        var expected = golden.EnumerateObject().ToArray();
        Assert.Equal(
            expected.Select(static field => field.Name).Order(StringComparer.Ordinal),
            actual.EnumerateObject().Select(static field => field.Name).Order(StringComparer.Ordinal));
        Assert.All(expected, field => Assert.True(
            JsonElement.DeepEquals(field.Value, actual.GetProperty(field.Name)), $"{field.Name}: {actual.GetProperty(field.Name)}, not {field.Value}"));
    }
}
