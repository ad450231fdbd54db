using CsCheck;
using MultiSmc.Core;
using MultiSmc.Packets;

namespace MultiSmc.Catalog.Tests.Imports;

public sealed class RandomTapes
{
    [Fact]
    public void Come_back_as_they_were_however_they_were_cut() =>
        Gen.Select(Gen.ULong, Gen.Int[1, 4000], Gen.Int[1, 900], Gen.Int[0, 5]).Sample(
            (seed, count, chunk, decimals) =>
            {
                var trades = Ticks.Random(seed, count, decimals);
                using var catalog = new TempCatalog();
                var report = catalog.Import(trades, chunk: chunk);
                Assert.Equal(trades, catalog.Read());
                Assert.Equal((count, 0L), (report.Rows, report.LateRows));
                Assert.Empty(TempCatalog.Faults(catalog.Store));
            },
            iter: 25);

    [Fact]
    public void That_are_out_of_order_come_back_in_order_of_id() =>
        Gen.Select(Gen.ULong, Gen.Int[2, 2000]).Sample(
            (seed, count) =>
            {
                var trades = Ticks.Random(seed, count, isOrderly: false);
                using var catalog = new TempCatalog();
                catalog.Import([.. trades, .. trades.Take(count / 3)]);
                Assert.Equal(trades.OrderBy(static trade => trade.Id), catalog.Read().OrderBy(static trade => trade.Id));
                Assert.Empty(TempCatalog.Faults(catalog.Store));
            },
            iter: 25);

    [Fact]
    public void Give_the_range_that_a_filter_gives() =>
        Gen.Select(Gen.ULong, Gen.Double[0, 1], Gen.Double[0, 1]).Sample(
            (seed, begin, end) =>
            {
                var trades = Ticks.Random(seed, 3000);
                using var catalog = new TempCatalog();
                catalog.Import(trades);
                var span = trades[^1].Time.Nanoseconds - trades[0].Time.Nanoseconds;
                var from = new Timestamp(trades[0].Time.Nanoseconds + (long)(span * begin));
                var to = new Timestamp(trades[0].Time.Nanoseconds + (long)(span * end));
                Assert.Equal(trades.Where(trade => trade.Time >= from && trade.Time < to), catalog.Read(from, to));
            },
            iter: 25);

    [Fact]
    public void Give_the_packets_of_their_source_with_one_thread_and_with_many() =>
        Gen.Select(Gen.ULong, Gen.Int[1, 4000], Gen.Int[2, 4]).Sample(
            (seed, count, threads) =>
            {
                var trades = Ticks.Random(seed, count);
                var parameters = new PacketParameters { PriceDecimals = 2, QuantityDecimals = 5, Bucket = 300_000_000_000, VpinWindow = 5, MaxGapIds = 10 };
                var builder = new PacketBuilder(parameters);
                var expected = new List<Packet>();
                foreach (ref readonly var trade in trades.AsSpan())
                    expected.AddRange(builder.Add(trade.Id, trade.Time.Nanoseconds, trade.Price.Raw / 1_000_000, trade.Quantity.Raw / 1_000, trade.Aggressor).Closed);
                using var catalog = new TempCatalog();
                catalog.Import(trades);

                foreach (var used in new[] { 1, threads })
                {
                    var batch = CatalogPackets.Build(catalog.Store, TempCatalog.Trades, null, null, parameters, used);
                    Assert.Equal(expected, batch.Packets.ToArray());
                    Assert.Equal(builder.Counters, batch.Counters);
                    Assert.Equal(builder.Forming, batch.Forming);
                }
            },
            iter: 25);
}
