using MultiSmc.Core;

namespace MultiSmc.Packets.Tests;

public sealed class BatchBuilder
{
    private static readonly PacketParameters Parameters = new() { PriceDecimals = 2, QuantityDecimals = 3, Bucket = 300_000_000 };

    [Fact]
    public void Allocates_nothing_after_warm_up()
    {
        var random = new SplitMix64(5);
        var pieces = new TradeColumns[8];
        long id = 0;
        for (var p = 0; p < pieces.Length; p++)
        {
            pieces[p] = new TradeColumns();
            for (var i = 0; i < 3000; i++)
                pieces[p].Add(++id, id * 1_000_000, 10_000 + random.NextBelow(50), 1 + random.NextBelow(5000), (AggressorSide)random.NextBelow(2));
        }

        var builder = new BatchPacketBuilder(Parameters);
        builder.Add(pieces[0]);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var closed = 0;
        foreach (var piece in pieces.AsSpan(1))
            closed += builder.Add(piece).Length;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.True(closed > 100, $"only {closed} packets closed");
    }

    [Fact]
    public void Builds_a_whole_tape_in_one_call()
    {
        var trades = Tapes.Trades(new(21, 5000, 3, 5_000_000, 30));

        var batch = BatchPacketBuilder.Build(Parameters, Tapes.Columns(trades));

        Bits.Equal(Tapes.Plain(Parameters, trades), batch, "whole tape");
        Assert.True(batch.Packets.Length > 10);
    }

    [Fact]
    public void Takes_the_vector_path_for_prices_and_quantities_of_real_width_and_falls_back_for_wider_ones()
    {
        foreach (var path in SimdPaths.Supported)
        {
            Assert.True(IsClean(6_183_763, 900_000_000, path), $"{path}");
            Assert.False(IsClean(1L << 35, 1L << 25, path), $"{path}");
            Assert.False(IsClean(0, 5, path), $"{path}");
            Assert.False(IsClean(5, -1, path), $"{path}");
        }

        static bool IsClean(long price, long quantity, SimdPath path)
        {
            var columns = new TradeColumns();
            for (var i = 0; i < 40; i++)
                columns.Add(i, i, i == 23 ? price : 100, i == 23 ? quantity : 100, AggressorSide.Buyer);
            return BlockScan.IsClean(new TradeView(columns), 1, 40, 1000, 1000, path);
        }
    }
}
