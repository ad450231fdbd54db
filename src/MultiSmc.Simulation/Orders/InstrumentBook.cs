using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>
/// Our open orders of one instrument in price-time order, and the bounds that let the tape pass: a print strictly between
/// <see cref="PrintFloor"/> and <see cref="PrintCeiling"/> can neither fill nor elect anything.
/// </summary>
internal sealed class InstrumentBook(Instrument instrument)
{
    private readonly Dictionary<ClientOrderId, SimulatedOrder> _open = [];
    private readonly Dictionary<ClientListId, OrderList> _lists = [];

    public Instrument Instrument => instrument;

    public MarketState Market { get; } = new(instrument.TickSize.Raw);

    /// <summary>Resting buys, highest price first.</summary>
    public List<SimulatedOrder> Buys { get; } = [];

    /// <summary>Resting sells, lowest price first.</summary>
    public List<SimulatedOrder> Sells { get; } = [];

    /// <summary>Stops elected by a last price at or below theirs, highest first.</summary>
    public List<SimulatedOrder> StopsBelow { get; } = [];

    /// <summary>Stops elected by a last price at or above theirs, lowest first.</summary>
    public List<SimulatedOrder> StopsAbove { get; } = [];

    /// <summary>Elected stops that are served by the following prints, oldest first.</summary>
    public List<SimulatedOrder> Takers { get; } = [];

    public long PrintFloor { get; private set; } = long.MinValue;

    public long PrintCeiling { get; private set; } = long.MaxValue;

    /// <summary>A quote asking at or below this meets a resting buy.</summary>
    public long AskFloor { get; private set; } = long.MinValue;

    /// <summary>A quote bidding at or above this meets a resting sell.</summary>
    public long BidCeiling { get; private set; } = long.MaxValue;

    /// <summary>A quote bidding at or below this settles the queue of a resting buy.</summary>
    public long UnknownBuy { get; private set; } = long.MinValue;

    /// <summary>A quote asking at or above this settles the queue of a resting sell.</summary>
    public long UnknownSell { get; private set; } = long.MaxValue;

    public SimulatedOrder? Find(ClientOrderId id) => _open.GetValueOrDefault(id);

    public OrderList? FindList(ClientListId id) => _lists.GetValueOrDefault(id);

    /// <summary>Registers an accepted order as open; <see cref="Insert"/> gives it its place.</summary>
    public void Open(SimulatedOrder order) => _open.Add(order.Spec.ClientOrderId, order);

    public void OpenList(OrderList list) => _lists.Add(list.Id, list);

    /// <summary>Puts an open order where its phase belongs, behind its equals.</summary>
    public void Insert(SimulatedOrder order)
    {
        order.SortKey = order.Phase switch
        {
            OrderPhase.Taking => 0,
            OrderPhase.Resting => order.IsBuy ? -order.Spec.Price.Raw : order.Spec.Price.Raw,
            _ => IsElectedBelow(order.Spec) ? -order.Spec.StopPrice.Raw : order.Spec.StopPrice.Raw,
        };
        var side = ListOf(order);
        var place = side.Count;
        while (place > 0 && side[place - 1].SortKey > order.SortKey)
            place--;
        side.Insert(place, order);
    }

    /// <summary>Takes an order from its place; it stays open.</summary>
    public void TakeOut(SimulatedOrder order) => ListOf(order).Remove(order);

    /// <summary>Ends an order: its place, its name and, with the last leg, its list's name are free.</summary>
    public void Close(SimulatedOrder order)
    {
        TakeOut(order);
        order.Phase = OrderPhase.Done;
        _open.Remove(order.Spec.ClientOrderId);
        if (order.List is { IsOpen: false } list)
            _lists.Remove(list.Id);
    }

    /// <summary>Whether the stop waits for the price to fall (or stand at its price).</summary>
    public static bool IsElectedBelow(OrderSpec spec) =>
        (spec.Type is OrderType.StopLoss or OrderType.StopLossLimit) == (spec.Side == Side.Sell);

    /// <summary>Sets the bounds anew after a step that may have changed an order.</summary>
    public void RefreshBounds()
    {
        AskFloor = Buys.Count > 0 ? Buys[0].Spec.Price.Raw : long.MinValue;
        BidCeiling = Sells.Count > 0 ? Sells[0].Spec.Price.Raw : long.MaxValue;
        UnknownBuy = FirstUnknown(Buys)?.Spec.Price.Raw ?? long.MinValue;
        UnknownSell = FirstUnknown(Sells)?.Spec.Price.Raw ?? long.MaxValue;
        if (Takers.Count > 0)
        {
            // Any print or quote may serve a taker.
            PrintFloor = AskFloor = long.MaxValue;
            return;
        }

        PrintFloor = StopsBelow.Count > 0 ? Math.Max(AskFloor, StopsBelow[0].Spec.StopPrice.Raw) : AskFloor;
        PrintCeiling = StopsAbove.Count > 0 ? Math.Min(BidCeiling, StopsAbove[0].Spec.StopPrice.Raw) : BidCeiling;
    }

    private static SimulatedOrder? FirstUnknown(List<SimulatedOrder> side)
    {
        foreach (var order in side)
        {
            if (order.AheadRaw == SimulatedOrder.UnknownAhead)
                return order;
        }

        return null;
    }

    private List<SimulatedOrder> ListOf(SimulatedOrder order) => order.Phase switch
    {
        OrderPhase.Taking => Takers,
        OrderPhase.Resting => order.IsBuy ? Buys : Sells,
        _ => IsElectedBelow(order.Spec) ? StopsBelow : StopsAbove,
    };
}
