using System.Globalization;
using System.Text.Json;
using MultiSmc.Binance;
using MultiSmc.Catalog;
using MultiSmc.Cli.Commands;
using MultiSmc.Core;

namespace MultiSmc.Cli.Tests.Commands;

public sealed class SyntheticVerb
{
    [Fact]
    public async Task Writes_archives_that_can_be_read_and_are_the_same_again()
    {
        using var folder = new TemporaryFolder();
        var (first, second) = (Path.Combine(folder.Path, "a"), Path.Combine(folder.Path, "b"));
        foreach (var target in new[] { first, second })
        {
            using var application = new ApplicationUnderTest();
            Assert.Equal((int)ExitCode.Ok, await application.RunAsync("data", "synthetic", "NEXOUSDT", "--days", "2", "--out", target));
            Assert.Contains("NEXOUSDT synthetic", application.Out, StringComparison.Ordinal);
        }

        var names = Directory.EnumerateFiles(first).Select(path => Path.GetFileName(path)).Order().ToArray();
        Assert.Equal(5, names.Length); // two zips, two checksums, the page
        foreach (var name in names)
            Assert.Equal(File.ReadAllBytes(Path.Combine(first, name)), File.ReadAllBytes(Path.Combine(second, name)));
        using var reader = TapeFile.Open(Path.Combine(first, "NEXOUSDT-trades-2025-01-02.zip"), default, TapeOptions.Default);
        Assert.True(reader.Read(new MarketEvent[100]) > 0);
        Assert.True(reader.Report.IsChecksumVerified);
        using var again = new ApplicationUnderTest();
        Assert.Equal((int)ExitCode.Failure, await again.RunAsync("data", "synthetic", "NEXOUSDT", "--days", "2", "--out", first));
        Assert.Contains("--overwrite", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Puts_the_same_trades_into_a_catalog_and_never_among_others()
    {
        using var folder = new TemporaryFolder();
        var (archives, catalog) = (Path.Combine(folder.Path, "zips"), Path.Combine(folder.Path, "catalog"));
        using var application = new ApplicationUnderTest();
        Assert.Equal((int)ExitCode.Ok, await application.RunAsync("data", "synthetic", "NEXOUSDT", "--days", "2", "--out", archives, "--into", catalog));

        var store = CatalogStore.Open(catalog);
        var key = new SeriesKey(DatasetKind.Trades, "NEXOUSDT");
        Assert.Equal(2, store.DaysOf(key).Count);
        foreach (var day in store.DaysOf(key))
        {
            var facts = store.FactsOf(key, day);
            var date = DateTime.UnixEpoch.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            using var reader = TapeFile.Open(Path.Combine(archives, $"NEXOUSDT-trades-{date}.zip"), default, TapeOptions.Default);
            var buffer = new MarketEvent[4_096];
            var rows = 0L;
            for (var count = reader.Read(buffer); count > 0; count = reader.Read(buffer))
                rows += count;
            Assert.Equal((rows, reader.Report.FirstId, reader.Report.LastId), (facts.Rows, facts.FirstKey, facts.LastKey));
        }

        using var again = new ApplicationUnderTest();
        Assert.Equal((int)ExitCode.Failure, await again.RunAsync("data", "synthetic", "NEXOUSDT", "--into", catalog));
        Assert.Contains("not mixed", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_as_json_what_it_made_and_what_that_looks_like()
    {
        using var folder = new TemporaryFolder();
        var (archives, catalog) = (Path.Combine(folder.Path, "zips"), Path.Combine(folder.Path, "catalog"));
        using var application = new ApplicationUnderTest();
        Assert.Equal((int)ExitCode.Ok, await application.RunAsync("data", "synthetic", "NEXOUSDT", "TRXUSDT", "--trades", "3000", "--out", archives, "--into", catalog, "--json"));

        using var json = JsonDocument.Parse(application.Out);
        Assert.Equal(("multismc.data.synthetic/1", "7"), (json.RootElement.GetProperty("schema").GetString(), json.RootElement.GetProperty("seed").GetString()));
        var symbols = json.RootElement.GetProperty("symbols").EnumerateArray().ToArray();
        Assert.Equal(["NEXOUSDT quiet-like", "TRXUSDT trx-like"], symbols.Select(static one => $"{one.GetProperty("symbol").GetString()} {one.GetProperty("profile").GetString()}"));
        Assert.All(symbols, static one => Assert.Equal(3000, one.GetProperty("trades").GetInt64()));
        Assert.All(symbols, static one => Assert.True(File.Exists(one.GetProperty("files").EnumerateArray().Single().GetString())));
        Assert.All(symbols, static one => Assert.Equal(1, one.GetProperty("catalog_days").GetInt32()));
        var tapes = json.RootElement.GetProperty("tapes").EnumerateArray().ToArray();
        Assert.Equal(["NEXOUSDT synthetic", "TRXUSDT synthetic"], tapes.Select(static tape => tape.GetProperty("name").GetString()));
        // TRXUSDT trades every second or so, NEXOUSDT once in some seconds.
        Assert.True(tapes[0].GetProperty("order_gap_seconds").GetProperty("p50").GetDouble() > tapes[1].GetProperty("order_gap_seconds").GetProperty("p50").GetDouble());
        Assert.True(tapes[1].GetProperty("dispersion").GetProperty("1s").GetDouble() > 1);
        Assert.StartsWith("NEXOUSDT (quiet-like): 3,000 trades", application.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--profile", "nope")]
    [InlineData("--edge", "3000000")]
    [InlineData("--edge-stay", "0")]
    [InlineData("--days", "0")]
    [InlineData("--from", "yesterday")]
    public async Task Refuses_what_it_does_not_know(string option, string value)
    {
        using var application = new ApplicationUnderTest();
        Assert.Equal((int)ExitCode.Usage, await application.RunAsync("data", "synthetic", "NEXOUSDT", option, value));
        Assert.NotEmpty(application.Error);
    }
}
