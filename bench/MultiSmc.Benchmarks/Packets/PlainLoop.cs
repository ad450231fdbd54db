using MultiSmc.Core;
using MultiSmc.Packets;

namespace MultiSmc.Benchmarks.Packets;

/// <summary>The packet loop as one would first write it, to set the builders beside: a branch per question, a logarithm per trade, a queue for VPIN.</summary>
internal static class PlainLoop
{
    public static (int Packets, double VpinSum, int VpinCount) Run(TradeColumns trades, PacketParameters parameters)
    {
        var packets = new List<Packet>();
        var window = new Queue<(long Imbalance, long Quote)>();
        var (vpinSum, vpinCount) = (0.0, 0);
        var packet = default(Packet);
        long last = 0;
        for (var i = 0; i < trades.Count; i++)
        {
            var (price, quantity) = (trades.Prices[i], trades.Quantities[i]);
            if (packet.TradeCount == 0)
                packet = new() { FirstId = trades.Ids[i], OpenTime = new(trades.Times[i]), Open = price, High = price, Low = price };
            packet.TradeCount++;
            packet.High = Math.Max(packet.High, price);
            packet.Low = Math.Min(packet.Low, price);
            packet.Base += quantity;
            packet.Quote += checked(price * quantity);
            if (trades.Buyers[i] == 1)
                packet.BuyQuote += price * quantity;
            if (last != 0)
            {
                var r = Math.Log((double)price / last);
                packet.RealisedVariance += r * r;
                packet.Path += Math.Abs(price - last);
            }

            last = price;
            if (packet.Quote < parameters.Bucket)
                continue;
            packet.CloseTime = new(trades.Times[i]);
            packet.LastId = trades.Ids[i];
            packet.Close = price;
            packet.RealisedVolatility = Math.Sqrt(packet.RealisedVariance);
            packet.Imbalance = (double)packet.SignedQuote / packet.Quote;
            window.Enqueue((Math.Abs(packet.SignedQuote), packet.Quote));
            if (window.Count > parameters.VpinWindow)
                window.Dequeue();
            if (window.Count == parameters.VpinWindow)
            {
                packet.Vpin = (double)window.Sum(p => p.Imbalance) / window.Sum(p => p.Quote);
                vpinSum += packet.Vpin;
                vpinCount++;
            }

            packets.Add(packet);
            packet = default;
        }

        return (packets.Count, vpinSum, vpinCount);
    }
}
