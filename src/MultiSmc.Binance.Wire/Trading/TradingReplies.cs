namespace MultiSmc.Binance.Wire;

/// <summary>Answers of the trading endpoints; the same bodies in REST and as <c>result</c> of the WebSocket API.</summary>
public static class TradingReplies
{
    /// <summary>A placement: ACK, RESULT or FULL.</summary>
    public static MessageFormat<OrderReport> Placed { get; } = new("order report", json => json.OrderReport);

    /// <summary>A cancel: an order, or the list it belonged to.</summary>
    public static MessageFormat<CancelReport> Cancelled { get; } = new("cancel report", json => json.CancelReport);

    /// <summary>All open orders of a symbol cancelled.</summary>
    public static MessageFormat<CancelReport[]> CancelledAll { get; } = new("cancel reports", json => json.CancelReportArray);

    /// <summary>A cancel-replace of which both halves succeeded; the others come as <see cref="ErrorData.CancelReplace"/>.</summary>
    public static MessageFormat<CancelReplaceReport> CancelReplaced { get; } = new("cancelReplace report", json => json.CancelReplaceReport);

    /// <summary>An amendment.</summary>
    public static MessageFormat<AmendReport> Amended { get; } = new("amend report", json => json.AmendReport);

    /// <summary><c>order/amendments</c>.</summary>
    public static MessageFormat<AmendmentRow[]> Amendments { get; } = new("amendments", json => json.AmendmentRowArray);

    /// <summary>A query of one order.</summary>
    public static MessageFormat<OrderState> Order { get; } = new("order", json => json.OrderState);

    /// <summary><c>openOrders</c>, <c>allOrders</c>.</summary>
    public static MessageFormat<OrderState[]> Orders { get; } = new("orders", json => json.OrderStateArray);

    /// <summary>A list placed, cancelled or asked for.</summary>
    public static MessageFormat<OrderListReport> List { get; } = new("order list", json => json.OrderListReport);

    /// <summary><c>openOrderList</c>, <c>allOrderList</c>.</summary>
    public static MessageFormat<OrderListReport[]> Lists { get; } = new("order lists", json => json.OrderListReportArray);

    /// <summary><c>order/test</c>: empty, or the commission the order would cost.</summary>
    public static MessageFormat<TestOrderReply> Tested { get; } = new("test order", json => json.TestOrderReply);
}
