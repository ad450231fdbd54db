using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>Orders of requests as the matching core takes them.</summary>
internal static class OrderSpecs
{
    public static OrderSpec Of(TradingFloor floor, InstrumentId instrument, PlaceOrder order) => Of(
        floor, instrument, order.Side, order.Terms, order.Quantity ?? Quantity.Zero, order.SelfTradePreventionMode) with
    {
        QuoteQuantity = order.QuoteOrderQty ?? Money.Zero,
    };

    public static OrderSpec Of(
        TradingFloor floor, InstrumentId instrument, Side side, OrderTerms terms, Quantity quantity, SelfTradePreventionMode? prevention) => new()
    {
        ClientOrderId = terms.ClientOrderId ?? new ClientOrderId(floor.NewName()),
        Instrument = instrument,
        Side = side,
        Type = terms.Type,
        Quantity = quantity,
        Price = terms.Price ?? default,
        StopPrice = terms.StopPrice ?? default,
        TimeInForce = terms.TimeInForce ?? TimeInForce.Gtc,
        IcebergQuantity = terms.IcebergQty ?? Quantity.Zero,
        TrailingDeltaBps = terms.TrailingDelta ?? 0,
        SelfTrade = (SelfTradePrevention?)prevention,
    };

    /// <summary>How much a placement's answer tells where the request does not say.</summary>
    public static ResponseType ResponseOf(PlaceOrder order) =>
        order.ResponseType ?? (order.Terms.Type is OrderType.Market or OrderType.Limit ? ResponseType.Full : ResponseType.Ack);
}
