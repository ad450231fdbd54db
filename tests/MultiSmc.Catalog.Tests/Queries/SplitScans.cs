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
    public async Task Left_in_the_middle_end_their_threads()
    {
        using var catalog = new TempCatalog();
        catalog.Import([.. Enumerable.Range(1, 20).Select(static day => Ticks.At(day, day * Timestamp.NanosecondsPerDay))]);

        var scan = new SplitTradeScan(catalog.Store, TempCatalog.Trades, null, null, TempCatalog.Finest, 2);
        var first = scan.Next();
        Assert.NotNull(first);
        Assert.Equal([1L], first.Ids.ToArray());
        var threads = scan.Reading;
        Assert.False(threads.IsCompleted); // far from the end, each waits for room
        await Task.Run(scan.Dispose, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await threads.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_day_that_is_replaced_meanwhile_ends_the_scan()
    {
        using var catalog = new TempCatalog();
        catalog.Import([.. Enumerable.Range(1, 20).Select(static id => Ticks.At(id * 10, id * Timestamp.NanosecondsPerDay))]);
        var days = new SeenDays(catalog.Store, TempCatalog.Trades, null, null);
        using (days.Open(days.All[4]))
        {
        }

        catalog.Import([Ticks.At(51, (5 * Timestamp.NanosecondsPerDay) + 1)], "another");

        using (days.Open(days.All[3]))
        {
        }

        var failure = Assert.Throws<CatalogException>(() => days.Open(days.All[4]));
        Assert.Contains("replaced", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_go_back_between_days_are_told_by_any_number_of_threads()
    {
        using var catalog = new TempCatalog();
        catalog.Import([.. Enumerable.Range(1, 6).Select(static id => Ticks.At(id, id * Timestamp.NanosecondsPerDay))]);
        using var other = new TempCatalog();
        other.Import([Ticks.At(100, 3 * Timestamp.NanosecondsPerDay)]);
        var day = catalog.Store.DaysOf(TempCatalog.Trades)[2];
        File.Copy(other.Store.PathOf(TempCatalog.Trades, day), catalog.Store.PathOf(TempCatalog.Trades, day), overwrite: true);

        foreach (var threads in (int[])[1, 2, 3])
        {
            var failure = Assert.Throws<CatalogException>(() => CatalogPackets.Build(catalog.Store, TempCatalog.Trades, null, null, Parameters, threads));
            Assert.Contains("not in order", failure.Message, StringComparison.Ordinal);
        }
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
