using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>POST order, order.place (and their test twins).</summary>
public sealed record PlaceOrder
{
    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>Side.</summary>
    public required Side Side { get; init; }

    /// <summary>Terms.</summary>
    public required OrderTerms Terms { get; init; }

    /// <summary>Base quantity.</summary>
    public Quantity? Quantity { get; init; }

    /// <summary>Quote amount, market orders only.</summary>
    public Money? QuoteOrderQty { get; init; }

    /// <summary>How much the answer tells; the default depends on the type, so it should always be said.</summary>
    public ResponseType? ResponseType { get; init; }

    /// <summary>Self-trade prevention; null: the symbol's default.</summary>
    public SelfTradePreventionMode? SelfTradePreventionMode { get; init; }

    /// <summary>Writes the parameters.</summary>
    /// <exception cref="ArgumentException">A price or quantity has more decimals than its step.</exception>
    public void WriteTo(ParameterList list, OrderSteps steps)
    {
        ArgumentNullException.ThrowIfNull(list);
        list.Add("symbol", Symbol).Add("side", Words.TextOf(Side));
        Terms.WriteTo(list, "", steps, Quantity, QuoteOrderQty);
        ListOptions.WriteTo(list, ResponseType, SelfTradePreventionMode);
    }

    /// <summary>Reads the parameters; whether they fit together is the caller's to judge.</summary>
    public static PlaceOrder Read(ParameterReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new PlaceOrder
        {
            Symbol = reader.RequiredText("symbol"),
            Side = ListOptions.ReadSide(reader, "side"),
            Terms = OrderTerms.Read(reader, ""),
            Quantity = reader.Quantity("quantity"),
            QuoteOrderQty = reader.Money("quoteOrderQty"),
            ResponseType = ListOptions.ReadResponseType(reader),
            SelfTradePreventionMode = ListOptions.ReadPrevention(reader),
        };
    }
}

/// <summary>DELETE order, order.cancel; GET order, order.status (without the last two).</summary>
public sealed record OrderReference
{
    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>The exchange's number; with <see cref="OrigClientOrderId"/> both must be of the same order.</summary>
    public VenueOrderId? OrderId { get; init; }

    /// <summary>Our name.</summary>
    public ClientOrderId? OrigClientOrderId { get; init; }

    /// <summary>Our name for the cancel.</summary>
    public ClientOrderId? NewClientOrderId { get; init; }

    /// <summary>Cancel only in this state.</summary>
    public CancelRestrictions? CancelRestrictions { get; init; }

    /// <summary>Writes the parameters.</summary>
    public void WriteTo(ParameterList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        list.Add("symbol", Symbol);
        if (OrderId is { } number)
            list.Add("orderId", number.Value);
        if (OrigClientOrderId is { } id)
            list.Add("origClientOrderId", id.Value);
        if (NewClientOrderId is { } cancelId)
            list.Add("newClientOrderId", cancelId.Value);
        if (CancelRestrictions is { } restrictions)
            list.Add("cancelRestrictions", Words.TextOf(restrictions));
    }

    /// <summary>Reads the parameters; one of the two ids has to be there.</summary>
    public static OrderReference Read(ParameterReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var reference = new OrderReference
        {
            Symbol = reader.RequiredText("symbol"),
            OrderId = reader.Integer("orderId") is { } number ? new VenueOrderId(number) : null,
            OrigClientOrderId = reader.Text("origClientOrderId") is { } id ? new ClientOrderId(id) : null,
            NewClientOrderId = reader.ClientId("newClientOrderId") is { } cancelId ? new ClientOrderId(cancelId) : null,
            CancelRestrictions = ListOptions.ReadRestrictions(reader),
        };
        if (reference.OrderId is null && reference.OrigClientOrderId is null)
            reader.Refuse(ErrorCode.MandatoryParameter, "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!");
        return reference;
    }
}

/// <summary>POST order/cancelReplace, order.cancelReplace.</summary>
public sealed record CancelReplaceOrder
{
    /// <summary>The new order.</summary>
    public required PlaceOrder NewOrder { get; init; }

    /// <summary>Whether the new order is placed when the cancel fails.</summary>
    public required CancelReplaceMode Mode { get; init; }

    /// <summary>The order to cancel by the exchange's number.</summary>
    public VenueOrderId? CancelOrderId { get; init; }

    /// <summary>The order to cancel by our name.</summary>
    public ClientOrderId? CancelOrigClientOrderId { get; init; }

    /// <summary>Our name for the cancel.</summary>
    public ClientOrderId? CancelNewClientOrderId { get; init; }

    /// <summary>Cancel only in this state.</summary>
    public CancelRestrictions? CancelRestrictions { get; init; }

    /// <summary>What to do when the order count is used up.</summary>
    public OrderRateLimitExceededMode? OrderRateLimitExceededMode { get; init; }

    /// <summary>Writes the parameters.</summary>
    /// <exception cref="ArgumentException">A price or quantity has more decimals than its step.</exception>
    public void WriteTo(ParameterList list, OrderSteps steps)
    {
        ArgumentNullException.ThrowIfNull(list);
        NewOrder.WriteTo(list, steps);
        list.Add("cancelReplaceMode", Words.TextOf(Mode));
        if (CancelOrderId is { } number)
            list.Add("cancelOrderId", number.Value);
        if (CancelOrigClientOrderId is { } id)
            list.Add("cancelOrigClientOrderId", id.Value);
        if (CancelNewClientOrderId is { } cancelId)
            list.Add("cancelNewClientOrderId", cancelId.Value);
        if (CancelRestrictions is { } restrictions)
            list.Add("cancelRestrictions", Words.TextOf(restrictions));
        if (OrderRateLimitExceededMode is { } mode)
            list.Add("orderRateLimitExceededMode", Words.TextOf(mode));
    }

    /// <summary>Reads the parameters; one of the two ids has to be there.</summary>
    public static CancelReplaceOrder Read(ParameterReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var request = new CancelReplaceOrder
        {
            NewOrder = PlaceOrder.Read(reader),
            Mode = reader.RequiredWord<CancelReplaceMode>(
                "cancelReplaceMode", ErrorCode.InvalidParameter, "Data sent for parameter 'cancelReplaceMode' is not valid."),
            CancelOrderId = reader.Integer("cancelOrderId") is { } number ? new VenueOrderId(number) : null,
            CancelOrigClientOrderId = reader.Text("cancelOrigClientOrderId") is { } id ? new ClientOrderId(id) : null,
            CancelNewClientOrderId = reader.ClientId("cancelNewClientOrderId") is { } cancelId ? new ClientOrderId(cancelId) : null,
            CancelRestrictions = ListOptions.ReadRestrictions(reader),
            OrderRateLimitExceededMode = reader.Word<OrderRateLimitExceededMode>(
                "orderRateLimitExceededMode", ErrorCode.InvalidParameter, "Data sent for parameter 'orderRateLimitExceededMode' is not valid."),
        };
        if (request.CancelOrderId is null && request.CancelOrigClientOrderId is null)
            reader.Refuse(ErrorCode.MandatoryParameter, "Param 'cancelOrigClientOrderId' or 'cancelOrderId' must be sent, but both were empty/null!");
        return request;
    }
}

/// <summary>PUT order/amend/keepPriority, order.amend.keepPriority: only downwards, keeps the place in the queue.</summary>
public sealed record AmendOrder
{
    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>The exchange's number.</summary>
    public VenueOrderId? OrderId { get; init; }

    /// <summary>Our name.</summary>
    public ClientOrderId? OrigClientOrderId { get; init; }

    /// <summary>Our name from now on; null: the exchange makes one.</summary>
    public ClientOrderId? NewClientOrderId { get; init; }

    /// <summary>Quantity from now on: above zero, below what was ordered.</summary>
    public required Quantity NewQty { get; init; }

    /// <summary>Writes the parameters.</summary>
    /// <exception cref="ArgumentException">The quantity has more decimals than its step.</exception>
    public void WriteTo(ParameterList list, OrderSteps steps)
    {
        ArgumentNullException.ThrowIfNull(list);
        var reference = new OrderReference
        {
            Symbol = Symbol, OrderId = OrderId, OrigClientOrderId = OrigClientOrderId, NewClientOrderId = NewClientOrderId,
        };
        reference.WriteTo(list);
        list.Add("newQty", NewQty, steps.LotSize);
    }

    /// <summary>Reads the parameters; one of the two ids has to be there.</summary>
    public static AmendOrder Read(ParameterReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var reference = OrderReference.Read(reader);
        return new AmendOrder
        {
            Symbol = reference.Symbol,
            OrderId = reference.OrderId,
            OrigClientOrderId = reference.OrigClientOrderId,
            NewClientOrderId = reference.NewClientOrderId,
            NewQty = reader.RequiredQuantity("newQty"),
        };
    }
}
