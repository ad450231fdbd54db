using MultiSmc.Core;

namespace MultiSmc.Packets;

/// <summary>One day built on its own: an ingredient for <see cref="ParallelPacketBuilder.Stitch"/>.</summary>
public sealed class DayPackets
{
    internal DayPackets(TradeColumns trades, TradeSeam? seam, BatchPacketBuilder builder, ReadOnlyMemory<Packet> packets)
    {
        Trades = trades;
        Seam = seam;
        Builder = builder;
        Packets = packets;
    }

    internal TradeColumns Trades { get; }

    /// <summary>The last trade of the days before, as the build assumed it.</summary>
    internal TradeSeam? Seam { get; }

    internal BatchPacketBuilder Builder { get; }

    /// <summary>Packets with index, segment and VPIN as far as the day alone knows them.</summary>
    internal ReadOnlyMemory<Packet> Packets { get; }
}
