using CsCheck;

namespace MultiSmc.Core.Tests;

public sealed class ColumnsOfTrades
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000)]
    public void Keep_every_trade_while_they_grow(int capacity) =>
        Gen.Select(Gen.Long, Gen.Long, Gen.Long, Gen.Long, Gen.Enum<AggressorSide>()).Array[0, 3_000].Sample(
            trades =>
            {
                var columns = new TradeColumns(capacity);
                foreach (var (id, time, price, quantity, aggressor) in trades)
                    columns.Add(id, time, price, quantity, aggressor);
                Assert.Equal(trades.Length, columns.Count);
                Assert.Equal(trades.Select(trade => trade.Item1), columns.Ids.ToArray());
                Assert.Equal(trades.Select(trade => trade.Item2), columns.Times.ToArray());
                Assert.Equal(trades.Select(trade => trade.Item3), columns.Prices.ToArray());
                Assert.Equal(trades.Select(trade => trade.Item4), columns.Quantities.ToArray());
                Assert.Equal(trades.Select(trade => trade.Item5 == AggressorSide.Buyer ? (byte)1 : (byte)0), columns.Buyers.ToArray());
            },
            iter: 20);

    [Fact]
    public void Forget_the_trades_and_keep_the_memory()
    {
        var columns = new TradeColumns();
        Fill(columns);
        columns.Clear();
        Assert.Equal((0, 0, 0), (columns.Count, columns.Ids.Length, columns.Buyers.Length));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Fill(columns);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(3_000, columns.Count);
    }

    private static void Fill(TradeColumns columns)
    {
        for (var i = 0; i < 3_000; i++)
            columns.Add(i, i, i, i, AggressorSide.Buyer);
    }

    [Fact]
    public void Rows_filled_in_at_once_stand_behind_those_added_one_by_one()
    {
        var columns = new TradeColumns();
        columns.Add(1, 10, 100, 1000, AggressorSide.Buyer);
        var rows = columns.Extend(3_000);
        for (var i = 0; i < 3_000; i++)
            (rows.Ids[i], rows.Times[i], rows.Prices[i], rows.Quantities[i], rows.Buyers[i]) = (i + 2, i, 2 * i, 3 * i, 0);
        columns.Truncate(3);
        columns.Add(9, 90, 900, 9000, AggressorSide.Buyer);

        Assert.Equal([1, 2, 3, 9], columns.Ids.ToArray());
        Assert.Equal([10, 0, 1, 90], columns.Times.ToArray());
        Assert.Equal([100, 0, 2, 900], columns.Prices.ToArray());
        Assert.Equal([1000, 0, 3, 9000], columns.Quantities.ToArray());
        Assert.Equal<byte>([1, 0, 0, 1], columns.Buyers.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => columns.Truncate(5));
    }
}
