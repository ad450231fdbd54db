using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>
/// The exchange's filters in its table's order. An order's own numbers first (prices, quantity, notional, parts), then what depends on the account's
/// other orders. Their relative order is not documented by the exchange; this one is a convention.
/// </summary>
internal static class FilterJudge
{
    /// <summary>The filter that an order's own numbers break.</summary>
    /// <param name="book">Whose.</param>
    /// <param name="spec">The order.</param>
    /// <param name="isSized">False for an order whose quantity is not known yet.</param>
    public static FilterVerdict OwnNumbers(InstrumentBook book, OrderSpec spec, bool isSized = true)
    {
        var instrument = book.Instrument;
        var reference = book.Market.Reference;
        if (spec.StopPrice.Raw > 0 || (spec.Type.IsStop() && spec.TrailingDeltaBps == 0))
        {
            var stop = instrument.CheckPrice(spec.StopPrice);
            if (stop != FilterVerdict.Passes)
                return stop;
        }

        if (HasLimit(spec.Type))
        {
            var price = instrument.CheckPrice(spec.Price);
            if (price != FilterVerdict.Passes)
                return price;
            if (instrument.PercentPrice is { } percent && reference.Raw > 0 && !percent.Admits(spec.Side, spec.Price, reference))
                return FilterVerdict.PercentPriceBySide;
        }

        var sized = isSized ? Size(instrument, spec, reference) : FilterVerdict.Passes;
        if (sized != FilterVerdict.Passes)
            return sized;
        if (spec.IcebergQuantity > Quantity.Zero && instrument.MaxIcebergParts > 0
            && ((Int128)spec.Quantity.Raw + spec.IcebergQuantity.Raw - 1) / spec.IcebergQuantity.Raw > instrument.MaxIcebergParts)
            return FilterVerdict.IcebergParts;
        return spec.TrailingDeltaBps != 0 && instrument.TrailingDelta is { } trailing && !trailing.Admits(spec.Type, spec.Side, spec.TrailingDeltaBps)
            ? FilterVerdict.TrailingDelta
            : FilterVerdict.Passes;
    }

    /// <summary>The filter that new orders break together with those that are open.</summary>
    /// <param name="book">Whose.</param>
    /// <param name="home">The account's orders.</param>
    /// <param name="fresh">The new orders.</param>
    /// <param name="lists">New lists.</param>
    public static FilterVerdict Counts(
        InstrumentBook book, AccountBook home, ReadOnlySpan<OrderSpec> fresh, int lists = 0)
    {
        var instrument = book.Instrument;
        var (algos, icebergs, buys) = (0, 0, Quantity.Zero);
        foreach (var spec in fresh)
        {
            algos += spec.Type.IsStop() ? 1 : 0;
            icebergs += spec.IcebergQuantity > Quantity.Zero ? 1 : 0;
            buys += spec.Side == Side.Buy ? spec.Quantity : Quantity.Zero;
        }

        if (Exceeds(home.OpenCount, fresh.Length, instrument.MaxOrders))
            return FilterVerdict.MaxNumOrders;
        if (Exceeds(home.AlgoCount, algos, instrument.MaxAlgoOrders))
            return FilterVerdict.MaxNumAlgoOrders;
        if (Exceeds(home.IcebergCount, icebergs, instrument.MaxIcebergOrders))
            return FilterVerdict.MaxNumIcebergOrders;
        if (instrument.MaxPosition > Quantity.Zero && buys > Quantity.Zero
            && home.Account.BalanceOf(instrument.Base).Total.Raw + home.OpenBuysRaw() + buys.Raw > instrument.MaxPosition.Raw)
            return FilterVerdict.MaxPosition;
        return Exceeds(home.ListCount, lists, instrument.MaxOrderLists) ? FilterVerdict.MaxNumOrderLists : FilterVerdict.Passes;
    }

    /// <summary>Whether a type names a limit price.</summary>
    public static bool HasLimit(OrderType type) => type is not (OrderType.Market or OrderType.StopLoss or OrderType.TakeProfit);

    private static FilterVerdict Size(Instrument instrument, OrderSpec spec, Price reference)
    {
        if (spec.Type == OrderType.Market)
        {
            var market = instrument.CheckMarketQuantity(spec.Quantity);
            return market == FilterVerdict.Passes && reference.Raw > 0 ? instrument.CheckMarketNotional(reference, spec.Quantity) : market;
        }

        var verdict = instrument.CheckQuantity(spec.Quantity);
        if (verdict == FilterVerdict.Passes && spec.IcebergQuantity > Quantity.Zero)
            verdict = instrument.CheckQuantity(spec.IcebergQuantity);
        if (verdict != FilterVerdict.Passes)
            return verdict;
        // A stop without a limit is judged at its stop price: the only price it names. One that only trails names none.
        var price = SimulatedOrder.LockPriceOf(spec);
        price = price.Raw > 0 ? price : reference;
        return price.Raw > 0 ? instrument.CheckNotional(price, spec.Quantity) : FilterVerdict.Passes;
    }

    private static bool Exceeds(int open, int fresh, int limit) => limit > 0 && fresh > 0 && open + fresh > limit;
}
