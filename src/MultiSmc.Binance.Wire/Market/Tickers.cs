using System.Text.Json.Serialization;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>Answer of <c>avgPrice</c>.</summary>
public sealed record AveragePrice
{
    /// <summary>Minutes averaged over.</summary>
    public required int Mins { get; init; }

    /// <summary>Volume-weighted average.</summary>
    public required Price Price { get; init; }

    /// <summary>Time of the last trade in it.</summary>
    public required Timestamp CloseTime { get; init; }
}

/// <summary>Row of <c>ticker/price</c>.</summary>
public sealed record PriceTicker
{
    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>Last price.</summary>
    public required Price Price { get; init; }
}

/// <summary>Row of <c>ticker/bookTicker</c>.</summary>
public sealed record BookTickerRow
{
    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>Best bid.</summary>
    public required Price BidPrice { get; init; }

    /// <summary>Its size.</summary>
    public required Quantity BidQty { get; init; }

    /// <summary>Best ask.</summary>
    public required Price AskPrice { get; init; }

    /// <summary>Its size.</summary>
    public required Quantity AskQty { get; init; }
}

/// <summary>Row of <c>ticker/24hr</c>; the fields below the line are missing in its MINI form.</summary>
public sealed record DayTicker
{
    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>First price.</summary>
    public required Price OpenPrice { get; init; }

    /// <summary>Highest price.</summary>
    public required Price HighPrice { get; init; }

    /// <summary>Lowest price.</summary>
    public required Price LowPrice { get; init; }

    /// <summary>Last price.</summary>
    public required Price LastPrice { get; init; }

    /// <summary>Base volume.</summary>
    public required Quantity Volume { get; init; }

    /// <summary>Quote volume; unlike other amounts it may outgrow 92 billion, so it stays text.</summary>
    public required string QuoteVolume { get; init; }

    /// <summary>Begin of the window.</summary>
    public required Timestamp OpenTime { get; init; }

    /// <summary>End of the window.</summary>
    public required Timestamp CloseTime { get; init; }

    /// <summary>First trade id, -1 if none.</summary>
    public required long FirstId { get; init; }

    /// <summary>Last trade id, -1 if none.</summary>
    public required long LastId { get; init; }

    /// <summary>Number of trades.</summary>
    public required long Count { get; init; }

    /// <summary>Last less first price.</summary>
    public Price? PriceChange { get; init; }

    /// <summary>The same in percent, three decimals, as text.</summary>
    public string? PriceChangePercent { get; init; }

    /// <summary>Volume-weighted average.</summary>
    public Price? WeightedAvgPrice { get; init; }

    /// <summary>Last price of the window before.</summary>
    public Price? PrevClosePrice { get; init; }

    /// <summary>Size of the last trade.</summary>
    public Quantity? LastQty { get; init; }

    /// <summary>Best bid.</summary>
    public Price? BidPrice { get; init; }

    /// <summary>Its size.</summary>
    public Quantity? BidQty { get; init; }

    /// <summary>Best ask.</summary>
    public Price? AskPrice { get; init; }

    /// <summary>Its size.</summary>
    public Quantity? AskQty { get; init; }
}

/// <summary>Answer of <c>referencePrice</c>.</summary>
public sealed record ReferencePriceReply
{
    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>The price, or null where there is none now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Price? ReferencePrice { get; init; }

    /// <summary>Since when.</summary>
    public required Timestamp Timestamp { get; init; }
}

/// <summary>Answer of <c>executionRules</c>.</summary>
public sealed record ExecutionRules
{
    /// <summary>Rules by symbol.</summary>
    public required SymbolExecutionRules[] SymbolRules { get; init; }
}

/// <summary>Execution rules of one symbol.</summary>
public sealed record SymbolExecutionRules
{
    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>Its rules.</summary>
    public required ExecutionRule[] Rules { get; init; }
}

/// <summary>
/// One execution rule. PRICE_RANGE: a taker trades only within these multiples of the reference price; other types have none of them.
/// </summary>
public sealed record ExecutionRule
{
    /// <summary>"PRICE_RANGE" is the only one we know.</summary>
    public required string RuleType { get; init; }

    /// <summary>Buyers, upper.</summary>
    public Multiplier? BidLimitMultUp { get; init; }

    /// <summary>Buyers, lower.</summary>
    public Multiplier? BidLimitMultDown { get; init; }

    /// <summary>Sellers, upper.</summary>
    public Multiplier? AskLimitMultUp { get; init; }

    /// <summary>Sellers, lower.</summary>
    public Multiplier? AskLimitMultDown { get; init; }
}
