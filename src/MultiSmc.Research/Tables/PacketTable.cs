using MultiSmc.Packets;

namespace MultiSmc.Research;

/// <summary>Packets as a comma-separated table; integers in canonical units.</summary>
public static class PacketTable
{
    /// <summary>Names of the columns.</summary>
    public const string Header =
        "index,segment,flags,first_id,last_id,open_time_ns,close_time_ns,elapsed_ns,open,high,low,close,trade_count,part_count,buy_count,side_flips," +
        "base,quote,buy_base,buy_quote,max_trade_quote,path,net_move,return_count,rvar,imbalance,vwap,rv,efficiency,intensity,vpin";

    /// <summary>One row, without a line end.</summary>
    public static string Row(in Packet packet) => string.Join(
        ',',
        RowText.Of(packet.Index),
        RowText.Of(packet.Segment),
        RowText.Of((long)packet.Flags),
        RowText.Of(packet.FirstId),
        RowText.Of(packet.LastId),
        RowText.Of(packet.OpenTime.Nanoseconds),
        RowText.Of(packet.CloseTime.Nanoseconds),
        RowText.Of(packet.ElapsedNs),
        RowText.Of(packet.Open),
        RowText.Of(packet.High),
        RowText.Of(packet.Low),
        RowText.Of(packet.Close),
        RowText.Of(packet.TradeCount),
        RowText.Of(packet.PartCount),
        RowText.Of(packet.BuyCount),
        RowText.Of(packet.SideFlips),
        RowText.Of(packet.Base),
        RowText.Of(packet.Quote),
        RowText.Of(packet.BuyBase),
        RowText.Of(packet.BuyQuote),
        RowText.Of(packet.MaxTradeQuote),
        RowText.Of(packet.Path),
        RowText.Of(packet.NetMove),
        RowText.Of(packet.ReturnCount),
        RowText.Of(packet.RealisedVariance),
        RowText.Of(packet.Imbalance),
        RowText.Of(packet.Vwap),
        RowText.Of(packet.RealisedVolatility),
        RowText.Of(packet.Efficiency),
        RowText.Of(packet.Intensity),
        RowText.Of(packet.Vpin));
}
