using CsCheck;
using MultiSmc.Core;

namespace MultiSmc.Packets.Tests;

public sealed class DaysApart
{
    private static readonly Gen<PacketParameters> Anchored = Tapes.AnyParameters.Select(p => p with { Anchor = PacketAnchor.UtcDay });

    [Fact]
    public void Give_the_bits_of_one_builder_when_built_in_parallel() =>
        Gen.Select(Tapes.AnyTape, Anchored).Sample(
            (spec, parameters) =>
            {
                var trades = Tapes.Trades(spec);
                var days = trades.GroupBy(trade => new Timestamp(trade.TimeNs).UtcDay).OrderBy(day => day.Key).Select(Tapes.Columns).ToList();
                var inOrder = days.SelectMany(Rows).ToList();
                Bits.Equal(Tapes.Plain(parameters, inOrder), Apart(parameters, days), "days");
            },
            iter: 100);

    [Fact]
    public void Give_the_bits_of_one_builder_even_when_the_tape_is_cut_anywhere() =>
        Gen.Select(Tapes.AnyTape, Anchored, Gen.ULong).Sample(
            (spec, parameters, cuts) =>
            {
                var trades = Tapes.Trades(spec);
                Bits.Equal(Tapes.Plain(parameters, trades), Apart(parameters, EveryBuilder.Cut(trades, cuts)), "pieces");
            },
            iter: 100);

    [Fact]
    public void May_be_stitched_twice_with_the_same_result()
    {
        var trades = Tapes.Trades(new(7, 3000, 30, 60_000_000_000, 20));
        var parameters = new PacketParameters { PriceDecimals = 2, QuantityDecimals = 3, Bucket = 30_000_000, VpinWindow = 5 };
        var pieces = EveryBuilder.Cut(trades, 3);
        var days = pieces.Select((piece, i) => ParallelPacketBuilder.BuildDay(parameters, piece, ParallelPacketBuilder.SeamBefore(pieces, i))).ToList();

        var first = ParallelPacketBuilder.Stitch(parameters, days);
        var second = ParallelPacketBuilder.Stitch(parameters, days);

        Bits.Equal(Tapes.Plain(parameters, trades), first, "first");
        Bits.Equal(first, second, "second");
    }

    [Fact]
    public void Are_refused_without_the_day_anchor()
    {
        var parameters = new PacketParameters { PriceDecimals = 2, QuantityDecimals = 3, Bucket = 100, Anchor = PacketAnchor.None };
        Assert.Throws<ArgumentException>(() => ParallelPacketBuilder.BuildDay(parameters, new TradeColumns(), null));
        Assert.Throws<ArgumentException>(() => ParallelPacketBuilder.Stitch(parameters, []));
    }

    private static PacketBatch Apart(PacketParameters parameters, List<TradeColumns> days)
    {
        var built = new DayPackets[days.Count];
        Parallel.For(0, days.Count, i => built[i] = ParallelPacketBuilder.BuildDay(parameters, days[i], ParallelPacketBuilder.SeamBefore(days, i)));
        return ParallelPacketBuilder.Stitch(parameters, built);
    }

    private static IEnumerable<PlainTrade> Rows(TradeColumns day)
    {
        for (var i = 0; i < day.Count; i++)
            yield return new(day.Ids[i], day.Times[i], day.Prices[i], day.Quantities[i], day.Buyers[i] == 1);
    }
}
