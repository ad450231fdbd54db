using MultiSmc.Core;

namespace MultiSmc.Packets.Tests;

public sealed class StreamingBuilder
{
    private const long Midnight = 1_723_161_600_000_000_000;

    private static PacketParameters Small { get; } =
        new() { PriceDecimals = 2, QuantityDecimals = 3, Bucket = 100_000_000, VpinWindow = 2, Anchor = PacketAnchor.None };

    [Fact]
    public void Follows_the_worked_example_with_whole_trades()
    {
        var (builder, packets) = Example(Overshoot.Whole);

        Assert.Equal(2, packets.Count);
        Assert.Equal(130_000_000, packets[0].Quote);
        Assert.Equal(-1.0 / 13, packets[0].Imbalance);
        Assert.Equal(100_000_000, packets[1].Quote);
        Assert.Equal(1.0, packets[1].Imbalance);
        Assert.Equal(10_000_000, builder.Forming?.Quote);
        Assert.Equal(2, builder.NextIndex);
    }

    [Fact]
    public void Follows_the_worked_example_with_split_trades()
    {
        var (builder, packets) = Example(Overshoot.Split);

        Assert.Equal(2, packets.Count);
        Assert.Equal(0.2, packets[0].Imbalance);
        Assert.Equal((2, 3), (packets[1].TradeCount, packets[1].PartCount));
        Assert.Equal(0.4, packets[1].Imbalance);
        Assert.Equal(PacketFlags.BeginsInsideTrade | PacketFlags.EndsInsideTrade, packets[1].Flags);
        Assert.Equal(4_000, builder.Forming?.Base);
    }

    [Fact]
    public void Hands_the_truncated_packet_out_first_when_the_next_day_begins()
    {
        var builder = new PacketBuilder(Small with { Anchor = PacketAnchor.UtcDay });
        builder.Add(1, Midnight - 2, 10_000, 3_000, AggressorSide.Buyer);

        var step = builder.Add(2, Midnight, 10_000, 20_000, AggressorSide.Seller);

        Assert.False(step.IsSegmentBreak);
        Assert.Equal(2, step.Closed.Length);
        Assert.Equal(PacketFlags.Truncated | PacketFlags.SegmentStart, step.Closed[0].Flags);
        Assert.Equal((1, 1), (step.Closed[0].FirstId, step.Closed[0].LastId));
        Assert.Equal((2, PacketFlags.None), (step.Closed[1].FirstId, step.Closed[1].Flags));
    }

    [Fact]
    public void Says_when_a_segment_broke()
    {
        var builder = new PacketBuilder(Small with { MaxGapIds = 5 });
        Assert.False(builder.Add(1, Midnight, 10_000, 3_000, AggressorSide.Buyer).IsSegmentBreak);
        Assert.False(builder.Add(7, Midnight, 10_000, 1, AggressorSide.Buyer).IsSegmentBreak);
        Assert.True(builder.Add(14, Midnight, 10_000, 1, AggressorSide.Buyer).IsSegmentBreak);
        Assert.Equal(11, builder.Counters.MissingIds);
        Assert.Equal(2, builder.Counters.DiscardedTrades);
        Assert.Equal(3, builder.Counters.Accepted);
    }

    [Fact]
    public void Converts_the_tape_to_canonical_units_exactly()
    {
        var builder = new PacketBuilder(Small);

        Assert.Equal(TradeAcceptance.Accepted, builder.Add(Tick(1, 10_012_000_000, 5_500_000)).Acceptance);

        var forming = Assert.NotNull(builder.Forming);
        Assert.Equal((10_012, 55, 10_012 * 55), (forming.Open, forming.Base, forming.Quote));
    }

    [Theory]
    [InlineData(10_012_000_001, 5_500_000)]
    [InlineData(10_012_000_000, 5_550_000)]
    [InlineData(0, 5_500_000)]
    [InlineData(10_012_000_000, 0)]
    [InlineData(-10_012_000_000, 5_500_000)]
    public void Refuses_what_is_no_positive_whole_number_of_units(long priceRaw, long quantityRaw)
    {
        var builder = new PacketBuilder(Small);

        Assert.Equal(TradeAcceptance.Invalid, builder.Add(Tick(1, priceRaw, quantityRaw)).Acceptance);

        Assert.Equal(new PacketCounters { Invalid = 1, Segments = 1 }, builder.Counters);
        Assert.Equal(TradeAcceptance.Accepted, builder.Add(Tick(1, 10_012_000_000, 5_500_000)).Acceptance);
    }

    [Theory]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(1L << 62, 4)]
    [InlineData((1L << 61) + 1, 1)]
    public void Refuses_values_that_cannot_be_counted_exactly(long price, long quantity)
    {
        var builder = new PacketBuilder(Small with { Bucket = PacketParametersValidator.MaxBucket });
        builder.Add(1, Midnight, 1, 1, AggressorSide.Buyer);

        Assert.Equal(TradeAcceptance.Invalid, builder.Add(2, Midnight, price, quantity, AggressorSide.Buyer).Acceptance);

        Assert.Equal(1, builder.Forming?.Quote);
    }

    [Fact]
    public void Counts_the_largest_trades_without_wrapping()
    {
        var builder = new PacketBuilder(Small with { Bucket = PacketParametersValidator.MaxBucket, VpinWindow = 10 });
        const long huge = PacketParametersValidator.MaxTradeQuote;
        for (var i = 0; i < 10; i++)
        {
            builder.Add(2 * i, Midnight, 1, PacketParametersValidator.MaxBucket - 1, AggressorSide.Buyer);
            var closed = builder.Add(2 * i + 1, Midnight, huge, 1, AggressorSide.Buyer).Closed;
            Assert.Equal(PacketParametersValidator.MaxBucket - 1 + huge, closed[0].Quote);
            Assert.Equal(1.0, closed[0].Imbalance);
            Assert.Equal(i == 0 ? huge - 1 : 2 * (huge - 1), closed[0].Path);
            Assert.Equal(i == 9 ? 1.0 : double.NaN, closed[0].Vpin);
        }
    }

    [Fact]
    public void Refuses_to_cut_one_trade_into_more_packets_than_it_may()
    {
        var builder = new PacketBuilder(Small with { Overshoot = Overshoot.Split, Bucket = 10 });
        const long most = 10L * PacketParametersValidator.MaxBucketsPerTrade;

        Assert.Equal(TradeAcceptance.Invalid, builder.Add(1, Midnight, 1, most + 1, AggressorSide.Buyer).Acceptance);

        Assert.Equal(PacketParametersValidator.MaxBucketsPerTrade, builder.Add(1, Midnight, 1, most, AggressorSide.Buyer).Closed.Length);
    }

    [Theory]
    [InlineData(Overshoot.Whole)]
    [InlineData(Overshoot.Split)]
    public void Allocates_nothing_after_warm_up(Overshoot overshoot)
    {
        var trades = Tapes.Trades(new(11, 20_000, 5, 5_000_000, 30)).Where(trade => trade.Price < 1_000_000 && trade.Quantity < 1_000_000).ToArray();
        var builder = new PacketBuilder(Small with { Overshoot = overshoot, Anchor = PacketAnchor.UtcDay });
        Feed(builder, trades, 0, trades.Length / 2);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var closed = Feed(builder, trades, trades.Length / 2, trades.Length);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.True(closed > 100, $"only {closed} packets closed");
    }

    private static int Feed(PacketBuilder builder, PlainTrade[] trades, int start, int end)
    {
        var closed = 0;
        for (var i = start; i < end; i++)
        {
            ref readonly var trade = ref trades[i];
            closed += builder.Add(Tick(trade.Id, trade.Price * 1_000_000, trade.Quantity * 100_000, trade.TimeNs)).Closed.Length;
            closed += builder.Forming is { TradeCount: < 0 } ? 1 : 0;
        }

        return closed;
    }

    private static (PacketBuilder Builder, List<Packet> Packets) Example(Overshoot overshoot)
    {
        var builder = new PacketBuilder(Small with { Overshoot = overshoot });
        var packets = new List<Packet>();
        (long Quantity, AggressorSide Side)[] trades =
            [(6, AggressorSide.Buyer), (7, AggressorSide.Seller), (4, AggressorSide.Buyer), (6, AggressorSide.Buyer), (1, AggressorSide.Buyer)];
        for (var i = 0; i < trades.Length; i++)
            packets.AddRange(builder.Add(i + 1, Midnight + i, 10_000, trades[i].Quantity * 1000, trades[i].Side).Closed);
        return (builder, packets);
    }

    private static TradeTick Tick(long id, long priceRaw, long quantityRaw, long timeNs = Midnight) =>
        new(id, new(timeNs), new(priceRaw), new(quantityRaw), AggressorSide.Buyer);
}
