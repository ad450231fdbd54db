using System.Globalization;

namespace MultiSmc.Structure.Tests;

public sealed class GoldenSets
{
    [Theory]
    [InlineData("btc_a")]
    [InlineData("btc_b")]
    [InlineData("btc_c")]
    [InlineData("btc_day")]
    [InlineData("ltc_a")]
    [InlineData("ltc_b")]
    public void Packets_of_recorded_trades_give_the_recorded_structure(string set)
    {
        var rows = GoldenText.Lines($"golden/{set}/packets.csv.gz");
        var header = rows[0].Split(',');
        int open = Array.IndexOf(header, "open"), segmentColumn = Array.IndexOf(header, "segment");
        Assert.Equal(["open", "high", "low", "close"], header[open..(open + 4)]);
        var bars = new List<Bar>();
        var resets = new HashSet<int>();
        var segment = "0";
        foreach (var row in rows.Skip(1))
        {
            var fields = row.Split(',');
            if (fields[segmentColumn] != segment)
                resets.Add(bars.Count);
            segment = fields[segmentColumn];
            bars.Add(new(Whole(fields[open]), Whole(fields[open + 1]), Whole(fields[open + 2]), Whole(fields[open + 3])));
        }

        AssertSame(set, bars, resets);
    }

    [Theory]
    [InlineData("eurusd_a")]
    [InlineData("eurusd_b")]
    public void Quarter_hour_bars_give_the_recorded_structure(string set)
    {
        var rows = GoldenText.Lines("golden/smartmoneyconcepts/EURUSD_15M.csv.gz");
        Assert.StartsWith("Date,Open,High,Low,Close,", rows[0], StringComparison.Ordinal);
        var bars = rows.Skip(1).Select(row => row.Split(',')).Select(f => new Bar(FiveDecimals(f[1]), FiveDecimals(f[2]), FiveDecimals(f[3]), FiveDecimals(f[4])));
        AssertSame(set, bars, new HashSet<int>());
    }

    private static void AssertSame(string set, IEnumerable<Bar> bars, HashSet<int> resets)
    {
        var parameters = GoldenText.Parameters(GoldenText.Json($"golden/{set}/params.json").GetProperty("structure"));
        var run = Run.Of(parameters, bars, resets);
        Assert.Equal<IEnumerable<string>>(GoldenText.Lines($"golden/{set}/events.csv.gz"), [GoldenText.EventHeader, .. run.Events.Select(item => GoldenText.Row(in item))]);
        Assert.Equal<IEnumerable<string>>(GoldenText.Lines($"golden/{set}/zones.csv.gz"), [GoldenText.ZoneHeader, .. run.Zones.Select(zone => GoldenText.Row(in zone))]);
        Assert.Equal(GoldenText.Json($"golden/{set}/summary.json").GetProperty("trend").GetInt32(), (int)run.Detector.Trend);
    }

    private static long Whole(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static long FiveDecimals(string text) => checked((long)(decimal.Parse(text, CultureInfo.InvariantCulture) * 100_000));
}
