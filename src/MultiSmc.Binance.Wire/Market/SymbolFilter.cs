using System.Text.Json.Serialization;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>A filter of exchangeInfo. A bound or step of zero switches that rule off.</summary>
public abstract record SymbolFilter
{
    private SymbolFilter()
    {
    }

    /// <summary>The exchange's name of the filter.</summary>
    public abstract string FilterType { get; }

    /// <summary>PRICE_FILTER: on price and stop price; price is a multiple of the tick (counted from zero).</summary>
    public sealed record PriceFilter(Price MinPrice, Price MaxPrice, Price TickSize) : SymbolFilter
    {
        /// <inheritdoc/>
        public override string FilterType => "PRICE_FILTER";
    }

    /// <summary>LOT_SIZE: on quantity and iceberg quantity.</summary>
    public sealed record LotSize(Quantity MinQty, Quantity MaxQty, Quantity StepSize) : SymbolFilter
    {
        /// <inheritdoc/>
        public override string FilterType => "LOT_SIZE";
    }

    /// <summary>MARKET_LOT_SIZE: on market orders, beside LOT_SIZE.</summary>
    public sealed record MarketLotSize(Quantity MinQty, Quantity MaxQty, Quantity StepSize) : SymbolFilter
    {
        /// <inheritdoc/>
        public override string FilterType => "MARKET_LOT_SIZE";
    }

    /// <summary>PERCENT_PRICE: price within a band around the reference.</summary>
    public sealed record PercentPrice(Multiplier MultiplierUp, Multiplier MultiplierDown, int AvgPriceMins) : SymbolFilter
    {
        /// <inheritdoc/>
        public override string FilterType => "PERCENT_PRICE";
    }

    /// <summary>PERCENT_PRICE_BY_SIDE: the same with a band for each side.</summary>
    public sealed record PercentPriceBySide(
        Multiplier BidMultiplierUp, Multiplier BidMultiplierDown, Multiplier AskMultiplierUp, Multiplier AskMultiplierDown, int AvgPriceMins)
        : SymbolFilter
    {
        /// <inheritdoc/>
        public override string FilterType => "PERCENT_PRICE_BY_SIDE";
    }

    /// <summary>MIN_NOTIONAL: least price × quantity (older symbols).</summary>
    public sealed record MinimumNotional(Money MinNotional, bool ApplyToMarket, int AvgPriceMins) : SymbolFilter
    {
        /// <inheritdoc/>
        public override string FilterType => "MIN_NOTIONAL";
    }

    /// <summary>NOTIONAL: bounds of price × quantity.</summary>
    public sealed record Notional(
        Money MinNotional, bool ApplyMinToMarket, Money MaxNotional, bool ApplyMaxToMarket, int AvgPriceMins) : SymbolFilter
    {
        /// <inheritdoc/>
        public override string FilterType => "NOTIONAL";
    }

    /// <summary>MAX_POSITION: free and locked base and open buys together.</summary>
    public sealed record MaxPosition([property: JsonPropertyName("maxPosition")] Quantity Limit) : SymbolFilter
    {
        /// <inheritdoc/>
        public override string FilterType => "MAX_POSITION";
    }

    /// <summary>TRAILING_DELTA: bounds of a trailing delta, in basis points.</summary>
    public sealed record TrailingDelta(
        int MinTrailingAboveDelta, int MaxTrailingAboveDelta, int MinTrailingBelowDelta, int MaxTrailingBelowDelta) : SymbolFilter
    {
        /// <inheritdoc/>
        public override string FilterType => "TRAILING_DELTA";
    }

    /// <summary>MAX_ASSET: most of an asset in one order; only in myFilters.</summary>
    public sealed record MaxAsset(Asset Asset, Money Limit) : SymbolFilter
    {
        /// <inheritdoc/>
        public override string FilterType => "MAX_ASSET";
    }

    /// <summary>A filter that is one number: how many open orders, lists, icebergs, amendments there may be.</summary>
    /// <param name="Kind">Which.</param>
    /// <param name="Limit">Most of them.</param>
    public sealed record CountLimit(CountFilter Kind, int Limit) : SymbolFilter
    {
        /// <inheritdoc/>
        public override string FilterType => Words.TextOf(Kind);
    }

    /// <summary>A filter that we don't know: kept, warned about, not judged.</summary>
    /// <param name="Type">Its name.</param>
    /// <param name="Json">All of it.</param>
    public sealed record Unknown(string Type, RawJson Json) : SymbolFilter
    {
        /// <inheritdoc/>
        public override string FilterType => Type;
    }
}

/// <summary>The filters that are one number.</summary>
public enum CountFilter : byte
{
    /// <summary>Parts of an iceberg.</summary>
    IcebergParts,

    /// <summary>Open orders on the symbol.</summary>
    MaxNumOrders,

    /// <summary>Open stop and target orders on the symbol.</summary>
    MaxNumAlgoOrders,

    /// <summary>Open icebergs on the symbol.</summary>
    MaxNumIcebergOrders,

    /// <summary>Amendments of one order.</summary>
    MaxNumOrderAmends,

    /// <summary>Open lists on the symbol.</summary>
    MaxNumOrderLists,

    /// <summary>Open orders on all symbols.</summary>
    ExchangeMaxNumOrders,

    /// <summary>Open stop and target orders on all symbols.</summary>
    ExchangeMaxNumAlgoOrders,

    /// <summary>Open icebergs on all symbols.</summary>
    ExchangeMaxNumIcebergOrders,

    /// <summary>Open lists on all symbols.</summary>
    ExchangeMaxNumOrderLists,
}
