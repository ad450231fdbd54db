using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>Event <c>trade</c>.</summary>
/// <param name="symbol">As UTF-8.</param>
/// <param name="trade">The trade; sent when it took place.</param>
internal readonly struct TradeText(byte[] symbol, in TradeTick trade) : IStreamEvent
{
    private readonly TradeTick _trade = trade;

    public int LengthMax => 96 + symbol.Length + 3 * EventText.IntegerMax + 2 * EventText.DecimalMax;

    public void Write(ref EventText text)
    {
        text.Raw("{\"e\":\"trade\",\"E\":"u8);
        text.Time(_trade.Time);
        text.Raw(",\"s\":\""u8);
        text.Raw(symbol);
        text.Raw("\",\"t\":"u8);
        text.Integer(_trade.Id);
        text.Raw(",\"p\":"u8);
        text.Decimal(_trade.Price.Raw);
        text.Raw(",\"q\":"u8);
        text.Decimal(_trade.Quantity.Raw);
        text.Raw(",\"T\":"u8);
        text.Time(_trade.Time);
        text.Raw(_trade.Aggressor == AggressorSide.Seller ? ",\"m\":true,\"M\":true}"u8 : ",\"m\":false,\"M\":true}"u8);
    }
}

/// <summary>Event <c>aggTrade</c>.</summary>
/// <param name="symbol">As UTF-8.</param>
/// <param name="aggregate">The trades of one taker order at one price.</param>
internal readonly struct AggregateText(byte[] symbol, AggregateTrade aggregate) : IStreamEvent
{
    public int LengthMax => 110 + symbol.Length + 5 * EventText.IntegerMax + 2 * EventText.DecimalMax;

    public void Write(ref EventText text)
    {
        text.Raw("{\"e\":\"aggTrade\",\"E\":"u8);
        text.Time(aggregate.Time);
        text.Raw(",\"s\":\""u8);
        text.Raw(symbol);
        text.Raw("\",\"a\":"u8);
        text.Integer(aggregate.Id);
        text.Raw(",\"p\":"u8);
        text.Decimal(aggregate.Price.Raw);
        text.Raw(",\"q\":"u8);
        text.Decimal(aggregate.Quantity.Raw);
        text.Raw(",\"f\":"u8);
        text.Integer(aggregate.FirstId);
        text.Raw(",\"l\":"u8);
        text.Integer(aggregate.LastId);
        text.Raw(",\"T\":"u8);
        text.Time(aggregate.Time);
        text.Raw(aggregate.Aggressor == AggressorSide.Seller ? ",\"m\":true,\"M\":true}"u8 : ",\"m\":false,\"M\":true}"u8);
    }
}
