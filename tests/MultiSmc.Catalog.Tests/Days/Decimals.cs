using MultiSmc.Core;

namespace MultiSmc.Catalog.Tests.Days;

public sealed class Decimals
{
    [Fact]
    public void Are_as_many_as_the_amounts_use()
    {
        using var catalog = new TempCatalog();
        var day = catalog.Import([Ticks.At(1, 0, "80.23", "1.5"), Ticks.At(2, 1_000, "80", "20")]).Days[0];
        Assert.Equal(new DecimalScale(2, 1), day.Facts.Scale);
    }

    [Fact]
    public void Grow_in_the_middle_of_a_file_and_over_all_days()
    {
        using var catalog = new TempCatalog();
        var first = Enumerable.Range(0, 300_000).Select(static i => Ticks.At(i + 1, i * 1_000L, "80.2")).ToArray();
        var next = Enumerable.Range(0, 300_000).Select(static i => Ticks.At(i + 300_001, Timestamp.NanosecondsPerDay + i * 1_000L, i == 299_999 ? "80.12345678" : "80.2")).ToArray();
        catalog.Import(first);
        Assert.Equal(1, catalog.Store.FactsOf(TempCatalog.Trades, catalog.Store.DaysOf(TempCatalog.Trades)[0]).Scale.Price);

        catalog.Import(next);

        Assert.Equal([8, 8], catalog.Store.DaysOf(TempCatalog.Trades).Select(day => catalog.Store.FactsOf(TempCatalog.Trades, day).Scale.Price));
        Assert.Equal([.. first, .. next], catalog.Read());
        Assert.Empty(TempCatalog.Faults(catalog.Store));
        Assert.Equal(DayOutcome.Unchanged, catalog.Import(first).Days[0].Outcome);
    }

    [Fact]
    public void Keep_amounts_beyond_ten_billion_and_refuse_what_has_more_than_eighteen_digits()
    {
        using var catalog = new TempCatalog();
        TradeTick[] cheap = [Ticks.At(1, 0, "0.00000123", "92000000000")];
        catalog.Import(cheap);
        Assert.Equal(cheap, catalog.Read());
        Assert.Contains("18 digits", Assert.Throws<CatalogException>(() => catalog.Import([Ticks.At(2, 0, "0.00000123", "92000000000.00000001")])).What);
    }

    [Fact]
    public void Finer_than_the_units_asked_for_are_told_with_the_amount()
    {
        using var catalog = new TempCatalog();
        catalog.Import([Ticks.At(1, 0, "80.235")]);
        using var scan = new TradeScan(catalog.Store, TempCatalog.Trades, null, null, new DecimalScale(2, 8));
        Assert.Contains("80.235 is finer than 2 decimals", Assert.Throws<CatalogException>(() => scan.Read(new TradeColumns())).What);
    }
}
