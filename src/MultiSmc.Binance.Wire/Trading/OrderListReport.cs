using System.Text.Json.Serialization;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>An order list: answer to its placement, cancel or query.</summary>
public sealed record OrderListReport
{
    /// <summary>The exchange's number.</summary>
    public required VenueListId OrderListId { get; init; }

    /// <summary>How its orders depend on each other.</summary>
    public required Word<ContingencyType> ContingencyType { get; init; }

    /// <summary>Why this state.</summary>
    public required Word<ListStatusType> ListStatusType { get; init; }

    /// <summary>State.</summary>
    public required Word<ListOrderStatus> ListOrderStatus { get; init; }

    /// <summary>Our name; null where the list was over within the call.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required ClientListId? ListClientOrderId { get; init; }

    /// <summary>When.</summary>
    public required Timestamp TransactionTime { get; init; }

    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>Its orders: working, then stop leg, then limit leg.</summary>
    public required ListedOrder[] Orders { get; init; }

    /// <summary>Their states; null in queries.</summary>
    public OrderReport[]? OrderReports { get; init; }
}

/// <summary>An order of a list.</summary>
public sealed record ListedOrder
{
    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>The exchange's number.</summary>
    public required VenueOrderId OrderId { get; init; }

    /// <summary>Our name.</summary>
    public required ClientOrderId ClientOrderId { get; init; }
}

/// <summary>Answer to a cancel: of an order, or of the whole list where the order was a leg.</summary>
public abstract record CancelReport
{
    private CancelReport()
    {
    }

    /// <summary>An order was cancelled.</summary>
    public sealed record Order(OrderReport Report) : CancelReport;

    /// <summary>A list was cancelled.</summary>
    public sealed record List(OrderListReport Report) : CancelReport;
}

/// <summary>Answer to an amendment.</summary>
public sealed record AmendReport
{
    /// <summary>When.</summary>
    public required Timestamp TransactTime { get; init; }

    /// <summary>The exchange's number of this execution.</summary>
    public required long ExecutionId { get; init; }

    /// <summary>The order now.</summary>
    public required AmendedOrder AmendedOrder { get; init; }

    /// <summary>The list's state where the order is a leg.</summary>
    public RawJson? ListStatus { get; init; }
}

/// <summary>An amended order; the exchange names some fields otherwise than elsewhere.</summary>
public sealed record AmendedOrder
{
    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>The exchange's number: unchanged.</summary>
    public required VenueOrderId OrderId { get; init; }

    /// <summary>The list it belongs to.</summary>
    public required VenueListId OrderListId { get; init; }

    /// <summary>Client id before.</summary>
    public required ClientOrderId OrigClientOrderId { get; init; }

    /// <summary>Client id now.</summary>
    public required ClientOrderId ClientOrderId { get; init; }

    /// <summary>Limit price.</summary>
    public required Price Price { get; init; }

    /// <summary>Quantity now.</summary>
    public required Quantity Qty { get; init; }

    /// <summary>Filled.</summary>
    public required Quantity ExecutedQty { get; init; }

    /// <summary>Lost to self-trade prevention.</summary>
    public Quantity? PreventedQty { get; init; }

    /// <summary>Quote amount ordered, or zero.</summary>
    public Money? QuoteOrderQty { get; init; }

    /// <summary>Quote amount of the fills (one m here).</summary>
    public required Money CumulativeQuoteQty { get; init; }

    /// <summary>State.</summary>
    public required Word<OrderStatus> Status { get; init; }

    /// <summary>How long it works.</summary>
    public required Word<TimeInForce> TimeInForce { get; init; }

    /// <summary>Kind.</summary>
    public required Word<OrderType> Type { get; init; }

    /// <summary>Side.</summary>
    public required Word<Side> Side { get; init; }

    /// <summary>Since when it is on the book.</summary>
    public Timestamp? WorkingTime { get; init; }

    /// <summary>Self-trade prevention.</summary>
    public Word<SelfTradePreventionMode>? SelfTradePreventionMode { get; init; }
}

/// <summary>Row of <c>order/amendments</c>.</summary>
public sealed record AmendmentRow
{
    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>The exchange's number.</summary>
    public required VenueOrderId OrderId { get; init; }

    /// <summary>The exchange's number of the execution.</summary>
    public required long ExecutionId { get; init; }

    /// <summary>Client id before.</summary>
    public required ClientOrderId OrigClientOrderId { get; init; }

    /// <summary>Client id after.</summary>
    public required ClientOrderId NewClientOrderId { get; init; }

    /// <summary>Quantity before.</summary>
    public required Quantity OrigQty { get; init; }

    /// <summary>Quantity after.</summary>
    public required Quantity NewQty { get; init; }

    /// <summary>When.</summary>
    public required Timestamp Time { get; init; }
}
