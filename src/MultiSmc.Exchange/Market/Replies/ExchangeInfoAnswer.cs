using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>exchangeInfo from the instruments.</summary>
internal static class ExchangeInfoAnswer
{
    private const string Permission = "SPOT";

    private static readonly Word<OrderType>[] Types =
    [
        OrderType.Limit, OrderType.LimitMaker, OrderType.Market, OrderType.StopLoss, OrderType.StopLossLimit, OrderType.TakeProfit, OrderType.TakeProfitLimit,
    ];

    public static MarketAnswer Of(MarketBoard board, MarketDeskOptions options, ParameterReader reader, Timestamp now)
    {
        var choice = SymbolChoice.Read(board, reader);
        var permissions = ReadPermissions(reader);
        var withSets = reader.Flag("showPermissionSets") ?? true;
        if (choice.IsNamed && (permissions is not null || reader.Has("symbolStatus")))
            reader.Refuse(ErrorCode.BadCombination, MarketText.BadCombination);
        if (reader.Finish() is { } error)
            return MarketAnswer.Of(error);
        var isShown = permissions is null || permissions.Contains(Permission);
        return MarketAnswer.Of(MarketReplies.ExchangeInfo, new ExchangeInfo
        {
            Timezone = "UTC",
            ServerTime = now,
            RateLimits = [.. options.RateLimits()],
            ExchangeFilters = [.. options.ExchangeFilters],
            Symbols = new SymbolRows(isShown ? [.. choice.Symbols.Select(symbol => RowOf(symbol.Instrument, withSets))] : [], []),
        });
    }

    /// <summary>The row of an instrument.</summary>
    internal static SymbolInfo RowOf(Instrument instrument, bool withSets) => new()
    {
        Symbol = instrument.Symbol,
        Status = SymbolChoice.StatusOf(instrument),
        BaseAsset = instrument.Base,
        BaseAssetPrecision = FixedPoint.Decimals,
        QuoteAsset = instrument.Quote,
        QuotePrecision = FixedPoint.Decimals,
        QuoteAssetPrecision = FixedPoint.Decimals,
        OrderTypes = Types,
        IcebergAllowed = true,
        OcoAllowed = true,
        OtoAllowed = true,
        OpoAllowed = true,
        QuoteOrderQtyMarketAllowed = true,
        AllowTrailingStop = true,
        CancelReplaceAllowed = true,
        AmendAllowed = true,
        PegInstructionsAllowed = false,
        IsSpotTradingAllowed = true,
        IsMarginTradingAllowed = false,
        Filters = [.. FiltersOf(instrument)],
        Permissions = [],
        PermissionSets = withSets ? [[Permission]] : null,
        DefaultSelfTradePreventionMode = Enum.Parse<SelfTradePreventionMode>(instrument.DefaultSelfTrade.ToString()),
        AllowedSelfTradePreventionModes =
        [
            SelfTradePreventionMode.None, SelfTradePreventionMode.ExpireTaker, SelfTradePreventionMode.ExpireMaker, SelfTradePreventionMode.ExpireBoth,
            SelfTradePreventionMode.Decrement, SelfTradePreventionMode.Transfer,
        ],
    };

    private static IEnumerable<SymbolFilter> FiltersOf(Instrument instrument)
    {
        yield return new SymbolFilter.PriceFilter(instrument.MinPrice, instrument.MaxPrice, instrument.TickSize);
        yield return new SymbolFilter.LotSize(instrument.MinQuantity, instrument.MaxQuantity, instrument.LotSize);
        if (instrument.MaxIcebergParts > 0)
            yield return new SymbolFilter.CountLimit(CountFilter.IcebergParts, instrument.MaxIcebergParts);
        yield return new SymbolFilter.MarketLotSize(default, instrument.MaxMarketQuantity, default);
        if (instrument.TrailingDelta is { } trailing)
            yield return new SymbolFilter.TrailingDelta(trailing.MinAbove, trailing.MaxAbove, trailing.MinBelow, trailing.MaxBelow);
        if (instrument.PercentPrice is { } band)
            yield return new SymbolFilter.PercentPriceBySide(
                OfPpm(band.BidUpPpm), OfPpm(band.BidDownPpm), OfPpm(band.AskUpPpm), OfPpm(band.AskDownPpm), instrument.AveragePriceMinutes);
        yield return new SymbolFilter.Notional(
            instrument.MinNotional, instrument.AppliesMinNotionalToMarket, instrument.MaxNotional, instrument.AppliesMaxNotionalToMarket,
            instrument.AveragePriceMinutes);
        if (instrument.MaxPosition.Raw > 0)
            yield return new SymbolFilter.MaxPosition(instrument.MaxPosition);
        foreach (var (kind, limit) in CountsOf(instrument))
        {
            if (limit > 0)
                yield return new SymbolFilter.CountLimit(kind, limit);
        }
    }

    private static (CountFilter Kind, int Limit)[] CountsOf(Instrument instrument) =>
    [
        (CountFilter.MaxNumOrders, instrument.MaxOrders), (CountFilter.MaxNumOrderLists, instrument.MaxOrderLists),
        (CountFilter.MaxNumAlgoOrders, instrument.MaxAlgoOrders), (CountFilter.MaxNumIcebergOrders, instrument.MaxIcebergOrders),
        (CountFilter.MaxNumOrderAmends, instrument.MaxOrderAmends),
    ];

    private static Multiplier OfPpm(long ppm) => new(ppm * (FixedPoint.Scale / 1_000_000));

    /// <summary>One permission, or a JSON array of them.</summary>
    private static string[]? ReadPermissions(ParameterReader reader)
    {
        if (reader.Text("permissions") is not { } text)
            return null;
        return text.StartsWith('[') ? reader.Texts("permissions") : [text];
    }
}
