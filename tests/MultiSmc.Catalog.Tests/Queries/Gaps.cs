using MultiSmc.Core;

namespace MultiSmc.Catalog.Tests.Queries;

public sealed class Gaps
{
    [Fact]
    public void Are_found_within_days_between_them_and_where_days_are_missing()
    {
        using var catalog = new TempCatalog();
        const long day = Timestamp.NanosecondsPerDay;
        catalog.Import([Ticks.At(1, 0), Ticks.At(2, 1), Ticks.At(5, 2), Ticks.At(7, day), Ticks.At(8, 4 * day)]);
        Assert.Equal(
            [new SeriesGap(20_260, new KeyGap(2, 5), 0), new SeriesGap(20_261, new KeyGap(5, 7), 0), new SeriesGap(20_264, new KeyGap(7, 8), 2)],
            SeriesGaps.Of(catalog.Store, TempCatalog.Trades));
    }

    [Fact]
    public void Are_not_made_by_a_clock_that_goes_back_over_midnight()
    {
        using var catalog = new TempCatalog();
        const long day = Timestamp.NanosecondsPerDay;
        TradeTick[] trades = [Ticks.At(1, day - 2_000), Ticks.At(2, day), Ticks.At(3, day - 1_000), Ticks.At(4, day + 1_000)];
        catalog.Import(trades);
        Assert.Equal(trades, catalog.Read());
        Assert.Equal([trades[0], trades[2]], catalog.Read(to: new Timestamp(Ticks.Day + day)));
        Assert.Equal([trades[1], trades[3]], catalog.Read(new Timestamp(Ticks.Day + day)));
        Assert.Empty(SeriesGaps.Of(catalog.Store, TempCatalog.Trades));
        Assert.Empty(TempCatalog.Faults(catalog.Store));
    }
}
