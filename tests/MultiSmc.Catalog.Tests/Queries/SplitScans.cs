using MultiSmc.Core;
using MultiSmc.Packets;

namespace MultiSmc.Catalog.Tests;

public sealed class SplitScans
{
    private static readonly PacketParameters Parameters = new() { PriceDecimals = 2, QuantityDecimals = 5, Bucket = 300_000_000_000, VpinWindow = 5, MaxGapIds = 10 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Give_the_blocks_of_many_days_in_order_whoever_reads_them(int threads)
    {
        // Days of more than one block and of less, and a range that leaves nothing of the first and cuts two others.
        var trades = Enumerable.Range(1, 700_000).Select(id => Ticks.At(id, id * 200_000_000L + id / 300_000 * 86_400_000_000_000L)).ToArray();
        using var catalog = new TempCatalog();
        catalog.Import(trades, chunk: 100_000);
        var (from, to) = (trades[270_000].Time, trades[690_000].Time);
        var expected = trades.Where(trade => trade.Time >= from && trade.Time < to).Select(static trade => trade.Id);

        using var scan = new SplitTradeScan(catalog.Store, TempCatalog.Trades, from, to, TempCatalog.Finest, threads);
        var ids = new List<long>();
        while (scan.Next() is { } block)
            ids.AddRange(block.Ids);

        Assert.Equal(expected, ids);
        Assert.True(catalog.Store.DaysOf(TempCatalog.Trades).Count > 3);
    }

    [Fact]
    public void Left_in_the_middle_end_their_threads()
    {
        using var catalog = new TempCatalog();
        catalog.Import([.. Enumerable.Range(1, 20).Select(static day => Ticks.At(day, day * Timestamp.NanosecondsPerDay))]);

        using var scan = new SplitTradeScan(catalog.Store, TempCatalog.Trades, null, null, TempCatalog.Finest, 2);
        var first = scan.Next();

        Assert.NotNull(first);
        Assert.Equal([1L], first.Ids.ToArray());
    }

    [Fact]
    public void A_damaged_day_is_told_by_its_name()
    {
        using var catalog = new TempCatalog();
        catalog.Import([.. Enumerable.Range(1, 6).Select(static day => Ticks.At(day, day * Timestamp.NanosecondsPerDay))]);
        var file = Directory.GetFiles(catalog.Root, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ElementAt(3);
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..50]);

        var failure = Assert.Throws<CatalogException>(() => CatalogPackets.Build(catalog.Store, TempCatalog.Trades, null, null, Parameters, 2));

        Assert.Contains(Path.GetFileName(file), failure.Message, StringComparison.Ordinal);
    }
}
