using System.Text.Json.Serialization;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>
/// What answers about an order have in common. Only the ids are always there: an ACK has nothing else, and conditional fields come with the features
/// they belong to. Null: the field is not there.
/// </summary>
public abstract record OrderFields
{
    private protected OrderFields()
    {
    }

    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>The exchange's number.</summary>
    public required VenueOrderId OrderId { get; init; }

    /// <summary>The list it belongs to, or <see cref="VenueListId.None"/>.</summary>
    public VenueListId OrderListId { get; init; } = VenueListId.None;

    /// <summary>The order's client id; in a cancel report the id of the cancel.</summary>
    public required ClientOrderId ClientOrderId { get; init; }

    /// <summary>Limit price; zero where the type has none.</summary>
    public Price? Price { get; init; }

    /// <summary>Quantity ordered.</summary>
    public Quantity? OrigQty { get; init; }

    /// <summary>Quantity filled.</summary>
    public Quantity? ExecutedQty { get; init; }

    /// <summary>Quote amount ordered, or zero.</summary>
    public Money? OrigQuoteOrderQty { get; init; }

    /// <summary>Quote amount of the fills (the exchange's spelling); below zero in very old orders: unknown.</summary>
    public Money? CummulativeQuoteQty { get; init; }

    /// <summary>State.</summary>
    public Word<OrderStatus>? Status { get; init; }

    /// <summary>How long it works.</summary>
    public Word<TimeInForce>? TimeInForce { get; init; }

    /// <summary>Kind.</summary>
    public Word<OrderType>? Type { get; init; }

    /// <summary>Side.</summary>
    public Word<Side>? Side { get; init; }

    /// <summary>Trigger price.</summary>
    public Price? StopPrice { get; init; }

    /// <summary>Visible part of an iceberg.</summary>
    public Quantity? IcebergQty { get; init; }

    /// <summary>Since when it is on the book; <see cref="ExchangeTime.NotYet"/> while a stop or pending order waits.</summary>
    public Timestamp? WorkingTime { get; init; }

    /// <summary>Self-trade prevention.</summary>
    public Word<SelfTradePreventionMode>? SelfTradePreventionMode { get; init; }

    /// <summary>Trailing delta in basis points.</summary>
    public int? TrailingDelta { get; init; }

    /// <summary>Since when it trails; <see cref="ExchangeTime.NotYet"/> before.</summary>
    public Timestamp? TrailingTime { get; init; }

    /// <summary>The client's number of a strategy.</summary>
    public long? StrategyId { get; init; }

    /// <summary>The client's kind of strategy.</summary>
    public int? StrategyType { get; init; }

    /// <summary>Last prevented match.</summary>
    public long? PreventedMatchId { get; init; }

    /// <summary>Quantity lost to self-trade prevention.</summary>
    public Quantity? PreventedQuantity { get; init; }

    /// <summary>Trade group.</summary>
    public long? TradeGroupId { get; init; }

    /// <summary>Routed by SOR.</summary>
    public bool? UsedSor { get; init; }

    /// <summary>Where it works.</summary>
    public Word<WorkingFloor>? WorkingFloor { get; init; }

    /// <summary>Which side its price follows.</summary>
    public Word<PegPriceType>? PegPriceType { get; init; }

    /// <summary>What the offset counts.</summary>
    public Word<PegOffsetType>? PegOffsetType { get; init; }

    /// <summary>Offset.</summary>
    public int? PegOffsetValue { get; init; }

    /// <summary>Price that the peg gave.</summary>
    public Price? PeggedPrice { get; init; }

    /// <summary>Why it ended unfilled.</summary>
    public Word<ExpiryReason>? ExpiryReason { get; init; }

    /// <summary>What can still trade: ordered less filled less prevented; null in an ACK.</summary>
    [JsonIgnore]
    public Quantity? Leaves => OrigQty is { } ordered && ExecutedQty is { } filled ? ordered - filled - (PreventedQuantity ?? default) : null;
}

/// <summary>Answer to a placement (ACK, RESULT, FULL) or to a cancel.</summary>
public sealed record OrderReport : OrderFields
{
    /// <summary>In a cancel: the order's own client id. In a placement: null.</summary>
    public ClientOrderId? OrigClientOrderId { get; init; }

    /// <summary>When the engine did it.</summary>
    public required Timestamp TransactTime { get; init; }

    /// <summary>Fills of a FULL answer.</summary>
    public ReportFill[]? Fills { get; init; }

    /// <summary>Matches that self-trade prevention stopped, as they came.</summary>
    public RawJson? PreventedMatches { get; init; }
}

/// <summary>A fill in a FULL answer.</summary>
public sealed record ReportFill
{
    /// <summary>Price.</summary>
    public required Price Price { get; init; }

    /// <summary>Base quantity.</summary>
    public required Quantity Qty { get; init; }

    /// <summary>Commission taken.</summary>
    public required Money Commission { get; init; }

    /// <summary>Of this asset; may differ from fill to fill.</summary>
    public required Asset CommissionAsset { get; init; }

    /// <summary>Trade id.</summary>
    public required TradeId TradeId { get; init; }
}

/// <summary>An order as it is asked for: order, openOrders, allOrders.</summary>
public sealed record OrderState : OrderFields
{
    /// <summary>When it was placed.</summary>
    public required Timestamp Time { get; init; }

    /// <summary>When it changed last.</summary>
    public required Timestamp UpdateTime { get; init; }

    /// <summary>Whether it is on the book.</summary>
    public required bool IsWorking { get; init; }
}
