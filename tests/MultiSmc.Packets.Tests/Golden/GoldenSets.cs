using MultiSmc.Core;
using MultiSmc.Testing;

namespace MultiSmc.Packets.Tests;

public sealed class GoldenSets(ITestOutputHelper output)
{
    [Theory]
    [InlineData("btc_a")]
    [InlineData("btc_b")]
    [InlineData("btc_c")]
    [InlineData("ltc_a")]
    [InlineData("ltc_b")]
    [InlineData("btc_day")]
    public void Are_reproduced_by_every_builder(string set)
    {
        using var parameters = GoldenPacket.ReadJson(SharedData.Require($"golden/{set}/params.json"));
        using var summary = GoldenPacket.ReadJson(SharedData.Require($"golden/{set}/summary.json"));
        var config = GoldenPacket.Parameters(parameters.RootElement.GetProperty("packets"));
        var trades = TradeFiles.Read(parameters.RootElement);

        var streamed = Stream(config, trades);

        var rows = GoldenPacket.Rows(SharedData.Require($"golden/{set}/packets.csv.gz")).ToList();
        Assert.Equal(rows.Count, streamed.Packets.Length);
        var (doubles, bitEqual) = (0, 0);
        for (var i = 0; i < rows.Count; i++)
        {
            var counts = GoldenPacket.Check(rows[i], streamed.Packets.Span[i]);
            doubles += counts.Doubles;
            bitEqual += counts.BitEqual;
        }

        output.WriteLine($"{set}: {rows.Count} packets, {bitEqual} of {doubles} doubles equal to the bit");
        Assert.Equal(GoldenPacket.Counters(summary.RootElement.GetProperty("stats")), streamed.Counters);
        GoldenForming.Check(summary.RootElement.GetProperty("forming"), streamed.Forming);
        var columns = ToColumns(config, trades);
        foreach (var path in SimdPaths.Supported)
            Bits.Equal(streamed, EveryBuilder.Batch(config, path, [columns]), $"{set} {path}");
        if (config.Anchor == PacketAnchor.UtcDay)
            Bits.Equal(streamed, DaysApartOf(config, columns), $"{set} by days");
    }

    private static PacketBatch Stream(PacketParameters config, List<TradeTick> trades)
    {
        var builder = new PacketBuilder(config);
        var packets = new List<Packet>();
        foreach (var trade in trades)
            packets.AddRange(builder.Add(trade).Closed);
        return new PacketBatch(packets.ToArray(), builder.Counters, builder.Forming);
    }

    private static TradeColumns ToColumns(PacketParameters config, List<TradeTick> trades)
    {
        var prices = new UnitScale(config.PriceDecimals);
        var quantities = new UnitScale(config.QuantityDecimals);
        var columns = new TradeColumns(trades.Count);
        foreach (var trade in trades)
        {
            Assert.True(prices.TryToUnits(trade.Price.Raw, out var price), trade.ToString());
            Assert.True(quantities.TryToUnits(trade.Quantity.Raw, out var quantity), trade.ToString());
            columns.Add(trade.Id, trade.Time.Nanoseconds, price, quantity, trade.Aggressor);
        }

        return columns;
    }

    private static PacketBatch DaysApartOf(PacketParameters config, TradeColumns columns)
    {
        var days = new SortedDictionary<long, TradeColumns>();
        for (var i = 0; i < columns.Count; i++)
        {
            var day = new Timestamp(columns.Times[i]).UtcDay;
            if (!days.TryGetValue(day, out var trades))
                days[day] = trades = new TradeColumns();
            trades.Add(columns.Ids[i], columns.Times[i], columns.Prices[i], columns.Quantities[i], (AggressorSide)columns.Buyers[i]);
        }

        List<TradeColumns> tape = [.. days.Values];
        var built = new DayPackets[tape.Count];
        Parallel.For(0, tape.Count, i => built[i] = ParallelPacketBuilder.BuildDay(config, tape[i], ParallelPacketBuilder.SeamBefore(tape, i)));
        return ParallelPacketBuilder.Stitch(config, built);
    }
}
