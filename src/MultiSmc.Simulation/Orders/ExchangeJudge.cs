using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>The filters of the exchange as a whole; they come after the instrument's own, as in its table.</summary>
internal static class ExchangeJudge
{
    /// <summary>The filter that new orders break, together with those that are open on all symbols, or null.</summary>
    /// <param name="book">Whose.</param>
    /// <param name="home">The account's orders.</param>
    /// <param name="fresh">The new orders.</param>
    /// <param name="lists">New lists.</param>
    public static Refusal? Judge(InstrumentBook book, AccountBook home, ReadOnlySpan<OrderSpec> fresh, int lists = 0)
    {
        var limits = book.Limits;
        var (algos, icebergs) = (0, 0);
        foreach (var spec in fresh)
        {
            algos += spec.Type.IsStop() ? 1 : 0;
            icebergs += spec.IcebergQuantity > Quantity.Zero ? 1 : 0;
        }

        var account = home.Account;
        if (Exceeds(limits.MaxOrders, fresh.Length, account, static one => one.OpenCount))
            return Refusal.OfFilter("EXCHANGE_MAX_NUM_ORDERS");
        if (Exceeds(limits.MaxAlgoOrders, algos, account, static one => one.AlgoCount))
            return Refusal.OfFilter("EXCHANGE_MAX_NUM_ALGO_ORDERS");
        if (Exceeds(limits.MaxIcebergOrders, icebergs, account, static one => one.IcebergCount))
            return Refusal.OfFilter("EXCHANGE_MAX_NUM_ICEBERG_ORDERS");
        if (Exceeds(limits.MaxOrderLists, lists, account, static one => one.ListCount))
            return Refusal.OfFilter("EXCHANGE_MAX_NUM_ORDER_LISTS");
        foreach (var most in limits.MaxPerOrder)
        {
            foreach (var spec in fresh)
            {
                if (most.Amount > Money.Zero && AmountOf(book, spec, most.Asset) > most.Amount.Raw)
                    return Refusal.OfFilter("MAX_ASSET");
            }
        }

        return null;
    }

    private static bool Exceeds(int limit, int fresh, Account account, Func<AccountBook, int> count) =>
        limit > 0 && fresh > 0 && account.Books.Sum(count) + fresh > limit;

    private static Int128 AmountOf(InstrumentBook book, OrderSpec spec, Asset asset)
    {
        if (asset == book.Instrument.Base)
            return spec.Quantity.Raw;
        if (asset != book.Instrument.Quote)
            return 0;
        var price = OrderEntry.LockPriceOf(book, spec);
        return (Int128)(price.Raw > 0 ? price : book.Market.Reference).Raw * spec.Quantity.Raw / FixedPoint.Scale;
    }
}
