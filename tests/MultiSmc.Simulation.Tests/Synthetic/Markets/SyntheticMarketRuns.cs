using System.Buffers.Binary;
using System.Security.Cryptography;
using MultiSmc.Core;

namespace MultiSmc.Simulation.Tests;

public sealed class SyntheticMarketRuns
{
    private static readonly SyntheticListing[] Three = [MarketRig.Listing("BTCUSDT", 0), MarketRig.Listing("LTCUSDT", 1), MarketRig.Listing("NEXOUSDT", 2)];

    [Fact]
    public void Are_the_same_for_the_same_seed_and_differ_for_another()
    {
        Assert.Equal(Hash(MarketRig.Events(Three, MarketRig.Hours(5, 0.5))), Hash(MarketRig.Events(Three, MarketRig.Hours(5, 0.5))));
        Assert.NotEqual(Hash(MarketRig.Events(Three, MarketRig.Hours(5, 0.5))), Hash(MarketRig.Events(Three, MarketRig.Hours(6, 0.5))));
    }

    /// <summary>Pinned: another machine, or a change that was not meant to, shows here.</summary>
    [Fact]
    public void Are_the_same_on_every_machine() =>
        Assert.StartsWith("a4ffbd6a4ada54cf1a54044686c9937864988ff4777fb79832", Hash(MarketRig.Events(Three, MarketRig.Hours(5, 0.25))), StringComparison.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(97)]
    [InlineData(5_000)]
    public void Are_the_same_however_they_are_read(int chunk)
    {
        var expected = MarketRig.Events(Three, MarketRig.Hours(8, 0.2)).Where(e => e.Kind != SyntheticEventKind.Depth).ToArray();
        using var market = new SyntheticMarket(Three, MarketRig.Hours(8, 0.2));
        var buffer = new MarketEvent[chunk];
        var at = 0;
        for (var count = market.Read(buffer); count > 0; count = market.Read(buffer))
        {
            for (var i = 0; i < count; i++, at++)
            {
                Assert.Equal((expected[at].Time, expected[at].Instrument), (buffer[i].Time, buffer[i].Instrument));
                if (expected[at].Kind == SyntheticEventKind.Trade)
                    Assert.Equal(expected[at].Trade, buffer[i].Trade);
                else
                    Assert.Equal(expected[at].Quote, buffer[i].Quote);
            }
        }

        Assert.Equal(expected.Length, at);
    }

    [Fact]
    public void Give_a_symbol_the_same_trades_alone_in_blocks_and_among_others()
    {
        var parameters = MarketRig.Hours(11, 2);
        foreach (var listing in Three)
        {
            var among = MarketRig.Events(Three, parameters)
                .Where(e => e.Kind == SyntheticEventKind.Trade && e.Instrument == listing.Instrument.Id).Select(e => e.Trade).ToArray();
            Assert.Equal(among, MarketRig.Trades(listing, parameters));
            var blocks = new SyntheticTradeBlocks(listing, parameters);
            var block = new TradeColumns();
            var at = 0;
            while (blocks.Read(block, 1_000) > 0)
            {
                for (var i = 0; i < block.Count; i++, at++)
                {
                    Assert.Equal((among[at].Id, among[at].Time.Nanoseconds), (block.Ids[i], block.Times[i]));
                    Assert.Equal(among[at].Price.Raw, listing.Instrument.PriceUnits.ToRaw(block.Prices[i]));
                    Assert.Equal(among[at].Quantity.Raw, listing.Instrument.QuantityUnits.ToRaw(block.Quantities[i]));
                    Assert.Equal((byte)among[at].Aggressor, block.Buyers[i]);
                }
            }

            Assert.Equal(among.Length, at);
        }
    }

    [Fact]
    public void Have_ids_one_after_the_other_and_times_in_order_within_the_time_asked_for()
    {
        var parameters = MarketRig.Hours(2, 2) with { FirstTradeId = 77 };
        var trades = MarketRig.Trades(Three[0], parameters);
        Assert.Equal(Enumerable.Range(77, trades.Count).Select(id => (long)id), trades.Select(trade => trade.Id));
        Assert.Equal(trades.Select(trade => trade.Time).Order(), trades.Select(trade => trade.Time));
        Assert.True(trades[0].Time >= parameters.StartTime && trades[^1].Time <= parameters.EndTime);
    }

    [Fact]
    public void Take_no_memory_with_length()
    {
        using var market = new SyntheticMarket(Three, MarketRig.Hours(4, 24));
        for (var i = 0; i < 20_000; i++)
            market.TryNext(out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 500_000; i++)
            market.TryNext(out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Are_refused_out_of_range()
    {
        var good = MarketRig.Hours(1, 1);
        foreach (var bad in new[]
        {
            good with { EndTime = good.StartTime }, good with { EdgePpm = -1 }, good with { EdgePpm = 2_000_001 }, good with { EdgeStay = default }, good with { CrashesPerDay = 101 },
            good with { CrashPpm = 500_001 }, good with { BurstsPerDay = -1 }, good with { OutagesPerDay = 101 }, good with { GapsPerDay = 1_001 }, good with { FirstTradeId = 0 },
        })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticMarket(Three, bad));
        }

        Assert.Throws<ArgumentException>(() => new SyntheticMarket([], good));
        Assert.Throws<ArgumentException>(() => new SyntheticMarket([Three[0], Three[0]], good));
        var coarse = Three[2] with { Instrument = Three[2].Instrument with { TickSize = new Price(FixedPoint.Scale) } };
        Assert.Throws<ArgumentException>(() => new SyntheticMarket([coarse], good));
    }

    private static string Hash(List<SyntheticEvent> events)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var row = new byte[56];
        foreach (var one in events)
        {
            var (a, b, c, d, e) = one.Kind switch
            {
                SyntheticEventKind.Trade => (one.Trade.Id, one.Trade.Price.Raw, one.Trade.Quantity.Raw, (long)one.Trade.Aggressor, 0L),
                SyntheticEventKind.Quote => (one.Quote.Bid.Raw, one.Quote.BidQuantity.Raw, one.Quote.Ask.Raw, one.Quote.AskQuantity.Raw, one.Quote.UpdateId),
                _ => (one.Depth.UpdateId, one.Depth.Price.Raw, one.Depth.Quantity.Raw, (long)one.Depth.Side, 0L),
            };
            long[] values = [one.Time.Nanoseconds, one.Instrument.Index * 4 + (int)one.Kind, a, b, c, d, e];
            foreach (var (at, value) in values.Index())
                BinaryPrimitives.WriteInt64LittleEndian(row.AsSpan(at * 8), value);
            hash.AppendData(row);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
