namespace MultiSmc.Catalog.Tests.Imports;

public sealed class Reimport
{
    [Fact]
    public void Of_the_same_rows_changes_nothing()
    {
        using var catalog = new TempCatalog();
        var trades = Ticks.Random(1, 3000);
        var first = catalog.Import(trades);
        var stamps = Stamps(catalog);

        var again = catalog.Import(trades, "another name", chunk: 17);

        Assert.All(first.Days, static day => Assert.Equal(DayOutcome.Added, day.Outcome));
        Assert.All(again.Days, static day => Assert.Equal(DayOutcome.Unchanged, day.Outcome));
        Assert.Equal(stamps, Stamps(catalog));
    }

    [Fact]
    public void Of_a_part_changes_nothing_and_of_the_rest_completes_the_day()
    {
        using var catalog = new TempCatalog();
        var trades = Enumerable.Range(0, 1000).Select(static i => Ticks.At(i + 1, i * 1_000_000L)).ToArray();

        Assert.Equal(DayOutcome.Added, catalog.Import(trades[200..700]).Days[0].Outcome);
        Assert.Equal(DayOutcome.Unchanged, catalog.Import(trades[300..400]).Days[0].Outcome);
        var merged = catalog.Import([.. trades[..250], .. trades[650..]], "rest").Days[0];

        Assert.Equal(DayOutcome.Merged, merged.Outcome);
        Assert.Equal(trades, catalog.Read());
        Assert.Equal(["test", "rest"], merged.Facts.Sources.Select(static source => source.Name));
        using var whole = new TempCatalog();
        Assert.Equal(whole.Import(trades).Days[0].Facts.Content, merged.Facts.Content);
    }

    [Fact]
    public void Of_a_row_that_differs_is_refused_and_changes_nothing()
    {
        using var catalog = new TempCatalog();
        catalog.Import([Ticks.At(1, 0), Ticks.At(2, 1_000_000), Ticks.At(3, 2_000_000)]);
        var stamps = Stamps(catalog);

        var refused = Assert.Throws<CatalogException>(() => catalog.Import([Ticks.At(2, 1_000_000, price: "80.24"), Ticks.At(4, 3_000_000)], "wrong.zip"));

        Assert.Contains("row 2 of spot/trades/TESTUSDT is (80.23 1.5 seller is maker at 2025-06-21T00:00:00.001Z) there and (80.24 1.5", refused.What);
        Assert.Contains("wrong.zip", refused.What);
        Assert.Equal(stamps, Stamps(catalog));
    }

    [Fact]
    public void Takes_the_finer_of_two_times_that_agree_to_the_millisecond()
    {
        using var catalog = new TempCatalog();
        catalog.Import([Ticks.At(1, 5_000_000), Ticks.At(2, 6_123_000)]);
        catalog.Import([Ticks.At(1, 5_678_000), Ticks.At(2, 6_000_000)]);
        Assert.Equal([5_678_000, 6_123_000], catalog.Read().Select(static trade => trade.Time.Nanoseconds - Ticks.Day));
        Assert.Throws<CatalogException>(() => catalog.Import([Ticks.At(1, 5_679_000)]));
    }

    [Fact]
    public void Of_a_days_file_from_another_catalog_brings_its_rows_in()
    {
        using var one = new TempCatalog();
        using var two = new TempCatalog();
        var trades = Ticks.Random(5, 500);
        var days = one.Import(trades).Days;
        using (var writer = two.Store.OpenWriter())
        {
            foreach (var day in days)
                Assert.Equal(DayOutcome.Added, writer.ImportFile(one.Store.PathOf(TempCatalog.Trades, day.Facts.Day)).Days.Single().Outcome);
        }

        Assert.Equal(trades, two.Read());
    }

    [Fact]
    public void Waits_for_no_other_writer_but_says_so()
    {
        using var catalog = new TempCatalog();
        using var writer = catalog.Store.OpenWriter();
        Assert.Contains("another import", Assert.Throws<CatalogException>(catalog.Store.OpenWriter).What);
    }

    private static string[] Stamps(TempCatalog catalog) =>
    [
        .. Directory.EnumerateFiles(catalog.Root, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(static file => $"{file} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))} {File.GetLastWriteTimeUtc(file):O}"),
    ];
}
