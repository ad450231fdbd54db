using System.Text.Json.Serialization;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>Answer of <c>time</c>.</summary>
public sealed record ServerTimeReply
{
    /// <summary>The exchange's clock.</summary>
    public required Timestamp ServerTime { get; init; }
}

/// <summary>The whole order book down to a depth: answer of <c>depth</c>, and of the partial depth streams.</summary>
public sealed record DepthSnapshot
{
    /// <summary>The book's update id.</summary>
    public required long LastUpdateId { get; init; }

    /// <summary>Bids, best first.</summary>
    public required PriceLevel[] Bids { get; init; }

    /// <summary>Asks, best first.</summary>
    public required PriceLevel[] Asks { get; init; }
}

/// <summary>One level of a book.</summary>
/// <param name="Price">Its price.</param>
/// <param name="Quantity">All that rests there; zero in an update: the level is gone.</param>
public readonly record struct PriceLevel(Price Price, Quantity Quantity);

/// <summary>One row of <c>trades</c> and <c>historicalTrades</c>.</summary>
public sealed record TradeRow
{
    /// <summary>Trade id.</summary>
    public required long Id { get; init; }

    /// <summary>Price.</summary>
    public required Price Price { get; init; }

    /// <summary>Base quantity.</summary>
    public required Quantity Qty { get; init; }

    /// <summary>Quote amount.</summary>
    public required Money QuoteQty { get; init; }

    /// <summary>When.</summary>
    public required Timestamp Time { get; init; }

    /// <summary>Who took.</summary>
    [JsonPropertyName("isBuyerMaker")]
    public required AggressorSide Aggressor { get; init; }

    /// <summary>Without meaning.</summary>
    public bool IsBestMatch { get; init; } = true;

    /// <summary>As a trade of the tape.</summary>
    public TradeTick ToTick() => new(Id, Time, Price, Qty, Aggressor);
}

/// <summary>One row of <c>aggTrades</c>: one taker order at one price.</summary>
public sealed record AggTradeRow
{
    /// <summary>Aggregate id.</summary>
    [JsonPropertyName("a")]
    public required long Id { get; init; }

    /// <summary>Price.</summary>
    [JsonPropertyName("p")]
    public required Price Price { get; init; }

    /// <summary>Base quantity.</summary>
    [JsonPropertyName("q")]
    public required Quantity Quantity { get; init; }

    /// <summary>First trade id.</summary>
    [JsonPropertyName("f")]
    public required long FirstTradeId { get; init; }

    /// <summary>Last trade id.</summary>
    [JsonPropertyName("l")]
    public required long LastTradeId { get; init; }

    /// <summary>When.</summary>
    [JsonPropertyName("T")]
    public required Timestamp Time { get; init; }

    /// <summary>Who took.</summary>
    [JsonPropertyName("m")]
    public required AggressorSide Aggressor { get; init; }

    /// <summary>Without meaning.</summary>
    [JsonPropertyName("M")]
    public bool IsBestMatch { get; init; } = true;
}

/// <summary>One candle of <c>klines</c>; an array on the wire.</summary>
public sealed record KlineRow
{
    /// <summary>Begin.</summary>
    public required Timestamp OpenTime { get; init; }

    /// <summary>First price.</summary>
    public required Price Open { get; init; }

    /// <summary>Highest price.</summary>
    public required Price High { get; init; }

    /// <summary>Lowest price.</summary>
    public required Price Low { get; init; }

    /// <summary>Last price.</summary>
    public required Price Close { get; init; }

    /// <summary>Base volume.</summary>
    public required Quantity Volume { get; init; }

    /// <summary>Begin of the next, less one unit of time.</summary>
    public required Timestamp CloseTime { get; init; }

    /// <summary>Quote volume.</summary>
    public required Money QuoteVolume { get; init; }

    /// <summary>Number of trades.</summary>
    public required long Trades { get; init; }

    /// <summary>Base volume that buyers took.</summary>
    public required Quantity TakerBuyVolume { get; init; }

    /// <summary>Quote volume that buyers took.</summary>
    public required Money TakerBuyQuoteVolume { get; init; }
}
