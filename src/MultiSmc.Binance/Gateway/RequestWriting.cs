using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Binance;

/// <summary>The kernel's requests in the exchange's words.</summary>
internal static class RequestWriting
{
    public static PlaceOrder Order(Instrument instrument, OrderSpec spec) => new()
    {
        Symbol = instrument.Symbol,
        Side = spec.Side,
        Terms = Terms(spec),
        Quantity = spec.QuoteQuantity.Raw > 0 ? null : spec.Quantity,
        QuoteOrderQty = spec.QuoteQuantity.Raw > 0 ? spec.QuoteQuantity : null,
        ResponseType = ResponseType.Full,
        SelfTradePreventionMode = Prevention(spec),
    };

    public static PlaceOco Oco(Instrument instrument, VenueRequest.PlaceOco oco) => new()
    {
        Symbol = instrument.Symbol,
        ListClientOrderId = oco.ListId,
        Side = oco.Above.Side,
        Quantity = oco.Above.Quantity,
        Above = Terms(oco.Above),
        Below = Terms(oco.Below),
        ResponseType = ResponseType.Full,
        SelfTradePreventionMode = Prevention(oco.Above),
    };

    public static PlaceTriggered Oto(Instrument instrument, VenueRequest.PlaceOto oto) => new()
    {
        Symbol = instrument.Symbol,
        ListClientOrderId = oto.ListId,
        WorkingSide = oto.Working.Side,
        WorkingQuantity = oto.Working.Quantity,
        Working = Terms(oto.Working),
        PendingSide = oto.Pending.Side,
        PendingQuantity = oto.FromProceeds ? null : oto.Pending.Quantity,
        Pending = Terms(oto.Pending),
        ResponseType = ResponseType.Full,
        SelfTradePreventionMode = Prevention(oto.Working),
    };

    public static PlaceTriggered Otoco(Instrument instrument, VenueRequest.PlaceOtoco otoco) => new()
    {
        Symbol = instrument.Symbol,
        ListClientOrderId = otoco.ListId,
        WorkingSide = otoco.Working.Side,
        WorkingQuantity = otoco.Working.Quantity,
        Working = Terms(otoco.Working),
        PendingSide = otoco.Above.Side,
        PendingQuantity = otoco.FromProceeds ? null : otoco.Above.Quantity,
        Pending = Terms(otoco.Above),
        PendingBelow = Terms(otoco.Below),
        IsPendingOco = true,
        ResponseType = ResponseType.Full,
        SelfTradePreventionMode = Prevention(otoco.Working),
    };

    public static CancelReplaceOrder Replace(Instrument instrument, VenueRequest.ReplaceOrder replace) => new()
    {
        NewOrder = Order(instrument, replace.Order),
        Mode = replace.StopOnFailure ? CancelReplaceMode.StopOnFailure : CancelReplaceMode.AllowFailure,
        CancelOrigClientOrderId = replace.ClientOrderId,
        CancelNewClientOrderId = OrderNames.CancelNameOf(replace.ClientOrderId),
    };

    /// <summary>Every order that a request would make, in the order of the exchange's answers' names; none: it makes none.</summary>
    public static IReadOnlyList<OrderSpec> NewOrders(VenueRequest request) => request switch
    {
        VenueRequest.PlaceOrder place => [place.Order],
        VenueRequest.PlaceOco oco => [oco.Above, oco.Below],
        VenueRequest.PlaceOto oto => [oto.Working, oto.Pending],
        VenueRequest.PlaceOtoco otoco => [otoco.Working, otoco.Above, otoco.Below],
        VenueRequest.ReplaceOrder replace => [replace.Order],
        _ => [],
    };

    /// <summary>The list that a request would make, or null.</summary>
    public static ClientListId? NewList(VenueRequest request) => request switch
    {
        VenueRequest.PlaceOco oco => oco.ListId,
        VenueRequest.PlaceOto oto => oto.ListId,
        VenueRequest.PlaceOtoco otoco => otoco.ListId,
        _ => null,
    };

    private static OrderTerms Terms(OrderSpec spec)
    {
        var isLimit = spec.Type is OrderType.Limit or OrderType.StopLossLimit or OrderType.TakeProfitLimit;
        return new OrderTerms
        {
            Type = spec.Type,
            TimeInForce = isLimit ? spec.TimeInForce : null,
            Price = isLimit || spec.Type == OrderType.LimitMaker ? spec.Price : null,
            ClientOrderId = spec.ClientOrderId,
            StopPrice = spec.Type.IsStop() && spec.StopPrice.Raw > 0 ? spec.StopPrice : null,
            TrailingDelta = spec.TrailingDeltaBps > 0 ? spec.TrailingDeltaBps : null,
            IcebergQty = spec.IcebergQuantity.Raw > 0 ? spec.IcebergQuantity : null,
        };
    }

    // Both enums have the exchange's words in one order; a test holds them together.
    private static SelfTradePreventionMode? Prevention(OrderSpec spec) => (SelfTradePreventionMode?)spec.SelfTrade;
}
