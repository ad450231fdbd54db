namespace MultiSmc.Catalog.Tests.Imports;

/// <summary>Which files the catalog knows to have, so that they need not be read again.</summary>
public sealed class KnownSources
{
    private const long DayLength = 86_400_000_000_000;

    [Fact]
    public void Are_those_whose_every_day_is_there()
    {
        using var catalog = new TempCatalog();
        var days = Import(catalog, "aa").Days;

        Assert.Equal(3, days.Count);
        Assert.Equal([0, 0, 3], days.Select(static day => day.Facts.Sources.Single().Days));
        Assert.True(new ImportedSources(catalog.Store).Hold(TempCatalog.Trades, "aa"));
        Assert.False(new ImportedSources(catalog.Store).Hold(TempCatalog.Trades, "bb"));
        Assert.False(new ImportedSources(catalog.Store).Hold(TempCatalog.Trades, ""));

        File.Delete(catalog.Store.PathOf(TempCatalog.Trades, days[1].Facts.Day));
        Assert.False(new ImportedSources(catalog.Store).Hold(TempCatalog.Trades, "aa"));
    }

    [Fact]
    public void Are_not_those_of_which_the_last_day_is_missing()
    {
        using var catalog = new TempCatalog();
        var days = Import(catalog, "aa").Days;
        File.Delete(catalog.Store.PathOf(TempCatalog.Trades, days[2].Facts.Day));
        Assert.False(new ImportedSources(catalog.Store).Hold(TempCatalog.Trades, "aa"));
    }

    [Fact]
    public void Are_also_those_whose_rows_were_there_before()
    {
        using var catalog = new TempCatalog();
        var first = Import(catalog, "aa").Days;
        var sources = new ImportedSources(catalog.Store);
        Assert.False(sources.Hold(TempCatalog.Trades, "bb"));

        var again = Import(catalog, "bb");
        sources.Note(again);

        Assert.All(again.Days, static day => Assert.Equal(DayOutcome.Unchanged, day.Outcome));
        Assert.Equal(first.Select(static day => day.Facts.Content), again.Days.Select(static day => day.Facts.Content));
        Assert.True(sources.Hold(TempCatalog.Trades, "bb"));
        Assert.True(new ImportedSources(catalog.Store).Hold(TempCatalog.Trades, "aa"));
        Assert.True(new ImportedSources(catalog.Store).Hold(TempCatalog.Trades, "bb"));
        Assert.Empty(TempCatalog.Faults(catalog.Store));
    }

    private static ImportReport Import(TempCatalog catalog, string sha256)
    {
        using var writer = catalog.Store.OpenWriter();
        using var import = writer.ImportTrades(TempCatalog.Trades, new ImportSource("file of " + sha256, sha256));
        import.Add([.. Enumerable.Range(0, 300).Select(static i => Ticks.At(i + 1, i / 100 * DayLength + i))]);
        return import.Complete();
    }
}
