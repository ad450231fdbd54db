using System.Globalization;
using System.Text.Json;
using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Live;

/// <summary>A session that begins with trades of a catalog, fetches what lies between and goes on live has the packets of one that saw everything.</summary>
public sealed class WarmedUp
{
    private const int Past = 15_000;
    private const int After = 3_500; // some of them while the node starts: the exchange alone has those

    [Theory]
    [InlineData("paper", "--feed", "exchange")]
    [InlineData("live")]
    public async Task Has_the_packets_and_zones_of_an_uninterrupted_run(params string[] verb)
    {
        // The past ended a minute ago, whatever the hour; it may well reach into yesterday.
        var rows = SyntheticRows.Of(seed: 4, count: 60_000);
        var shift = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000) - 60_000_000 - TimeOf(rows[Past - 1]);
        rows = [.. rows.Select(row => row.With(4, (TimeOf(row) + shift).ToString(CultureInfo.InvariantCulture)))];
        using var place = await LivePlace.PlayAsync(rows.Skip(Past), "100");
        place.Configure();
        place.Folder.WriteArchive("LTCUSDT-trades-2025-01-02", rows.Take(Past));
        await place.DoneAsync("data", "import", "LTCUSDT-trades-2025-01-02.zip", "--catalog", "data");
        await place.SetKeyAsync(LivePlace.GoodKey);

        using var node = Multismc.Start(place.Folder.Path, [.. verb, "--no-terminal", "--json"]);
        await node.WaitForErrorAsync("Ready.");
        await place.UntilAsync("status", static json => json.GetProperty("symbols")[0].GetProperty("trades").GetInt64() > Past + After);
        await node.SignalAsync("TERM");
        var stopped = await node.FinishAsync();
        Assert.True(stopped.Code == 0, stopped.Error);
        Assert.Contains($"{Past} events of the past taken in", stopped.Error, StringComparison.Ordinal);
        var actual = ReportJson.Parse(stopped.Out).GetProperty("symbols")[0];

        var count = (int)actual.GetProperty("trades").GetInt64();
        using var whole = new Workspace();
        whole.WriteArchive("LTCUSDT-trades-2025-01-01", rows.Take(count));
        whole.Configure("*.zip");
        var run = await whole.RunAsync("paper", "--json", "--no-terminal");
        Assert.True(run.Code == 0, run.Error);
        var expected = ReportJson.Parse(run.Out).GetProperty("symbols")[0];
        Assert.Equal(Picture(expected), Picture(actual));
        Assert.True(expected.GetProperty("packets").GetInt64() > 100, expected.GetRawText());
    }

    private static long TimeOf(string row) => long.Parse(row.Cell(4), CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Picture(JsonElement symbol) =>
        ((string[])["trades", "missing_ids", "segments", "packets", "forming_ppm", "trend", "zones", "last"]).ToDictionary(static name => name, name => symbol.GetProperty(name).GetRawText());
}
