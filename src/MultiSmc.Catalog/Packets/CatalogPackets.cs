using MultiSmc.Core;
using MultiSmc.Packets;

namespace MultiSmc.Catalog;

/// <summary>Packets of a series, built from its days.</summary>
public static class CatalogPackets
{
    /// <summary>
    /// Builds the packets of a range. With more than one thread and the day anchor, as many days as there are threads are read and built at once and then
    /// joined, which gives the same packets to the bit; of the trades only those days are in memory.
    /// </summary>
    /// <param name="store">The catalog.</param>
    /// <param name="key">A series of trades or aggregate trades.</param>
    /// <param name="from">First moment; null for the beginning.</param>
    /// <param name="to">Moment before which it ends; null for the end.</param>
    /// <param name="parameters">How trades become packets.</param>
    /// <param name="threads">At least 1.</param>
    /// <exception cref="CatalogException">A file is damaged, or its amounts are finer than the parameters' units.</exception>
    /// <exception cref="ArgumentException">The parameters have faults.</exception>
    public static PacketBatch Build(CatalogStore store, SeriesKey key, Timestamp? from, Timestamp? to, PacketParameters parameters, int threads)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        return threads == 1 || parameters.Anchor != PacketAnchor.UtcDay
            ? InSequence(store, key, from, to, parameters)
            : ByDays(store, key, from, to, parameters, threads);
    }

    private static PacketBatch InSequence(CatalogStore store, SeriesKey key, Timestamp? from, Timestamp? to, PacketParameters parameters)
    {
        using var scan = new TradeScan(store, key, from, to, UnitsOf(parameters));
        var builder = new BatchPacketBuilder(parameters);
        var block = new TradeColumns(RowBlock.Rows);
        var packets = new List<Packet>();
        for (; scan.Read(block); block.Clear())
            packets.AddRange(builder.Add(block));
        return new PacketBatch(packets.ToArray(), builder.Counters, builder.Forming);
    }

    private static PacketBatch ByDays(CatalogStore store, SeriesKey key, Timestamp? from, Timestamp? to, PacketParameters parameters, int threads)
    {
        var stitching = new DayStitching(parameters);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        TradeSeam? before = null;
        foreach (var days in RangeDays.Of(store, key, from, to).Chunk(threads))
        {
            var trades = new TradeColumns[days.Length];
            var built = new DayPackets[days.Length];
            Parallel.For(0, days.Length, options, i => trades[i] = ReadDay(store, key, days[i], from, to, parameters));
            Parallel.For(0, days.Length, options, i => built[i] = ParallelPacketBuilder.BuildDay(parameters, trades[i], ParallelPacketBuilder.SeamBefore(trades, i) ?? before));
            foreach (var day in built)
                stitching.Append(day);
            before = ParallelPacketBuilder.SeamBefore(trades, trades.Length) ?? before;
        }

        return stitching.Finish();
    }

    private static TradeColumns ReadDay(CatalogStore store, SeriesKey key, long day, Timestamp? from, Timestamp? to, PacketParameters parameters)
    {
        // Room for all rows at once: growing would copy them again and again.
        var trades = new TradeColumns(checked((int)store.FactsOf(key, day).Rows));
        using var scan = new TradeScan(store, key, from, to, UnitsOf(parameters), [day]);
        while (scan.Read(trades))
        {
        }

        return trades;
    }

    private static DecimalScale UnitsOf(PacketParameters parameters) => new(parameters.PriceDecimals, parameters.QuantityDecimals);
}
