using System.Text.Json.Serialization;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>Event <c>trade</c> as a server writes it; readers in a hurry use <see cref="TradeMessageDecoder"/>.</summary>
public sealed record TradeEvent
{
    /// <summary>Name of the event.</summary>
    [JsonPropertyName("e")]
    public string EventName { get; init; } = "trade";

    /// <summary>When it was sent.</summary>
    [JsonPropertyName("E")]
    public required Timestamp EventTime { get; init; }

    /// <summary>Symbol.</summary>
    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    /// <summary>Trade id.</summary>
    [JsonPropertyName("t")]
    public required long TradeId { get; init; }

    /// <summary>Price.</summary>
    [JsonPropertyName("p")]
    public required Price Price { get; init; }

    /// <summary>Base quantity.</summary>
    [JsonPropertyName("q")]
    public required Quantity Quantity { get; init; }

    /// <summary>When it was traded.</summary>
    [JsonPropertyName("T")]
    public required Timestamp TradeTime { get; init; }

    /// <summary>Who took.</summary>
    [JsonPropertyName("m")]
    public required AggressorSide Aggressor { get; init; }

    /// <summary>Without meaning.</summary>
    [JsonPropertyName("M")]
    public bool Ignore { get; init; } = true;
}

/// <summary>Event <c>aggTrade</c>.</summary>
public sealed record AggTradeEvent
{
    /// <summary>Name of the event.</summary>
    [JsonPropertyName("e")]
    public string EventName { get; init; } = "aggTrade";

    /// <summary>When it was sent.</summary>
    [JsonPropertyName("E")]
    public required Timestamp EventTime { get; init; }

    /// <summary>Symbol.</summary>
    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

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

    /// <summary>When it was traded.</summary>
    [JsonPropertyName("T")]
    public required Timestamp TradeTime { get; init; }

    /// <summary>Who took.</summary>
    [JsonPropertyName("m")]
    public required AggressorSide Aggressor { get; init; }

    /// <summary>Without meaning.</summary>
    [JsonPropertyName("M")]
    public bool Ignore { get; init; } = true;
}

/// <summary>Best bid and ask; spot's has neither name nor time. Readers in a hurry use <see cref="BookTickerDecoder"/>.</summary>
public sealed record BookTickerEvent
{
    /// <summary>The book's update id.</summary>
    [JsonPropertyName("u")]
    public required long UpdateId { get; init; }

    /// <summary>Symbol.</summary>
    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    /// <summary>Best bid.</summary>
    [JsonPropertyName("b")]
    public required Price Bid { get; init; }

    /// <summary>Its size.</summary>
    [JsonPropertyName("B")]
    public required Quantity BidQuantity { get; init; }

    /// <summary>Best ask.</summary>
    [JsonPropertyName("a")]
    public required Price Ask { get; init; }

    /// <summary>Its size.</summary>
    [JsonPropertyName("A")]
    public required Quantity AskQuantity { get; init; }
}

/// <summary>Event <c>depthUpdate</c>: absolute sizes of levels that changed; size zero: the level is gone.</summary>
public sealed record DepthUpdateEvent
{
    /// <summary>Name of the event.</summary>
    [JsonPropertyName("e")]
    public string EventName { get; init; } = "depthUpdate";

    /// <summary>When it was sent.</summary>
    [JsonPropertyName("E")]
    public required Timestamp EventTime { get; init; }

    /// <summary>Symbol.</summary>
    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    /// <summary>First update id in it.</summary>
    [JsonPropertyName("U")]
    public required long FirstUpdateId { get; init; }

    /// <summary>Last update id in it.</summary>
    [JsonPropertyName("u")]
    public required long LastUpdateId { get; init; }

    /// <summary>Bids that changed.</summary>
    [JsonPropertyName("b")]
    public required PriceLevel[] Bids { get; init; }

    /// <summary>Asks that changed.</summary>
    [JsonPropertyName("a")]
    public required PriceLevel[] Asks { get; init; }
}

/// <summary>Event <c>avgPrice</c>.</summary>
public sealed record AveragePriceEvent
{
    /// <summary>Name of the event.</summary>
    [JsonPropertyName("e")]
    public string EventName { get; init; } = "avgPrice";

    /// <summary>When it was sent.</summary>
    [JsonPropertyName("E")]
    public required Timestamp EventTime { get; init; }

    /// <summary>Symbol.</summary>
    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    /// <summary>Window: "5m".</summary>
    [JsonPropertyName("i")]
    public required string Interval { get; init; }

    /// <summary>Volume-weighted average.</summary>
    [JsonPropertyName("w")]
    public required Price Price { get; init; }

    /// <summary>Time of the last trade in it.</summary>
    [JsonPropertyName("T")]
    public required Timestamp LastTradeTime { get; init; }
}

/// <summary>Event <c>24hrMiniTicker</c>.</summary>
public sealed record MiniTickerEvent
{
    /// <summary>Name of the event.</summary>
    [JsonPropertyName("e")]
    public string EventName { get; init; } = "24hrMiniTicker";

    /// <summary>When it was sent.</summary>
    [JsonPropertyName("E")]
    public required Timestamp EventTime { get; init; }

    /// <summary>Symbol.</summary>
    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    /// <summary>Last price.</summary>
    [JsonPropertyName("c")]
    public required Price Close { get; init; }

    /// <summary>First price.</summary>
    [JsonPropertyName("o")]
    public required Price Open { get; init; }

    /// <summary>Highest price.</summary>
    [JsonPropertyName("h")]
    public required Price High { get; init; }

    /// <summary>Lowest price.</summary>
    [JsonPropertyName("l")]
    public required Price Low { get; init; }

    /// <summary>Base volume.</summary>
    [JsonPropertyName("v")]
    public required Quantity Volume { get; init; }

    /// <summary>Quote volume; may outgrow 92 billion, so it stays text.</summary>
    [JsonPropertyName("q")]
    public required string QuoteVolume { get; init; }
}

/// <summary>Event <c>serverShutdown</c>: this connection ends soon; open another first.</summary>
public sealed record StreamShutdownEvent
{
    /// <summary>Name of the event.</summary>
    [JsonPropertyName("e")]
    public string EventName { get; init; } = "serverShutdown";

    /// <summary>When it was sent.</summary>
    [JsonPropertyName("E")]
    public required Timestamp EventTime { get; init; }
}
