using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using CsCheck;
using MultiSmc.Core;
using MultiSmc.Packets;

namespace MultiSmc.Catalog.Tests.Days;

/// <summary>What data is called: by its rows, and by nothing of how they are written.</summary>
public sealed class ContentOfADay
{
    private static readonly PacketParameters Parameters = new()
    {
        PriceDecimals = 2, QuantityDecimals = 5, Bucket = 300_000_000_000, VpinWindow = 5, MaxGapIds = 10,
    };

    [Fact]
    public void Is_the_same_whatever_the_row_groups_and_the_decimals() =>
        Gen.Select(Gen.ULong, Gen.Int[1, 3000], Gen.Int[1, 700], Gen.Int[0, 8]).Sample(
            (seed, count, groupRows, decimals) =>
            {
                using var catalog = new TempCatalog();
                var trades = Ticks.Random(seed, count);
                foreach (var (_, facts) in catalog.Import(trades).Days)
                {
                    var bytes = File.ReadAllBytes(catalog.Store.PathOf(TempCatalog.Trades, facts.Day));
                    Rewritten.Day(catalog.Store, TempCatalog.Trades, facts.Day, groupRows, new DecimalScale(decimals, decimals));
                    Assert.Equal(facts.Content, catalog.Store.FactsOf(TempCatalog.Trades, facts.Day).Content);
                    Assert.True(groupRows >= facts.Rows || !bytes.AsSpan().SequenceEqual(File.ReadAllBytes(catalog.Store.PathOf(TempCatalog.Trades, facts.Day))));
                }

                Assert.Equal(trades, catalog.Read());
            },
            iter: 15);

    [Theory]
    [InlineData("id")]
    [InlineData("time")]
    [InlineData("price")]
    [InlineData("quantity")]
    [InlineData("side")]
    [InlineData("missing")]
    [InlineData("price and quantity changed round")]
    public void Is_another_where_anything_of_one_trade_is(string changed)
    {
        var trade = Ticks.At(50, 50_000_000, price: "80.25", quantity: "2.5");
        TradeTick[] after = changed switch
        {
            "id" => [trade with { Id = 51 }],
            "time" => [trade with { Time = new Timestamp(trade.Time.Nanoseconds + 1) }],
            "price" => [trade with { Price = new Price(trade.Price.Raw + 1) }],
            "quantity" => [trade with { Quantity = new Quantity(trade.Quantity.Raw - 1) }],
            "side" => [trade with { Aggressor = AggressorSide.Seller }],
            "missing" => [],
            _ => [trade with { Price = new Price(trade.Quantity.Raw), Quantity = new Quantity(trade.Price.Raw) }],
        };
        Assert.NotEqual(ContentOf([Ticks.At(1, 0), trade, Ticks.At(99, 99_000_000)]), ContentOf([Ticks.At(1, 0), .. after, Ticks.At(99, 99_000_000)]));
    }

    [Fact]
    public void Is_what_the_documented_recipe_gives()
    {
        TradeTick[] trades = [Ticks.At(7, 1_000), Ticks.At(8, 2_000, price: "80.24", quantity: "0.001", aggressor: AggressorSide.Seller)];
        long[][] columns =
        [
            [7, 8], [Ticks.Day + 1_000, Ticks.Day + 2_000], [80_2300_0000, 80_2400_0000], [1_5000_0000, 10_0000],
        ];
        var whole = new List<byte>(Encoding.ASCII.GetBytes("trades"));
        whole.AddRange(Bytes([2]));
        foreach (var column in columns)
            whole.AddRange(XxHash128.Hash(Bytes(column)));
        whole.AddRange(XxHash128.Hash([0, 1]));

        Assert.Equal("xxh128:" + Convert.ToHexStringLower(XxHash128.Hash([.. whole])), ContentOf(trades));
    }

    [Fact]
    public void Decides_whether_packets_are_built_anew_and_writing_the_same_trades_again_does_not()
    {
        using var catalog = new TempCatalog();
        var trades = Ticks.Random(4, 3000);
        var days = catalog.Import(trades[..2999]).Days;
        var cache = new PacketCache(catalog.Store);
        cache.Get(TempCatalog.Trades, null, null, Parameters, 1);
        var kept = Assert.Single(PacketFiles(catalog));
        // Were it built anew, the mark would be gone.
        var mark = new DateTime(2001, 2, 3, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(kept, mark);

        foreach (var (_, facts) in days)
            Rewritten.Day(catalog.Store, TempCatalog.Trades, facts.Day, 100, TempCatalog.Finest);
        cache.Get(TempCatalog.Trades, null, null, Parameters, 1);
        Assert.Equal((kept, mark), (Assert.Single(PacketFiles(catalog)), File.GetLastWriteTimeUtc(kept)));

        catalog.Import(trades[2999..]);
        cache.Get(TempCatalog.Trades, null, null, Parameters, 1);
        Assert.NotEqual(kept, Assert.Single(PacketFiles(catalog)));
    }

    [Fact]
    public void Of_a_file_of_an_earlier_version_is_computed_and_stands_in_it_after_the_next_import()
    {
        using var catalog = new TempCatalog();
        var trades = Ticks.Random(4, 3000);
        var day = catalog.Import(trades).Days[0].Facts;
        var path = catalog.Store.PathOf(TempCatalog.Trades, day.Day);
        Rewritten.AsOfAnEarlierVersion(path);

        Assert.Equal("", catalog.Store.FactsOf(TempCatalog.Trades, day.Day).Content);
        Assert.Equal(day.Content, catalog.Store.ContentOf(TempCatalog.Trades, day.Day));
        Assert.Empty(TempCatalog.Faults(catalog.Store));
        Assert.Equal(trades, catalog.Read());

        Assert.Equal(DayOutcome.Unchanged, catalog.Import(trades).Days[0].Outcome);
        Assert.Equal(day.Content, catalog.Store.FactsOf(TempCatalog.Trades, day.Day).Content);
        Assert.Equal(trades, catalog.Read());
    }

    [Fact]
    public void Of_a_file_of_an_earlier_version_from_another_catalog_is_computed_as_it_comes_in()
    {
        using var one = new TempCatalog();
        using var two = new TempCatalog();
        var day = one.Import([Ticks.At(1, 0), Ticks.At(2, 5)]).Days[0].Facts;
        var path = one.Store.PathOf(TempCatalog.Trades, day.Day);
        Rewritten.AsOfAnEarlierVersion(path);
        using (var writer = two.Store.OpenWriter())
            writer.ImportFile(path);
        Assert.Equal(day.Content, two.Store.FactsOf(TempCatalog.Trades, day.Day).Content);
    }

    private static string ContentOf(TradeTick[] trades)
    {
        using var catalog = new TempCatalog();
        return Assert.Single(catalog.Import(trades).Days).Facts.Content;
    }

    private static string[] PacketFiles(TempCatalog catalog) => Directory.GetFiles(Path.Combine(catalog.Root, "spot", "packets", "TESTUSDT"));

    private static byte[] Bytes(long[] values)
    {
        var bytes = new byte[values.Length * sizeof(long)];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), values[i]);
        return bytes;
    }
}
