using MultiSmc.Packets;

namespace MultiSmc.Catalog.Tests.Packets;

public sealed class CachedPackets
{
    private static readonly PacketParameters Parameters = new()
    {
        PriceDecimals = 2, QuantityDecimals = 5, Bucket = 300_000_000_000, VpinWindow = 5, MaxGapIds = 10,
    };

    [Fact]
    public void Are_those_that_were_built_to_the_bit()
    {
        using var catalog = new TempCatalog();
        catalog.Import(Ticks.Random(4, 3000));
        var cache = new PacketCache(catalog.Store);

        var built = cache.Get(TempCatalog.Trades, null, null, Parameters, 2);
        var stamp = File.GetLastWriteTimeUtc(Assert.Single(Files(catalog)));
        var kept = cache.Get(TempCatalog.Trades, null, null, Parameters, 1);

        Assert.Equal(stamp, File.GetLastWriteTimeUtc(Assert.Single(Files(catalog))));
        Assert.True(built.Packets.Length > 20);
        Assert.Equal(built.Packets.ToArray(), kept.Packets.ToArray());
        Assert.Equal((built.Counters, built.Forming), (kept.Counters, kept.Forming));
        Assert.Equal(CatalogPackets.Build(catalog.Store, TempCatalog.Trades, null, null, Parameters, 1).Packets.ToArray(), kept.Packets.ToArray());
    }

    [Fact]
    public void Are_listed_with_what_they_were_built_with_and_read_again()
    {
        using var catalog = new TempCatalog();
        catalog.Import(Ticks.Random(4, 3000));
        Assert.Empty(PacketCache.List(catalog.Store));
        var cache = new PacketCache(catalog.Store);
        var built = cache.Get(TempCatalog.Trades, null, null, Parameters, 1);
        cache.Get(TempCatalog.Trades, null, null, Parameters with { Bucket = 600_000_000_000 }, 1);

        var listed = PacketCache.List(catalog.Store);

        Assert.Equal(2, listed.Count);
        var set = Assert.Single(listed, set => set.Parameters == Parameters);
        Assert.Equal((TempCatalog.Trades.Symbol, 30_000.0, built.Packets.Length), (set.Symbol, set.Bucket, (int)set.Packets));
        Assert.Equal(built.Packets.Span[0].CloseTime.Nanoseconds / 1_000_000, set.From);
        Assert.Equal(built.Packets.Length, set.PerDay.Sum());
        Assert.Equal(built.Packets.ToArray(), PacketCache.Read(set)?.Packets.ToArray());
        Assert.StartsWith($"{set.Symbol}-", set.Id, StringComparison.Ordinal);
        File.Delete(set.Path);
        Assert.Null(PacketCache.Read(set));
    }

    [Fact]
    public void Are_built_anew_where_a_trade_a_parameter_or_the_range_is_another()
    {
        using var catalog = new TempCatalog();
        var trades = Ticks.Random(4, 3000);
        catalog.Import(trades[..2000]);
        var cache = new PacketCache(catalog.Store);
        cache.Get(TempCatalog.Trades, null, null, Parameters, 1);
        var first = Assert.Single(Files(catalog));

        catalog.Import(trades);
        var whole = cache.Get(TempCatalog.Trades, null, null, Parameters, 1);

        Assert.NotEqual(first, Assert.Single(Files(catalog)));
        Assert.Equal(CatalogPackets.Build(catalog.Store, TempCatalog.Trades, null, null, Parameters, 1).Packets.ToArray(), whole.Packets.ToArray());
        cache.Get(TempCatalog.Trades, null, null, Parameters with { VpinWindow = 6 }, 1);
        cache.Get(TempCatalog.Trades, trades[10].Time, null, Parameters, 1);
        Assert.Equal(3, Files(catalog).Length);
    }

    [Fact]
    public void Are_built_anew_where_the_kept_file_is_damaged()
    {
        using var catalog = new TempCatalog();
        catalog.Import(Ticks.Random(4, 1000));
        var cache = new PacketCache(catalog.Store);
        var built = cache.Get(TempCatalog.Trades, null, null, Parameters, 1);
        var file = Assert.Single(Files(catalog));
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..100]);

        Assert.Equal(built.Packets.ToArray(), cache.Get(TempCatalog.Trades, null, null, Parameters, 1).Packets.ToArray());
        Assert.True(new FileInfo(file).Length > 100);
    }

    private static string[] Files(TempCatalog catalog) => Directory.GetFiles(Path.Combine(catalog.Root, "spot", "packets", "TESTUSDT"));
}
