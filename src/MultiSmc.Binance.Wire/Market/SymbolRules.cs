using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>All rules of one symbol, found in its filters: what <see cref="Instrument"/> has no room for stays here.</summary>
public sealed record SymbolRules
{
    private SymbolRules(SymbolInfo info) => Info = info;

    /// <summary>The symbol's row: status, what is allowed, precisions, the filters as they came.</summary>
    public SymbolInfo Info { get; }

    /// <summary>PRICE_FILTER.</summary>
    public required SymbolFilter.PriceFilter Price { get; init; }

    /// <summary>LOT_SIZE.</summary>
    public required SymbolFilter.LotSize Lot { get; init; }

    /// <summary>MARKET_LOT_SIZE, or null.</summary>
    public SymbolFilter.MarketLotSize? MarketLot { get; init; }

    /// <summary>NOTIONAL; a MIN_NOTIONAL is shown in the same form; null where there is neither.</summary>
    public SymbolFilter.Notional? Notional { get; init; }

    /// <summary>PERCENT_PRICE_BY_SIDE; a PERCENT_PRICE is shown in the same form; null where there is neither.</summary>
    public SymbolFilter.PercentPriceBySide? PercentPrice { get; init; }

    /// <summary>MAX_POSITION, or null.</summary>
    public SymbolFilter.MaxPosition? MaxPosition { get; init; }

    /// <summary>TRAILING_DELTA, or null.</summary>
    public SymbolFilter.TrailingDelta? TrailingDelta { get; init; }

    /// <summary>Filters that we don't know: to be warned about.</summary>
    public IEnumerable<SymbolFilter.Unknown> Unknown => Info.Filters.OfType<SymbolFilter.Unknown>();

    /// <summary>A count filter's limit, or null where the symbol has none.</summary>
    public int? LimitOf(CountFilter kind) => Info.Filters.OfType<SymbolFilter.CountLimit>().FirstOrDefault(limit => limit.Kind == kind)?.Limit;

    /// <summary>Reads the rules of a symbol.</summary>
    /// <param name="info">Its row.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="reason">Why it can't be traded: a filter without which no order can be made is missing or empty.</param>
    public static bool TryRead(SymbolInfo info, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SymbolRules? rules, out string reason)
    {
        ArgumentNullException.ThrowIfNull(info);
        rules = null;
        var price = Find<SymbolFilter.PriceFilter>(info);
        var lot = Find<SymbolFilter.LotSize>(info);
        reason = price is null || price.TickSize.Raw <= 0 ? info.Symbol + " has no PRICE_FILTER with a tick size"
            : lot is null || lot.StepSize.Raw <= 0 ? info.Symbol + " has no LOT_SIZE with a step size"
            : "";
        if (price is null || lot is null || reason.Length > 0)
            return false;
        rules = new SymbolRules(info)
        {
            Price = price,
            Lot = lot,
            MarketLot = Find<SymbolFilter.MarketLotSize>(info),
            Notional = Find<SymbolFilter.Notional>(info) ?? NotionalOf(Find<SymbolFilter.MinimumNotional>(info)),
            PercentPrice = Find<SymbolFilter.PercentPriceBySide>(info) ?? BySide(Find<SymbolFilter.PercentPrice>(info)),
            MaxPosition = Find<SymbolFilter.MaxPosition>(info),
            TrailingDelta = Find<SymbolFilter.TrailingDelta>(info),
        };
        return true;
    }

    /// <summary>The instrument as Core knows it.</summary>
    /// <param name="id">Its number inside the run.</param>
    public Instrument ToInstrument(InstrumentId id) => new()
    {
        Id = id,
        Symbol = Info.Symbol,
        Base = Info.BaseAsset,
        Quote = Info.QuoteAsset,
        TickSize = Price.TickSize,
        LotSize = Lot.StepSize,
        MinPrice = Price.MinPrice,
        MaxPrice = Price.MaxPrice,
        MinQuantity = Lot.MinQty,
        MaxQuantity = Lot.MaxQty,
        MaxMarketQuantity = MarketLot?.MaxQty ?? default,
        MinNotional = Notional?.MinNotional ?? default,
        MaxNotional = Notional?.MaxNotional ?? default,
        AppliesMinNotionalToMarket = Notional?.ApplyMinToMarket ?? false,
        AppliesMaxNotionalToMarket = Notional?.ApplyMaxToMarket ?? false,
        PercentPrice = PercentPrice is { } band
            ? new Core.PercentPrice(Ppm(band.BidMultiplierUp), Ppm(band.BidMultiplierDown), Ppm(band.AskMultiplierUp), Ppm(band.AskMultiplierDown))
            : null,
        AveragePriceMinutes = PercentPrice?.AvgPriceMins ?? Notional?.AvgPriceMins ?? 0,
        MaxIcebergParts = LimitOf(CountFilter.IcebergParts) ?? 0,
        TrailingDelta = TrailingDelta is { } delta
            ? new Core.TrailingDelta(delta.MinTrailingAboveDelta, delta.MaxTrailingAboveDelta, delta.MinTrailingBelowDelta, delta.MaxTrailingBelowDelta)
            : null,
        MaxPosition = MaxPosition?.Limit ?? default,
        MaxOrders = LimitOf(CountFilter.MaxNumOrders) ?? 0,
        MaxAlgoOrders = LimitOf(CountFilter.MaxNumAlgoOrders) ?? 0,
        MaxIcebergOrders = LimitOf(CountFilter.MaxNumIcebergOrders) ?? 0,
        MaxOrderLists = LimitOf(CountFilter.MaxNumOrderLists) ?? 0,
        MaxOrderAmends = LimitOf(CountFilter.MaxNumOrderAmends) ?? 0,
        DefaultSelfTrade = (SelfTradePrevention?)Info.DefaultSelfTradePreventionMode?.Known ?? SelfTradePrevention.ExpireMaker,
        Status = StatusOf(Info),
    };

    // The band's factors are in 10^-8, Core's in millionths.
    private static long Ppm(Multiplier factor) => factor.Raw / 100;

    // A state that we don't know takes no orders of ours.
    private static TradingStatus StatusOf(SymbolInfo info) => info.Status.Known switch
    {
        SymbolStatus.Trading => info.IsSpotTradingAllowed == false ? TradingStatus.Halt : TradingStatus.Trading,
        SymbolStatus.CancelOnly => TradingStatus.CancelOnly,
        SymbolStatus.Break or SymbolStatus.EndOfDay => TradingStatus.Break,
        _ => TradingStatus.Halt,
    };

    private static T? Find<T>(SymbolInfo info)
        where T : SymbolFilter => info.Filters.OfType<T>().FirstOrDefault();

    private static SymbolFilter.Notional? NotionalOf(SymbolFilter.MinimumNotional? old) =>
        old is null ? null : new SymbolFilter.Notional(old.MinNotional, old.ApplyToMarket, default, false, old.AvgPriceMins);

    private static SymbolFilter.PercentPriceBySide? BySide(SymbolFilter.PercentPrice? both) =>
        both is null ? null : new(both.MultiplierUp, both.MultiplierDown, both.MultiplierUp, both.MultiplierDown, both.AvgPriceMins);
}
