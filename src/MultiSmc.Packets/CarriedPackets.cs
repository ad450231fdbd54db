using MultiSmc.Core;

namespace MultiSmc.Packets;

/// <summary>How packets are carried.</summary>
public static class CarriedPackets
{
    /// <summary>Saves a packet, or takes a saved one.</summary>
    public static void Packet(this StateCarrier state, ref Packet packet)
    {
        packet.Index = state.Int64(packet.Index);
        packet.FirstId = state.Int64(packet.FirstId);
        packet.LastId = state.Int64(packet.LastId);
        packet.OpenTime = state.Time(packet.OpenTime);
        packet.CloseTime = state.Time(packet.CloseTime);
        packet.ElapsedNs = state.Int64(packet.ElapsedNs);
        packet.Open = state.Int64(packet.Open);
        packet.High = state.Int64(packet.High);
        packet.Low = state.Int64(packet.Low);
        packet.Close = state.Int64(packet.Close);
        packet.TradeCount = state.Int64(packet.TradeCount);
        packet.PartCount = state.Int64(packet.PartCount);
        packet.BuyCount = state.Int64(packet.BuyCount);
        packet.SideFlips = state.Int64(packet.SideFlips);
        packet.Base = state.Int64(packet.Base);
        packet.Quote = state.Int64(packet.Quote);
        packet.BuyBase = state.Int64(packet.BuyBase);
        packet.BuyQuote = state.Int64(packet.BuyQuote);
        packet.MaxTradeQuote = state.Int64(packet.MaxTradeQuote);
        packet.Path = state.Int64(packet.Path);
        packet.NetMove = state.Int64(packet.NetMove);
        packet.ReturnCount = state.Int64(packet.ReturnCount);
        packet.RealisedVariance = state.Double(packet.RealisedVariance);
        packet.Imbalance = state.Double(packet.Imbalance);
        packet.Vwap = state.Double(packet.Vwap);
        packet.RealisedVolatility = state.Double(packet.RealisedVolatility);
        packet.Efficiency = state.Double(packet.Efficiency);
        packet.Intensity = state.Double(packet.Intensity);
        packet.Vpin = state.Double(packet.Vpin);
        packet.Segment = state.Int32(packet.Segment);
        packet.Flags = state.Enum(packet.Flags);
    }
}
