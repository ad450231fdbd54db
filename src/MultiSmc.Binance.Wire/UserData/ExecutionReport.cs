using System.Text.Json.Serialization;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>
/// <c>executionReport</c>: something happened to an order. Key state by order id; de-duplicate by (<see cref="OrderId"/>,
/// <see cref="ExecutionId"/>) and fills by (symbol, trade id).
/// </summary>
public sealed record ExecutionReport : UserEvent
{
    /// <inheritdoc/>
    [JsonPropertyName("e")]
    public override string EventName => "executionReport";

    /// <summary>Symbol.</summary>
    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    /// <summary>Client id; of a cancel the cancel's id, of an amendment the new one: <see cref="OrderClientId"/> sorts that out.</summary>
    [JsonPropertyName("c")]
    public required ClientOrderId ClientOrderId { get; init; }

    /// <summary>Side.</summary>
    [JsonPropertyName("S")]
    public required Word<Side> Side { get; init; }

    /// <summary>Kind.</summary>
    [JsonPropertyName("o")]
    public required Word<OrderType> Type { get; init; }

    /// <summary>How long it works.</summary>
    [JsonPropertyName("f")]
    public required Word<TimeInForce> TimeInForce { get; init; }

    /// <summary>Quantity ordered.</summary>
    [JsonPropertyName("q")]
    public required Quantity Quantity { get; init; }

    /// <summary>Limit price; zero where the type has none.</summary>
    [JsonPropertyName("p")]
    public required Price Price { get; init; }

    /// <summary>Trigger price.</summary>
    [JsonPropertyName("P")]
    public required Price StopPrice { get; init; }

    /// <summary>Visible part of an iceberg.</summary>
    [JsonPropertyName("F")]
    public Quantity? IcebergQuantity { get; init; }

    /// <summary>The list it belongs to.</summary>
    [JsonPropertyName("g")]
    public VenueListId? OrderListId { get; init; }

    /// <summary>Of a cancel or amendment: the order's client id before; else "".</summary>
    [JsonPropertyName("C")]
    public required ClientOrderId OrigClientOrderId { get; init; }

    /// <summary>What happened.</summary>
    [JsonPropertyName("x")]
    public required Word<ExecutionType> ExecutionType { get; init; }

    /// <summary>State now.</summary>
    [JsonPropertyName("X")]
    public required Word<OrderStatus> Status { get; init; }

    /// <summary>Why refused.</summary>
    [JsonPropertyName("r")]
    public required Word<RejectReason> RejectReason { get; init; }

    /// <summary>The exchange's number.</summary>
    [JsonPropertyName("i")]
    public required VenueOrderId OrderId { get; init; }

    /// <summary>Quantity of this fill.</summary>
    [JsonPropertyName("l")]
    public required Quantity LastQuantity { get; init; }

    /// <summary>Quantity of all fills.</summary>
    [JsonPropertyName("z")]
    public required Quantity FilledQuantity { get; init; }

    /// <summary>Price of this fill.</summary>
    [JsonPropertyName("L")]
    public required Price LastPrice { get; init; }

    /// <summary>Commission of this fill.</summary>
    [JsonPropertyName("n")]
    public required CommissionAmount Commission { get; init; }

    /// <summary>Asset of the commission; null where there is none.</summary>
    [JsonPropertyName("N")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Asset? CommissionAsset { get; init; }

    /// <summary>When the engine did it.</summary>
    [JsonPropertyName("T")]
    public required Timestamp TransactionTime { get; init; }

    /// <summary>Trade id, -1 if this is no fill.</summary>
    [JsonPropertyName("t")]
    public required TradeId TradeId { get; init; }

    /// <summary>Prevented match.</summary>
    [JsonPropertyName("v")]
    public long? PreventedMatchId { get; init; }

    /// <summary>Number of this execution: rises per symbol, with gaps.</summary>
    [JsonPropertyName("I")]
    public long? ExecutionId { get; init; }

    /// <summary>On the book.</summary>
    [JsonPropertyName("w")]
    public required bool IsWorking { get; init; }

    /// <summary>This fill rested.</summary>
    [JsonPropertyName("m")]
    public required bool IsMaker { get; init; }

    /// <summary>Without meaning.</summary>
    [JsonPropertyName("M")]
    public bool? Ignore { get; init; }

    /// <summary>When the order was made.</summary>
    [JsonPropertyName("O")]
    public required Timestamp OrderTime { get; init; }

    /// <summary>Quote amount of all fills.</summary>
    [JsonPropertyName("Z")]
    public required Money FilledQuote { get; init; }

    /// <summary>Quote amount of this fill.</summary>
    [JsonPropertyName("Y")]
    public Money? LastQuote { get; init; }

    /// <summary>Quote amount ordered.</summary>
    [JsonPropertyName("Q")]
    public Money? QuoteOrderQuantity { get; init; }

    /// <summary>Since when it is on the book.</summary>
    [JsonPropertyName("W")]
    public Timestamp? WorkingTime { get; init; }

    /// <summary>Self-trade prevention.</summary>
    [JsonPropertyName("V")]
    public Word<SelfTradePreventionMode>? SelfTradePreventionMode { get; init; }

    /// <summary>Trailing delta in basis points.</summary>
    [JsonPropertyName("d")]
    public int? TrailingDelta { get; init; }

    /// <summary>Since when it trails.</summary>
    [JsonPropertyName("D")]
    public Timestamp? TrailingTime { get; init; }

    /// <summary>The client's number of a strategy.</summary>
    [JsonPropertyName("j")]
    public long? StrategyId { get; init; }

    /// <summary>The client's kind of strategy.</summary>
    [JsonPropertyName("J")]
    public int? StrategyType { get; init; }

    /// <summary>Quantity lost to self-trade prevention in all.</summary>
    [JsonPropertyName("A")]
    public Quantity? PreventedQuantity { get; init; }

    /// <summary>Quantity lost to self-trade prevention now.</summary>
    [JsonPropertyName("B")]
    public Quantity? LastPreventedQuantity { get; init; }

    /// <summary>Trade group.</summary>
    [JsonPropertyName("u")]
    public long? TradeGroupId { get; init; }

    /// <summary>The order it would have met.</summary>
    [JsonPropertyName("U")]
    public VenueOrderId? CounterOrderId { get; init; }

    /// <summary>That order's symbol.</summary>
    [JsonPropertyName("Cs")]
    public string? CounterSymbol { get; init; }

    /// <summary>Quantity of the prevented match.</summary>
    [JsonPropertyName("pl")]
    public Quantity? PreventedExecutionQuantity { get; init; }

    /// <summary>Its price.</summary>
    [JsonPropertyName("pL")]
    public Price? PreventedExecutionPrice { get; init; }

    /// <summary>Its quote amount.</summary>
    [JsonPropertyName("pY")]
    public Money? PreventedExecutionQuote { get; init; }

    /// <summary>Kind of match.</summary>
    [JsonPropertyName("b")]
    public string? MatchType { get; init; }

    /// <summary>Allocation.</summary>
    [JsonPropertyName("a")]
    public long? AllocationId { get; init; }

    /// <summary>Where it works.</summary>
    [JsonPropertyName("k")]
    public Word<WorkingFloor>? WorkingFloor { get; init; }

    /// <summary>Routed by SOR.</summary>
    [JsonPropertyName("uS")]
    public bool? UsedSor { get; init; }

    /// <summary>Which side its price follows.</summary>
    [JsonPropertyName("gP")]
    public Word<PegPriceType>? PegPriceType { get; init; }

    /// <summary>What the offset counts.</summary>
    [JsonPropertyName("gOT")]
    public Word<PegOffsetType>? PegOffsetType { get; init; }

    /// <summary>Offset.</summary>
    [JsonPropertyName("gOV")]
    public int? PegOffsetValue { get; init; }

    /// <summary>Price that the peg gave.</summary>
    [JsonPropertyName("gp")]
    public Price? PeggedPrice { get; init; }

    /// <summary>Why it ended unfilled.</summary>
    [JsonPropertyName("eR")]
    public Word<ExpiryReason>? ExpiryReason { get; init; }

    /// <summary>The client id that the order was known by before this report: what our books key it by.</summary>
    [JsonIgnore]
    public ClientOrderId OrderClientId => string.IsNullOrEmpty(OrigClientOrderId.Value) ? ClientOrderId : OrigClientOrderId;

    /// <summary>What can still trade while the order is not final.</summary>
    [JsonIgnore]
    public Quantity Leaves => Quantity - FilledQuantity - (PreventedQuantity ?? default);
}

/// <summary>A commission amount in an execution report: the exchange writes nothing as "0" and the rest with eight decimals.</summary>
/// <param name="Amount">The amount.</param>
public readonly record struct CommissionAmount(Money Amount)
{
    /// <summary>An amount.</summary>
    public static implicit operator CommissionAmount(Money amount) => new(amount);

    /// <inheritdoc/>
    public override string ToString() => Amount.ToString();
}
