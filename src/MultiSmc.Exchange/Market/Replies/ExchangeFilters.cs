using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Simulation;

namespace MultiSmc.Exchange;

/// <summary>The filters of the exchange as a whole as its messages tell them.</summary>
internal static class ExchangeFilters
{
    /// <summary>Those over all symbols.</summary>
    public static IEnumerable<SymbolFilter> Of(ExchangeLimits limits)
    {
        (CountFilter Kind, int Limit)[] counts =
        [
            (CountFilter.ExchangeMaxNumOrders, limits.MaxOrders), (CountFilter.ExchangeMaxNumAlgoOrders, limits.MaxAlgoOrders),
            (CountFilter.ExchangeMaxNumIcebergOrders, limits.MaxIcebergOrders), (CountFilter.ExchangeMaxNumOrderLists, limits.MaxOrderLists),
        ];
        return counts.Where(static one => one.Limit > 0).Select(static one => new SymbolFilter.CountLimit(one.Kind, one.Limit));
    }

    /// <summary>Those of a symbol's two assets.</summary>
    public static IEnumerable<SymbolFilter> OfAssets(ExchangeLimits limits, Instrument instrument) => limits.MaxPerOrder
        .Where(most => most.Amount > Money.Zero && (most.Asset == instrument.Base || most.Asset == instrument.Quote))
        .Select(static most => new SymbolFilter.MaxAsset(most.Asset, most.Amount));
}
