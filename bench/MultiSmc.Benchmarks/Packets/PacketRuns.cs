using MultiSmc.Core;
using MultiSmc.Packets;

namespace MultiSmc.Benchmarks.Packets;

/// <summary>One pass over a tape with each builder.</summary>
internal static class PacketRuns
{
    public static PacketParameters Parameters { get; } = new()
    {
        PriceDecimals = 2,
        QuantityDecimals = 5,
        Bucket = 1_000_000_000_000,
        Anchor = PacketAnchor.None,
        SessionGap = Duration.Zero,
        VpinWindow = 50,
    };

    /// <summary>Packets closed by the streaming builder in canonical units, and the sum of their VPIN where there is one.</summary>
    public static (int Packets, double VpinSum, int VpinCount) Stream(TradeColumns trades)
    {
        var builder = new PacketBuilder(Parameters);
        var ids = trades.Ids;
        var times = trades.Times;
        var prices = trades.Prices;
        var quantities = trades.Quantities;
        var buyers = trades.Buyers;
        var sums = (Packets: 0, VpinSum: 0.0, VpinCount: 0);
        for (var i = 0; i < ids.Length; i++)
        {
            var closed = builder.Add(ids[i], times[i], prices[i], quantities[i], (AggressorSide)buyers[i]).Closed;
            if (!closed.IsEmpty)
                Count(closed, ref sums);
        }

        return sums;
    }

    /// <summary>The same from ticks in the 10^-8 fixed point.</summary>
    public static (int Packets, double VpinSum, int VpinCount) Stream(TradeTick[] trades)
    {
        var builder = new PacketBuilder(Parameters);
        var sums = (Packets: 0, VpinSum: 0.0, VpinCount: 0);
        foreach (ref readonly var trade in trades.AsSpan())
        {
            var closed = builder.Add(trade).Closed;
            if (!closed.IsEmpty)
                Count(closed, ref sums);
        }

        return sums;
    }

    public static (int Packets, double VpinSum, int VpinCount) Batch(BatchPacketBuilder builder, TradeColumns trades)
    {
        builder.Reset();
        var sums = (Packets: 0, VpinSum: 0.0, VpinCount: 0);
        Count(builder.Add(trades), ref sums);
        return sums;
    }

    public static TradeTick[] Ticks(TradeColumns trades)
    {
        var (prices, quantities) = (new UnitScale(Parameters.PriceDecimals), new UnitScale(Parameters.QuantityDecimals));
        var ticks = new TradeTick[trades.Count];
        for (var i = 0; i < ticks.Length; i++)
        {
            var (price, quantity) = (prices.ToRaw(trades.Prices[i]), quantities.ToRaw(trades.Quantities[i]));
            ticks[i] = new(trades.Ids[i], new(trades.Times[i]), new(price), new(quantity), (AggressorSide)trades.Buyers[i]);
        }

        return ticks;
    }

    private static void Count(ReadOnlySpan<Packet> packets, ref (int Packets, double VpinSum, int VpinCount) sums)
    {
        foreach (ref readonly var packet in packets)
        {
            sums.Packets++;
            if (double.IsNaN(packet.Vpin))
                continue;
            sums.VpinSum += packet.Vpin;
            sums.VpinCount++;
        }
    }
}
