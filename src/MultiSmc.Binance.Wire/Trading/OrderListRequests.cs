using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>POST orderList/oco, orderList.place.oco: of two orders one cancels the other.</summary>
public sealed record PlaceOco
{
    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>Our name for the list.</summary>
    public ClientListId? ListClientOrderId { get; init; }

    /// <summary>Side of both.</summary>
    public required Side Side { get; init; }

    /// <summary>Quantity of both.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>The leg above the market.</summary>
    public required OrderTerms Above { get; init; }

    /// <summary>The leg below the market.</summary>
    public required OrderTerms Below { get; init; }

    /// <summary>How much the answer tells.</summary>
    public ResponseType? ResponseType { get; init; }

    /// <summary>Self-trade prevention; null: the symbol's default.</summary>
    public SelfTradePreventionMode? SelfTradePreventionMode { get; init; }

    /// <summary>Writes the parameters.</summary>
    /// <exception cref="ArgumentException">A price or quantity has more decimals than its step.</exception>
    public void WriteTo(ParameterList list, OrderSteps steps)
    {
        ArgumentNullException.ThrowIfNull(list);
        list.Add("symbol", Symbol);
        if (ListClientOrderId is { } id)
            list.Add("listClientOrderId", id.Value);
        list.Add("side", Words.TextOf(Side)).Add("quantity", Quantity, steps.LotSize);
        Above.WriteTo(list, "above", steps);
        Below.WriteTo(list, "below", steps);
        ListOptions.WriteTo(list, ResponseType, SelfTradePreventionMode);
    }

    /// <summary>Reads the parameters; whether they fit together is the caller's to judge.</summary>
    public static PlaceOco Read(ParameterReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new PlaceOco
        {
            Symbol = reader.RequiredText("symbol"),
            ListClientOrderId = ListOptions.ReadListId(reader, "listClientOrderId"),
            Side = ListOptions.ReadSide(reader, "side"),
            Quantity = reader.RequiredQuantity("quantity"),
            Above = OrderTerms.Read(reader, "above"),
            Below = OrderTerms.Read(reader, "below"),
            ResponseType = ListOptions.ReadResponseType(reader),
            SelfTradePreventionMode = ListOptions.ReadPrevention(reader),
        };
    }
}

/// <summary>
/// The triggered lists: OTO and OTOCO (pending quantity given), OPO and OPOCO (pending quantity is what the working order received). The pending
/// order or OCO appears when the working order is filled whole.
/// </summary>
public sealed record PlaceTriggered
{
    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>Our name for the list.</summary>
    public ClientListId? ListClientOrderId { get; init; }

    /// <summary>Side of the working order.</summary>
    public required Side WorkingSide { get; init; }

    /// <summary>Quantity of the working order.</summary>
    public required Quantity WorkingQuantity { get; init; }

    /// <summary>The working order.</summary>
    public required OrderTerms Working { get; init; }

    /// <summary>Side of what is pending.</summary>
    public required Side PendingSide { get; init; }

    /// <summary>Quantity of what is pending; null: OPO, OPOCO.</summary>
    public Quantity? PendingQuantity { get; init; }

    /// <summary>The pending order (OTO, OPO), or the pending leg above the market (OTOCO, OPOCO).</summary>
    public required OrderTerms Pending { get; init; }

    /// <summary>The pending leg below the market; null: OTO, OPO.</summary>
    public OrderTerms? PendingBelow { get; init; }

    /// <summary>Whether <see cref="Pending"/> is the upper leg of an OCO; may be without a lower leg, as the exchange has it.</summary>
    public bool IsPendingOco { get; init; }

    /// <summary>How much the answer tells.</summary>
    public ResponseType? ResponseType { get; init; }

    /// <summary>Self-trade prevention; null: the symbol's default.</summary>
    public SelfTradePreventionMode? SelfTradePreventionMode { get; init; }

    /// <summary>The list's kind as in paths and methods: oto, otoco, opo, opoco.</summary>
    public string Kind => (PendingQuantity is null ? "opo" : "oto") + (IsPendingOco ? "co" : "");

    /// <summary>Writes the parameters.</summary>
    /// <exception cref="ArgumentException">A price or quantity has more decimals than its step.</exception>
    public void WriteTo(ParameterList list, OrderSteps steps)
    {
        ArgumentNullException.ThrowIfNull(list);
        list.Add("symbol", Symbol);
        if (ListClientOrderId is { } id)
            list.Add("listClientOrderId", id.Value);
        list.Add("workingSide", Words.TextOf(WorkingSide));
        Working.WriteTo(list, "working", steps, WorkingQuantity);
        list.Add("pendingSide", Words.TextOf(PendingSide));
        if (IsPendingOco && PendingQuantity is { } quantity)
            list.Add("pendingQuantity", quantity, steps.LotSize);
        Pending.WriteTo(list, IsPendingOco ? "pendingAbove" : "pending", steps, IsPendingOco ? null : PendingQuantity);
        PendingBelow?.WriteTo(list, "pendingBelow", steps);
        ListOptions.WriteTo(list, ResponseType, SelfTradePreventionMode);
    }

    /// <summary>Reads the parameters; whether they fit together is the caller's to judge.</summary>
    /// <param name="reader">The parameters.</param>
    /// <param name="kind">oto, otoco, opo or opoco, from the path or method.</param>
    public static PlaceTriggered Read(ParameterReader reader, string kind)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(kind);
        var isOco = kind.EndsWith("co", StringComparison.Ordinal);
        return new PlaceTriggered
        {
            Symbol = reader.RequiredText("symbol"),
            ListClientOrderId = ListOptions.ReadListId(reader, "listClientOrderId"),
            WorkingSide = ListOptions.ReadSide(reader, "workingSide"),
            WorkingQuantity = reader.RequiredQuantity("workingQuantity"),
            Working = OrderTerms.Read(reader, "working"),
            PendingSide = ListOptions.ReadSide(reader, "pendingSide"),
            PendingQuantity = kind.StartsWith("oto", StringComparison.Ordinal) ? reader.RequiredQuantity("pendingQuantity") : null,
            Pending = OrderTerms.Read(reader, isOco ? "pendingAbove" : "pending"),
            PendingBelow = isOco && reader.Has("pendingBelowType") ? OrderTerms.Read(reader, "pendingBelow") : null,
            IsPendingOco = isOco,
            ResponseType = ListOptions.ReadResponseType(reader),
            SelfTradePreventionMode = ListOptions.ReadPrevention(reader),
        };
    }
}

/// <summary>DELETE and GET orderList, orderList.cancel, orderList.status.</summary>
public sealed record ListReference
{
    /// <summary>Symbol; a cancel needs it, a query must not have it.</summary>
    public string? Symbol { get; init; }

    /// <summary>The exchange's number.</summary>
    public VenueListId? OrderListId { get; init; }

    /// <summary>Our name: listClientOrderId in a cancel, origClientOrderId in a query.</summary>
    public ClientListId? ListClientOrderId { get; init; }

    /// <summary>Our name for the cancel.</summary>
    public ClientOrderId? NewClientOrderId { get; init; }

    /// <summary>Writes the parameters of a cancel (with a symbol) or a query (without).</summary>
    public void WriteTo(ParameterList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        if (Symbol is not null)
            list.Add("symbol", Symbol);
        if (OrderListId is { } number)
            list.Add("orderListId", number.Value);
        if (ListClientOrderId is { } id)
            list.Add(NameOfId(Symbol is not null), id.Value);
        if (NewClientOrderId is { } cancelId)
            list.Add("newClientOrderId", cancelId.Value);
    }

    /// <summary>Reads the parameters; one of the two ids has to be there.</summary>
    /// <param name="reader">The parameters.</param>
    /// <param name="isCancel">A cancel, else a query.</param>
    public static ListReference Read(ParameterReader reader, bool isCancel)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var reference = new ListReference
        {
            Symbol = isCancel ? reader.RequiredText("symbol") : null,
            OrderListId = reader.Integer("orderListId") is { } number ? new VenueListId(number) : null,
            ListClientOrderId = reader.Text(NameOfId(isCancel)) is { } id ? new ClientListId(id) : null,
            NewClientOrderId = isCancel && reader.ClientId("newClientOrderId") is { } cancelId ? new ClientOrderId(cancelId) : null,
        };
        if (reference.OrderListId is null && reference.ListClientOrderId is null)
            reader.Refuse(ErrorCode.MandatoryParameter, $"Param '{NameOfId(isCancel)}' or 'orderListId' must be sent, but both were empty/null!");
        return reference;
    }

    private static string NameOfId(bool isCancel) => isCancel ? "listClientOrderId" : "origClientOrderId";
}
