using System.Text.Json;
using MultiSmc.Binance;
using MultiSmc.Catalog;
using MultiSmc.Core;
using MultiSmc.Testing;

namespace MultiSmc.Cli.Tests.Commands.Data;

/// <summary>Recordings with trades, quotes and depth through the catalog and out again.</summary>
public sealed class RecordedDepth
{
    [Theory]
    [InlineData("BTCUSDT", "btcusdt_20240808.gz")]
    [InlineData("ETHUSDT", "ethusdt_20240808.gz")]
    [InlineData("NEXOUSDT", "nexousdt_20240723.gz", "nexousdt_20240724.gz")]
    public async Task Comes_back_event_by_event_and_importing_again_changes_nothing(string symbol, params string[] names)
    {
        using var folder = new TemporaryFolder();
        var root = Path.Combine(folder.Path, "catalog");
        string[] files = [.. names.Select(static name => SharedData.Require("binance-spot-ws/" + name))];
        using var import = new ApplicationUnderTest();
        using var again = new ApplicationUnderTest();
        using var verify = new ApplicationUnderTest();

        Assert.Equal(0, await import.RunAsync(["data", "import", .. files, "--catalog", root]));
        Assert.Equal(0, await again.RunAsync(["data", "import", .. files, "--catalog", root]));
        Assert.Equal(0, await verify.RunAsync("data", "verify", "--catalog", root));

        Assert.Contains($"spot/depth/{symbol}", import.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("added", again.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("merged", again.Out, StringComparison.Ordinal);
        using var recording = new TapeSource(default, files, new TapeOptions { WithQuotes = true, WithDepth = true });
        using var catalog = new CatalogSource(CatalogStore.Open(root), default, new SeriesKey(DatasetKind.Trades, symbol), null, null, withQuotes: true);
        var (expected, found) = (Read(recording), Read(catalog));
        Assert.Equal(expected.Count, found.Count);
        for (var i = 0; i < found.Count; i++)
            Assert.Equal(Describe(expected[i]), Describe(found[i]));
    }

    [Fact]
    public async Task Gives_the_backtest_that_the_recording_gives()
    {
        const string text = """
            schema: 1
            execution: {fill_model: queue}
            symbols:
              - symbol: BTCUSDT
                files: [btcusdt_20240808.gz]
                quotes: true
                packets: {bucket: 50000}
                structure: {swing_mode: zigzag_ppm, zigzag_ppm: 200, min_range_ppm: 150, ttl_packets: 300, hold_packets: 100}

            """;
        using var folder = new TemporaryFolder();
        var recording = SharedData.Require("binance-spot-ws/btcusdt_20240808.gz");
        var file = folder.Write("config.yaml", text);
        var root = Path.Combine(folder.Path, "catalog");
        using var import = new ApplicationUnderTest();
        using var fromFile = new ApplicationUnderTest();
        using var fromCatalog = new ApplicationUnderTest();
        using var withoutDepth = new ApplicationUnderTest();

        Assert.Equal(0, await import.RunAsync("data", "import", recording, "--catalog", root));
        var code = await fromFile.RunAsync("backtest", "--config", file, "--json", "--data", Path.GetDirectoryName(recording) ?? "", "--out", Path.Combine(folder.Path, "one"));
        Assert.True(code == 0, fromFile.Error);
        Assert.Equal(0, await fromCatalog.RunAsync("backtest", "--config", file, "--json", "--data", root, "--out", Path.Combine(folder.Path, "two")));
        Directory.Delete(Path.Combine(root, "spot", "depth"), recursive: true);
        Assert.Equal(0, await withoutDepth.RunAsync("backtest", "--config", file, "--json", "--data", root, "--out", Path.Combine(folder.Path, "three")));

        Assert.Equal(WithoutIdentity(fromFile.Out), WithoutIdentity(fromCatalog.Out));
        Assert.Contains("spot/depth/BTCUSDT/2024-08-08.parquet", fromCatalog.Out, StringComparison.Ordinal);
        // So that equality above says something: the depth matters to this run.
        Assert.NotEqual(WithoutIdentity(fromFile.Out), WithoutIdentity(withoutDepth.Out));
    }

    private static List<MarketEvent> Read(IMarketSource source)
    {
        var events = new List<MarketEvent>();
        var buffer = new MarketEvent[1000];
        while (source.Read(buffer) is > 0 and var count)
            events.AddRange(buffer.AsSpan(0, count));
        return events;
    }

    private static object Describe(MarketEvent market) => market.Kind switch
    {
        MarketEventKind.Trade => market.Trade,
        MarketEventKind.Quote => market.Quote,
        _ => market.Depth,
    };

    private static string WithoutIdentity(string json)
    {
        using var document = JsonDocument.Parse(json);
        return string.Join('\n', document.RootElement.EnumerateObject().Where(static field => field.Name is not ("identity" or "files")).Select(static field => field.ToString()));
    }
}
