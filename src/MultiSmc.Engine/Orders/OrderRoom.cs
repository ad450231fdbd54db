using System.Globalization;
using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>How many places orders take of what the exchange allows an account to have open.</summary>
/// <param name="Orders">Orders, each leg of a list for itself.</param>
/// <param name="Algos">Stop orders among them.</param>
/// <param name="Lists">Lists.</param>
public readonly record struct OrderPlaces(int Orders, int Algos, int Lists)
{
    /// <summary>A target and a stop that end each other.</summary>
    public static OrderPlaces Oco { get; } = new(2, 1, 1);

    /// <summary>So many times as much.</summary>
    public OrderPlaces Times(int count) => new(Orders * count, Algos * count, Lists * count);

    /// <summary>Both together.</summary>
    public static OrderPlaces operator +(OrderPlaces left, OrderPlaces right) =>
        new(left.Orders + right.Orders, left.Algos + right.Algos, left.Lists + right.Lists);
}

/// <summary>
/// Counts open orders against MAX_NUM_ORDERS, MAX_NUM_ALGO_ORDERS, MAX_NUM_ORDER_LISTS and their EXCHANGE_ twins, where they are known: what would be refused need
/// not be sent. Ours, and orders and stops of others on the account in the instruments that are followed; their lists, and what they have open elsewhere, are the exchange's to
/// count.
/// </summary>
internal static class OrderRoom
{
    /// <summary>Which limit new orders would break, in words; "" when there is room.</summary>
    /// <param name="ledger">Our orders.</param>
    /// <param name="foreign">Orders of others.</param>
    /// <param name="instrument">Whose.</param>
    /// <param name="fresh">The new orders.</param>
    /// <param name="perEntry">What each open entry that came without exits will need for them once it fills.</param>
    public static string FullFor(OrderLedger ledger, ForeignOrders foreign, Instrument instrument, OrderPlaces fresh, OrderPlaces perEntry)
    {
        var (here, everywhere) = (fresh, fresh);
        var open = ledger.Open;
        for (var i = 0; i < open.Count; i++)
        {
            var order = open[i];
            var taken = new OrderPlaces(1, order.Spec.Type.IsStop() ? 1 : 0, IsFirstOfList(ledger, i) ? 1 : 0);
            if (order is { Spec.Side: Side.Buy, ListId: null })
                taken += perEntry;
            everywhere += taken;
            if (order.Spec.Instrument == instrument.Id)
                here += taken;
        }

        var others = foreign.Open;
        for (var i = 0; i < others.Count; i++)
        {
            var taken = new OrderPlaces(1, others[i].IsStop ? 1 : 0, 0);
            everywhere += taken;
            if (others[i].Instrument == instrument.Id)
                here += taken;
        }

        if (Exceeds(here.Orders, instrument.MaxOrders))
            return Words("orders", instrument.Symbol, instrument.MaxOrders, "MAX_NUM_ORDERS");
        if (Exceeds(here.Algos, instrument.MaxAlgoOrders))
            return Words("stop orders", instrument.Symbol, instrument.MaxAlgoOrders, "MAX_NUM_ALGO_ORDERS");
        if (Exceeds(here.Lists, instrument.MaxOrderLists))
            return Words("order lists", instrument.Symbol, instrument.MaxOrderLists, "MAX_NUM_ORDER_LISTS");
        if (Exceeds(everywhere.Orders, instrument.MaxOrdersOfAccount))
            return Words("orders", "the account", instrument.MaxOrdersOfAccount, "EXCHANGE_MAX_NUM_ORDERS");
        if (Exceeds(everywhere.Algos, instrument.MaxAlgoOrdersOfAccount))
            return Words("stop orders", "the account", instrument.MaxAlgoOrdersOfAccount, "EXCHANGE_MAX_NUM_ALGO_ORDERS");
        return Exceeds(everywhere.Lists, instrument.MaxOrderListsOfAccount)
            ? Words("order lists", "the account", instrument.MaxOrderListsOfAccount, "EXCHANGE_MAX_NUM_ORDER_LISTS")
            : "";
    }

    // Orders of one list stand close to each other, so that the way back is short.
    private static bool IsFirstOfList(OrderLedger ledger, int place)
    {
        if (ledger.Open[place].ListId is not { } list)
            return false;
        for (var i = place - 1; i >= 0; i--)
        {
            if (ledger.Open[i].ListId == list)
                return false;
        }

        return true;
    }

    private static bool Exceeds(int count, int limit) => limit > 0 && count > limit;

    private static string Words(string what, string whose, int limit, string filter) =>
        string.Create(CultureInfo.InvariantCulture, $"the exchange allows {limit} open {what} of {whose} ({filter}), and too many are open.");
}
