using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>Orders and lists in the shapes of the exchange's answers.</summary>
internal static class OrderShapes
{
    /// <summary>Answer to a placement.</summary>
    public static OrderReport Placed(OrderRecord order, ResponseType type, Timestamp time)
    {
        var ack = new OrderReport
        {
            Symbol = order.Symbol,
            OrderId = order.Id,
            OrderListId = order.List?.Number ?? VenueListId.None,
            ClientOrderId = order.ShownId,
            TransactTime = time,
        };
        if (type == ResponseType.Ack)
            return ack;
        var result = WithState(ack, order) with { WorkingTime = order.WorkingAt ?? ExchangeTime.NotYet };
        return type == ResponseType.Result ? result : result with { Fills = [.. order.Trades.Select(static trade => FillOf(trade.Fill))] };
    }

    /// <summary>Answer to a cancel.</summary>
    public static OrderReport Cancelled(OrderRecord order) => WithState(
        new OrderReport
        {
            Symbol = order.Symbol,
            OrderId = order.Id,
            OrderListId = order.List?.Number ?? VenueListId.None,
            OrigClientOrderId = order.Spec.ClientOrderId,
            ClientOrderId = order.ShownId,
            TransactTime = order.UpdatedAt,
        },
        order);

    /// <summary>Answer to a query.</summary>
    public static OrderState Asked(OrderRecord order) => new()
    {
        Symbol = order.Symbol,
        OrderId = order.Id,
        OrderListId = order.List?.Number ?? VenueListId.None,
        ClientOrderId = order.ShownId,
        Price = order.Spec.Price,
        OrigQty = order.Spec.Quantity,
        ExecutedQty = order.Filled,
        CummulativeQuoteQty = order.FilledQuote,
        Status = order.Status,
        TimeInForce = order.Spec.TimeInForce,
        Type = order.Spec.Type,
        Side = order.Spec.Side,
        StopPrice = order.Spec.StopPrice,
        IcebergQty = order.Spec.IcebergQuantity,
        Time = order.CreatedAt,
        UpdateTime = order.UpdatedAt,
        IsWorking = order.IsWorking || (order.WorkingAt is not null && order.Status != OrderStatus.Rejected),
        WorkingTime = order.WorkingAt ?? ExchangeTime.NotYet,
        OrigQuoteOrderQty = order.Spec.QuoteQuantity,
        SelfTradePreventionMode = ModeOf(order),
        TrailingDelta = DeltaOf(order),
        StrategyId = order.StrategyId,
        StrategyType = order.StrategyType,
        PreventedMatchId = order.PreventedMatchId,
        PreventedQuantity = order.Prevented > Quantity.Zero ? order.Prevented : null,
        ExpiryReason = ExpiryOf(order),
    };

    /// <summary>A list in answer to its placement, cancel or query.</summary>
    /// <param name="list">The list.</param>
    /// <param name="time">When.</param>
    /// <param name="reports">States of its orders; null in queries.</param>
    /// <param name="isPlacement">A list that was over within its placement has no name any more.</param>
    public static OrderListReport List(ListRecord list, Timestamp time, OrderReport[]? reports, bool isPlacement = false) => new()
    {
        OrderListId = list.Number,
        ContingencyType = list.Contingency,
        ListStatusType = list.IsOpen ? ListStatusType.ExecStarted : ListStatusType.AllDone,
        ListOrderStatus = list.IsOpen ? ListOrderStatus.Executing : ListOrderStatus.AllDone,
        ListClientOrderId = isPlacement && !list.IsOpen ? null : list.Name,
        TransactionTime = time,
        Symbol = list.Symbol,
        Orders = [.. list.Orders.Select(order => new ListedOrder
        {
            Symbol = list.Symbol, OrderId = order.Id, ClientOrderId = reports is null || isPlacement ? order.ShownId : order.Spec.ClientOrderId,
        })],
        OrderReports = reports,
    };

    /// <summary>Answer to an amendment.</summary>
    public static AmendReport Amended(OrderRecord order, ClientOrderId before) => new()
    {
        TransactTime = order.UpdatedAt,
        ExecutionId = order.LastExecutionId,
        AmendedOrder = new AmendedOrder
        {
            Symbol = order.Symbol,
            OrderId = order.Id,
            OrderListId = order.List?.Number ?? VenueListId.None,
            OrigClientOrderId = before,
            ClientOrderId = order.ShownId,
            Price = order.Spec.Price,
            Qty = order.Spec.Quantity,
            ExecutedQty = order.Filled,
            PreventedQty = order.Prevented,
            QuoteOrderQty = order.Spec.QuoteQuantity,
            CumulativeQuoteQty = order.FilledQuote,
            Status = order.Status,
            TimeInForce = order.Spec.TimeInForce,
            Type = order.Spec.Type,
            Side = order.Spec.Side,
            WorkingTime = order.WorkingAt ?? ExchangeTime.NotYet,
            SelfTradePreventionMode = ModeOf(order),
        },
        ListStatus = order.List is { } list ? new RawJson(ListStatusText(list)) : null,
    };

    public static MyTradeRow Trade(TradeRecord trade) => new()
    {
        Symbol = trade.Order.Symbol,
        Id = trade.Fill.TradeId,
        OrderId = trade.Order.Id,
        OrderListId = trade.Order.List?.Number ?? VenueListId.None,
        Price = trade.Fill.Price,
        Qty = trade.Fill.Quantity,
        QuoteQty = trade.Fill.QuoteAmount,
        Commission = trade.Fill.Fee,
        CommissionAsset = trade.Fill.FeeAsset,
        Time = trade.Fill.Time,
        IsBuyer = trade.Fill.Side == Side.Buy,
        IsMaker = trade.Fill.Liquidity == Liquidity.Maker,
    };

    /// <summary>The mode that the order named, else the symbol's.</summary>
    public static Word<SelfTradePreventionMode>? ModeOf(OrderRecord order) =>
        (SelfTradePreventionMode)(order.Spec.SelfTrade ?? order.DefaultSelfTrade);

    /// <summary>Why it ended unfilled; null where it did not.</summary>
    public static Word<ExpiryReason>? ExpiryOf(OrderRecord order) => order.Reason switch
    {
        "" => null,
        "INSUFFICIENT_BALANCES" => order.Status == OrderStatus.Expired ? ExpiryReason.Rejected : null,
        var reason => Words.Parse<ExpiryReason>(reason),
    };

    private static OrderReport WithState(OrderReport report, OrderRecord order) => report with
    {
        Price = order.Spec.Price,
        OrigQty = order.Spec.Quantity,
        ExecutedQty = order.Filled,
        OrigQuoteOrderQty = order.Spec.QuoteQuantity,
        CummulativeQuoteQty = order.FilledQuote,
        Status = order.Status,
        TimeInForce = order.Spec.TimeInForce,
        Type = order.Spec.Type,
        Side = order.Spec.Side,
        SelfTradePreventionMode = ModeOf(order),
        StopPrice = order.Spec.StopPrice.Raw > 0 ? order.Spec.StopPrice : null,
        IcebergQty = order.Spec.IcebergQuantity > Quantity.Zero ? order.Spec.IcebergQuantity : null,
        TrailingDelta = DeltaOf(order),
        TrailingTime = order.Spec.TrailingDeltaBps > 0 ? order.WorkingAt ?? ExchangeTime.NotYet : null,
        StrategyId = order.StrategyId,
        StrategyType = order.StrategyType,
        PreventedMatchId = order.PreventedMatchId,
        PreventedQuantity = order.Prevented > Quantity.Zero ? order.Prevented : null,
        ExpiryReason = ExpiryOf(order),
    };

    private static int? DeltaOf(OrderRecord order) => order.Spec.TrailingDeltaBps > 0 ? order.Spec.TrailingDeltaBps : null;

    private static ReportFill FillOf(Fill fill) => new()
    {
        Price = fill.Price, Qty = fill.Quantity, Commission = fill.Fee, CommissionAsset = fill.FeeAsset, TradeId = fill.TradeId,
    };

    private static string ListStatusText(ListRecord list)
    {
        var orders = list.Orders.Select(order => $$"""{"symbol":"{{list.Symbol}}","orderId":{{order.Id.Value}},"clientOrderId":"{{order.ShownId}}"}""");
        return $$"""{"orderListId":{{list.Number.Value}},"contingencyType":"{{Words.TextOf(list.Contingency)}}","listOrderStatus":"{{(list.IsOpen ? "EXECUTING" : "ALL_DONE")}}","listClientOrderId":"{{list.Name}}","symbol":"{{list.Symbol}}","orders":[{{string.Join(',', orders)}}]}""";
    }
}
