using System.Text.Json.Serialization;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>Answer of exchangeInfo.</summary>
public sealed record ExchangeInfo
{
    /// <summary>Always "UTC".</summary>
    public required string Timezone { get; init; }

    /// <summary>The exchange's clock.</summary>
    public required Timestamp ServerTime { get; init; }

    /// <summary>The limits in force.</summary>
    public required RateLimit[] RateLimits { get; init; }

    /// <summary>Filters over all symbols.</summary>
    public required SymbolFilter[] ExchangeFilters { get; init; }

    /// <summary>The symbols; rows that could not be read stand apart.</summary>
    public required SymbolRows Symbols { get; init; }

    /// <summary>Smart order routing: unused, kept.</summary>
    public RawJson? Sors { get; init; }
}

/// <summary>Rows of exchangeInfo. A row that we can't read does not cost the others: its fault is kept, and the symbol can't be traded.</summary>
/// <param name="Read">Rows that are sound.</param>
/// <param name="Refused">Faults of the others, one each.</param>
public sealed record SymbolRows(SymbolInfo[] Read, MessageFault[] Refused)
{
    /// <summary>The row of a symbol, or null.</summary>
    public SymbolInfo? Find(string symbol) => Array.Find(Read, row => row.Symbol == symbol);
}

/// <summary>One symbol of exchangeInfo. What newer servers added may be missing.</summary>
public sealed record SymbolInfo
{
    /// <summary>The exchange's name; may be anything in UTF-8.</summary>
    public required string Symbol { get; init; }

    /// <summary>What may be done with it now.</summary>
    public required Word<SymbolStatus> Status { get; init; }

    /// <summary>Base asset.</summary>
    public required Asset BaseAsset { get; init; }

    /// <summary>Decimals of base amounts.</summary>
    public required int BaseAssetPrecision { get; init; }

    /// <summary>Quote asset.</summary>
    public required Asset QuoteAsset { get; init; }

    /// <summary>Old name of <see cref="QuoteAssetPrecision"/>.</summary>
    public int? QuotePrecision { get; init; }

    /// <summary>Decimals of quote amounts.</summary>
    public required int QuoteAssetPrecision { get; init; }

    /// <summary>Decimals to which commission in base is rounded.</summary>
    public int BaseCommissionPrecision { get; init; } = FixedPoint.Decimals;

    /// <summary>Decimals to which commission in quote is rounded.</summary>
    public int QuoteCommissionPrecision { get; init; } = FixedPoint.Decimals;

    /// <summary>Order types that are taken.</summary>
    public required Word<OrderType>[] OrderTypes { get; init; }

    /// <summary>Icebergs.</summary>
    public bool? IcebergAllowed { get; init; }

    /// <summary>OCO lists.</summary>
    public bool? OcoAllowed { get; init; }

    /// <summary>OTO lists.</summary>
    public bool? OtoAllowed { get; init; }

    /// <summary>OPO lists.</summary>
    public bool? OpoAllowed { get; init; }

    /// <summary>Market orders by quote amount.</summary>
    public bool? QuoteOrderQtyMarketAllowed { get; init; }

    /// <summary>Trailing stops.</summary>
    public bool? AllowTrailingStop { get; init; }

    /// <summary>Cancel-replace.</summary>
    public bool? CancelReplaceAllowed { get; init; }

    /// <summary>Amending.</summary>
    public bool? AmendAllowed { get; init; }

    /// <summary>Pegged orders.</summary>
    public bool? PegInstructionsAllowed { get; init; }

    /// <summary>Spot.</summary>
    public bool? IsSpotTradingAllowed { get; init; }

    /// <summary>Margin.</summary>
    public bool? IsMarginTradingAllowed { get; init; }

    /// <summary>Filters, in the exchange's order; unknown ones are kept.</summary>
    public required SymbolFilter[] Filters { get; init; }

    /// <summary>Old permissions: empty.</summary>
    public string[]? Permissions { get; init; }

    /// <summary>An account needs one of each inner list.</summary>
    public string[][]? PermissionSets { get; init; }

    /// <summary>Mode where an order names none.</summary>
    public Word<SelfTradePreventionMode>? DefaultSelfTradePreventionMode { get; init; }

    /// <summary>Modes an order may name.</summary>
    public Word<SelfTradePreventionMode>[]? AllowedSelfTradePreventionModes { get; init; }

    /// <summary>Whether new orders are taken.</summary>
    [JsonIgnore]
    public bool IsOpen => Status.Is(SymbolStatus.Trading) && IsSpotTradingAllowed != false;
}
