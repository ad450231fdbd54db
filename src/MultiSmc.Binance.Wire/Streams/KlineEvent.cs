using System.Text.Json.Serialization;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>Event <c>kline</c>.</summary>
public sealed record KlineEvent
{
    /// <summary>Name of the event.</summary>
    [JsonPropertyName("e")]
    public string EventName { get; init; } = "kline";

    /// <summary>When it was sent.</summary>
    [JsonPropertyName("E")]
    public required Timestamp EventTime { get; init; }

    /// <summary>Symbol.</summary>
    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    /// <summary>The candle so far.</summary>
    [JsonPropertyName("k")]
    public required StreamKline Kline { get; init; }
}

/// <summary>The candle in a <see cref="KlineEvent"/>.</summary>
public sealed record StreamKline
{
    /// <summary>Begin.</summary>
    [JsonPropertyName("t")]
    public required Timestamp OpenTime { get; init; }

    /// <summary>Begin of the next, less one unit of time.</summary>
    [JsonPropertyName("T")]
    public required Timestamp CloseTime { get; init; }

    /// <summary>Symbol.</summary>
    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    /// <summary>Interval: "1m".</summary>
    [JsonPropertyName("i")]
    public required string Interval { get; init; }

    /// <summary>First trade id, -1 if none.</summary>
    [JsonPropertyName("f")]
    public required long FirstTradeId { get; init; }

    /// <summary>Last trade id, -1 if none.</summary>
    [JsonPropertyName("L")]
    public required long LastTradeId { get; init; }

    /// <summary>First price.</summary>
    [JsonPropertyName("o")]
    public required Price Open { get; init; }

    /// <summary>Last price.</summary>
    [JsonPropertyName("c")]
    public required Price Close { get; init; }

    /// <summary>Highest price.</summary>
    [JsonPropertyName("h")]
    public required Price High { get; init; }

    /// <summary>Lowest price.</summary>
    [JsonPropertyName("l")]
    public required Price Low { get; init; }

    /// <summary>Base volume.</summary>
    [JsonPropertyName("v")]
    public required Quantity Volume { get; init; }

    /// <summary>Number of trades.</summary>
    [JsonPropertyName("n")]
    public required long Trades { get; init; }

    /// <summary>Whether it is over.</summary>
    [JsonPropertyName("x")]
    public required bool IsClosed { get; init; }

    /// <summary>Quote volume.</summary>
    [JsonPropertyName("q")]
    public required Money QuoteVolume { get; init; }

    /// <summary>Base volume that buyers took.</summary>
    [JsonPropertyName("V")]
    public required Quantity TakerBuyVolume { get; init; }

    /// <summary>Quote volume that buyers took.</summary>
    [JsonPropertyName("Q")]
    public required Money TakerBuyQuoteVolume { get; init; }

    /// <summary>Without meaning.</summary>
    [JsonPropertyName("B")]
    public string Ignore { get; init; } = "0";
}
