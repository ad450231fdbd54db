using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>An instrument's rules as filters.</summary>
internal static class SymbolFilters
{
    private const long MultiplierPerPpm = FixedPoint.Scale / 1_000_000;

    public static SymbolFilter[] Of(Instrument instrument)
    {
        var filters = new List<SymbolFilter>
        {
            new SymbolFilter.PriceFilter(instrument.MinPrice, instrument.MaxPrice, instrument.TickSize),
            new SymbolFilter.LotSize(instrument.MinQuantity, instrument.MaxQuantity, instrument.LotSize),
        };
        AddCount(filters, CountFilter.IcebergParts, instrument.MaxIcebergParts);
        if (instrument.MaxMarketQuantity > Quantity.Zero)
            filters.Add(new SymbolFilter.MarketLotSize(Quantity.Zero, instrument.MaxMarketQuantity, Quantity.Zero));
        if (instrument.TrailingDelta is { } delta)
            filters.Add(new SymbolFilter.TrailingDelta(delta.MinAbove, delta.MaxAbove, delta.MinBelow, delta.MaxBelow));
        if (instrument.PercentPrice is { } percent)
        {
            filters.Add(new SymbolFilter.PercentPriceBySide(
                Of(percent.BidUpPpm), Of(percent.BidDownPpm), Of(percent.AskUpPpm), Of(percent.AskDownPpm), instrument.AveragePriceMinutes));
        }

        if (instrument.MinNotional > Money.Zero || instrument.MaxNotional > Money.Zero)
        {
            filters.Add(new SymbolFilter.Notional(
                instrument.MinNotional, instrument.AppliesMinNotionalToMarket, instrument.MaxNotional, instrument.AppliesMaxNotionalToMarket,
                instrument.AveragePriceMinutes));
        }

        if (instrument.MaxPosition > Quantity.Zero)
            filters.Add(new SymbolFilter.MaxPosition(instrument.MaxPosition));
        AddCount(filters, CountFilter.MaxNumOrders, instrument.MaxOrders);
        AddCount(filters, CountFilter.MaxNumOrderLists, instrument.MaxOrderLists);
        AddCount(filters, CountFilter.MaxNumAlgoOrders, instrument.MaxAlgoOrders);
        AddCount(filters, CountFilter.MaxNumIcebergOrders, instrument.MaxIcebergOrders);
        AddCount(filters, CountFilter.MaxNumOrderAmends, instrument.MaxOrderAmends);
        return [.. filters];
    }

    private static Multiplier Of(long ppm) => new(ppm * MultiplierPerPpm);

    private static void AddCount(List<SymbolFilter> filters, CountFilter kind, int limit)
    {
        if (limit > 0)
            filters.Add(new SymbolFilter.CountLimit(kind, limit));
    }
}
