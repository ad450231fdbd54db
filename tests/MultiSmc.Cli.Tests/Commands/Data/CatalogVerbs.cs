using System.Text.Json;
using MultiSmc.Catalog;

namespace MultiSmc.Cli.Tests.Commands.Data;

/// <summary>The verbs around the catalog, and the verbs that read from it, on the synthetic archive.</summary>
public sealed class CatalogVerbs
{
    [Fact]
    public async Task A_backtest_from_the_catalog_is_the_backtest_from_the_file()
    {
        using var folder = new TemporaryFolder();
        var (file, root) = await ImportedAsync(folder);
        using var fromFile = new ApplicationUnderTest();
        using var fromCatalog = new ApplicationUnderTest();
        using var withoutFiles = new ApplicationUnderTest();
        var bare = folder.Write("bare.yaml", SyntheticArchive.Configuration.Replace("    files: [LTCUSDT-trades-2025-01-01.zip]\n", "", StringComparison.Ordinal));

        Assert.Equal(0, await fromFile.RunAsync("backtest", "--config", file, "--json", "--out", Path.Combine(folder.Path, "one")));
        Assert.Equal(0, await fromCatalog.RunAsync("backtest", "--config", file, "--json", "--data", root, "--out", Path.Combine(folder.Path, "two")));
        Assert.Equal(0, await withoutFiles.RunAsync("backtest", "--config", bare, "--json", "--data", root, "--out", Path.Combine(folder.Path, "three")));

        Assert.Equal(WithoutIdentity(fromFile.Out), WithoutIdentity(fromCatalog.Out));
        Assert.Equal(WithoutIdentity(fromFile.Out), WithoutIdentity(withoutFiles.Out));
        Assert.Contains("spot/trades/LTCUSDT/2025-01-01.parquet", fromCatalog.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_names_the_rows_it_read_and_is_the_same_run_after_they_were_written_anew()
    {
        using var folder = new TemporaryFolder();
        var (file, root) = await ImportedAsync(folder);
        File.WriteAllText(file, File.ReadAllText(file).Replace("schema: 1\n", "schema: 1\ndata: {to: 2025-02-01}\n", StringComparison.Ordinal));
        var day = Path.Combine(root, "spot/trades/LTCUSDT/2025-01-01.parquet");
        var written = File.ReadAllBytes(day);
        using var before = new ApplicationUnderTest();
        using var import = new ApplicationUnderTest();
        using var after = new ApplicationUnderTest();

        Assert.Equal(0, await before.RunAsync("backtest", "--config", file, "--json", "--data", root));
        // A trade of a later month with finer amounts: all days of the series are packed anew.
        var finer = folder.Write("LTCUSDT-trades-2025-03-01.csv", "900000,80.12345678,1.00000001,80.12,1740787200000000,True,True\n");
        Assert.Equal(0, await import.RunAsync("data", "import", finer, "--catalog", root));
        Assert.Equal(0, await after.RunAsync("backtest", "--config", file, "--json", "--data", root));

        Assert.NotEqual(written, File.ReadAllBytes(day));
        Assert.Equal(before.Out, after.Out);
        using var json = JsonDocument.Parse(after.Out);
        var named = json.RootElement.GetProperty("identity").GetProperty("files").EnumerateArray().First();
        var facts = CatalogStore.Open(root).FactsOf(new SeriesKey(DatasetKind.Trades, "LTCUSDT"), 20_089);
        Assert.Equal(("spot/trades/LTCUSDT/2025-01-01.parquet", facts.Rows, facts.Content), (named.GetProperty("name").GetString(), named.GetProperty("rows").GetInt64(), named.GetProperty("content").GetString()));
    }

    [Fact]
    public async Task What_was_imported_is_listed_whole_and_exported_row_by_row()
    {
        using var folder = new TemporaryFolder();
        var (_, root) = await ImportedAsync(folder);
        var csv = Path.Combine(folder.Path, "back.csv");
        using var list = new ApplicationUnderTest();
        using var verify = new ApplicationUnderTest();
        using var gaps = new ApplicationUnderTest();
        using var export = new ApplicationUnderTest();
        using var again = new ApplicationUnderTest();

        Assert.Equal(0, await list.RunAsync("data", "list", "--catalog", root, "--json"));
        Assert.Equal(0, await verify.RunAsync("data", "verify", "--catalog", root));
        Assert.Equal(0, await gaps.RunAsync("data", "gaps", "--catalog", root));
        Assert.Equal(0, await export.RunAsync("data", "export", "LTCUSDT", "--catalog", root, "--out", csv));
        Assert.Equal(0, await again.RunAsync("data", "import", csv, "--symbol", "LTCUSDT", "--catalog", root));

        using var json = JsonDocument.Parse(list.Out);
        var series = json.RootElement.GetProperty("series").EnumerateArray().Single();
        Assert.Equal("spot/trades/LTCUSDT", series.GetProperty("series").GetString());
        Assert.Equal(30_000, series.GetProperty("days").EnumerateArray().Sum(static day => day.GetProperty("rows").GetInt64()));
        Assert.EndsWith("all whole\n", verify.Out, StringComparison.Ordinal);
        Assert.Equal("", gaps.Out);
        Assert.Equal(30_000, File.ReadLines(csv).Count());
        Assert.EndsWith("unchanged\n", again.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("added", again.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_day_fails_the_check_and_stops_a_run()
    {
        using var folder = new TemporaryFolder();
        var (file, root) = await ImportedAsync(folder);
        var day = Directory.GetFiles(root, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        using (var stream = new FileStream(day, FileMode.Open))
            stream.SetLength(stream.Length / 2);
        using var verify = new ApplicationUnderTest();
        using var run = new ApplicationUnderTest();

        Assert.Equal(7, await verify.RunAsync("data", "verify", "--catalog", root));
        Assert.Equal(4, await run.RunAsync("backtest", "--config", file, "--data", root, "--out", Path.Combine(folder.Path, "out")));

        Assert.Contains(day, verify.Error, StringComparison.Ordinal);
        Assert.Contains(day, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_in_the_configuration_holds_for_files_and_catalog_alike()
    {
        using var folder = new TemporaryFolder();
        var (file, root) = await ImportedAsync(folder);
        File.WriteAllText(file, File.ReadAllText(file).Replace("schema: 1\n", "schema: 1\ndata: {from: 2025-01-01T00:10:00Z, to: 2025-01-01T02:00:00Z}\n", StringComparison.Ordinal));
        using var fromFile = new ApplicationUnderTest();
        using var fromCatalog = new ApplicationUnderTest();

        Assert.Equal(0, await fromFile.RunAsync("packets", "--config", file));
        Assert.Equal(0, await fromCatalog.RunAsync("packets", "--config", file, "--data", root));

        Assert.Equal(fromFile.Out, fromCatalog.Out);
        Assert.True(fromFile.Out.Split('\n').Length > 3);
    }

    [Theory]
    [InlineData("packets")]
    [InlineData("features")]
    [InlineData("labels")]
    public async Task A_table_as_parquet_has_the_rows_and_columns_of_the_csv(string verb)
    {
        using var folder = new TemporaryFolder();
        var (file, _) = SyntheticArchive.Write(folder);
        var table = Path.Combine(folder.Path, "table.parquet");
        using var text = new ApplicationUnderTest();
        using var parquet = new ApplicationUnderTest();

        Assert.Equal(0, await text.RunAsync(verb, "--config", file));
        Assert.Equal(0, await parquet.RunAsync(verb, "--config", file, "--out", table));

        var lines = text.Out.TrimEnd('\n').Split('\n');
        using var reader = new ParquetSharp.ParquetFileReader(table);
        var schema = reader.FileMetaData.Schema;
        Assert.Equal(lines[0], string.Join(',', Enumerable.Range(0, schema.NumColumns).Select(column => schema.Column(column).Name)));
        Assert.Equal(lines.Length - 1, reader.FileMetaData.NumRows);
        using var group = reader.RowGroup(0);
        using var first = group.Column(0).LogicalReader<long>();
        Assert.Equal(lines.Skip(1).Select(static line => long.Parse(line.Split(',')[0])), first.ReadAll(lines.Length - 1));
    }

    [Fact]
    public async Task A_folder_that_is_no_catalog_is_told()
    {
        using var folder = new TemporaryFolder();
        using var application = new ApplicationUnderTest();
        Assert.Equal(4, await application.RunAsync("data", "list", "--catalog", folder.Path));
        Assert.Contains($"it has no {CatalogStore.MarkerFile}", application.Error, StringComparison.Ordinal);
    }

    private static async Task<(string File, string Root)> ImportedAsync(TemporaryFolder folder)
    {
        var (file, _) = SyntheticArchive.Write(folder);
        var root = Path.Combine(folder.Path, "catalog");
        using var application = new ApplicationUnderTest();
        Assert.Equal(0, await application.RunAsync("data", "import", Path.Combine(folder.Path, "data"), "--catalog", root));
        return (file, root);
    }

    // The configuration's hash and the files' names are what differs.
    private static string WithoutIdentity(string json)
    {
        using var document = JsonDocument.Parse(json);
        return string.Join('\n', document.RootElement.EnumerateObject().Where(static field => field.Name is not ("identity" or "files")).Select(static field => field.ToString()));
    }
}
