using DuckDB.NET.Data;
using MultiSmc.Core;

namespace MultiSmc.Catalog.Tests.Queries;

public sealed class ParquetExports
{
    [Fact]
    public void Hold_the_rows_of_the_range_over_days()
    {
        using var catalog = new TempCatalog();
        var trades = Ticks.Random(8, 3000);
        catalog.Import(trades);
        var (from, to) = (trades[100].Time, trades[^100].Time);
        var path = Path.Combine(catalog.Folder, "out.parquet");

        var rows = ParquetExport.Write(catalog.Store, TempCatalog.Trades, from, to, path);

        var expected = trades.Where(trade => trade.Time >= from && trade.Time < to).ToArray();
        Assert.Equal(expected.Length, rows);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT id, epoch_ns(time_ns), price::VARCHAR, quantity::VARCHAR, buyer_is_maker FROM read_parquet('{path}') ORDER BY id";
        using var reader = command.ExecuteReader();
        foreach (var trade in expected)
        {
            Assert.True(reader.Read());
            var found = new TradeTick(
                reader.GetInt64(0), new Timestamp(reader.GetInt64(1)), new Price(Ticks.Raw(reader.GetString(2))), new Quantity(Ticks.Raw(reader.GetString(3))),
                reader.GetBoolean(4) ? AggressorSide.Seller : AggressorSide.Buyer);
            Assert.Equal(trade, found);
        }
    }
}
