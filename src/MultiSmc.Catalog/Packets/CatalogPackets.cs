using MultiSmc.Core;
using MultiSmc.Packets;

namespace MultiSmc.Catalog;

/// <summary>Packets of a series, built from its days.</summary>
public static class CatalogPackets
{
    /// <summary>
    /// Builds the packets of a range. Reading takes many times as long as building: with more than one thread, so many read blocks of rows, and what they read
    /// is built in order, which gives the same packets to the bit. Memory is the same for any range.
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
        using var scan = new SplitTradeScan(store, key, from, to, UnitsOf(parameters), threads);
        var builder = new BatchPacketBuilder(parameters);
        var packets = new List<Packet>();
        while (scan.Next() is { } block)
            packets.AddRange(builder.Add(block));
        return new PacketBatch(packets.ToArray(), builder.Counters, builder.Forming);
    }

    private static DecimalScale UnitsOf(PacketParameters parameters) => new(parameters.PriceDecimals, parameters.QuantityDecimals);
}
