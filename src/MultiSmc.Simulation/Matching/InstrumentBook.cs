using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>
/// The open orders of one instrument in price-time order, and the bounds that let the tape pass: a print strictly between
/// <see cref="PrintFloor"/> and <see cref="PrintCeiling"/> can neither fill nor elect anything.
/// </summary>
internal sealed class InstrumentBook(Instrument instrument, ExchangeParameters parameters)
{
    private readonly bool _readsQueues = parameters.FillModel == FillModel.Queue;
    private readonly List<(Side Side, long PriceRaw)>? _changes = parameters.TracksDepth ? [] : null;

    public Instrument Instrument { get; private set; } = instrument;

    /// <summary>Filters of the exchange as a whole.</summary>
    public ExchangeLimits Limits => parameters.Limits;

    public MarketState Market { get; } = new(instrument, parameters.Liquidity == LiquiditySource.Orders);

    /// <summary>Resting buys, highest price first.</summary>
    public OrderQueue Buys { get; } = new();

    /// <summary>Resting sells, lowest price first.</summary>
    public OrderQueue Sells { get; } = new();

    /// <summary>Stops elected by a last price at or below theirs, highest first.</summary>
    public OrderQueue StopsBelow { get; } = new();

    /// <summary>Stops elected by a last price at or above theirs, lowest first.</summary>
    public OrderQueue StopsAbove { get; } = new();

    /// <summary>Stops that follow the price, oldest first.</summary>
    public List<SimulatedOrder> Trailing { get; } = [];

    /// <summary>Elected stops that are served by the following prints, oldest first.</summary>
    public List<SimulatedOrder> Takers { get; } = [];

    /// <summary>Lists whose working order has been filled whole in this step, in that order.</summary>
    public Queue<OrderList> Releases { get; } = new();

    /// <summary>An order met another in this step, so the last price may elect stops.</summary>
    public bool HasTraded { get; set; }

    /// <summary>The last trade between two orders of this exchange.</summary>
    public long LastTradeId { get; set; }

    /// <summary>Rises with every step that changed the visible book.</summary>
    public long UpdateId { get; private set; }

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

    /// <summary>Highest resting buy, or zero.</summary>
    public long BestBuyRaw => Buys.First?.Spec.Price.Raw ?? 0;

    /// <summary>Lowest resting sell, or the largest number.</summary>
    public long BestSellRaw => Sells.First?.Spec.Price.Raw ?? long.MaxValue;

    public void Change(Instrument now)
    {
        Instrument = now;
        Market.Change(now);
    }

    /// <summary>Puts an open order where its phase belongs, behind its equals.</summary>
    public void Insert(SimulatedOrder order)
    {
        switch (order.Phase)
        {
            case OrderPhase.Taking:
                Takers.Add(order);
                return;
            case OrderPhase.StopWaiting when order.IsTrailing:
                Trailing.Add(order);
                return;
            case OrderPhase.StopWaiting:
                order.SortKey = IsElectedBelow(order.Spec) ? -order.Spec.StopPrice.Raw : order.Spec.StopPrice.Raw;
                break;
            default:
                order.SortKey = KeyOf(order.Spec.Side, order.Spec.Price);
                order.TipLeft = order.Spec.IcebergQuantity;
                NoteChange(order);
                break;
        }

        QueueOf(order).Insert(order);
    }

    /// <summary>Takes an order from its place; it stays open.</summary>
    public void TakeOut(SimulatedOrder order)
    {
        if (order.Phase == OrderPhase.Taking)
        {
            Takers.Remove(order);
        }
        else if (order.Phase == OrderPhase.StopWaiting && order.IsTrailing)
        {
            Trailing.Remove(order);
        }
        else if (order.Level is not null)
        {
            QueueOf(order).Remove(order);
            NoteChange(order);
        }
    }

    /// <summary>Ends an order: its place, its name and, with the last leg, its list's name are free.</summary>
    public void Close(SimulatedOrder order)
    {
        TakeOut(order);
        order.Phase = OrderPhase.Done;
        order.Home.Close(order);
    }

    /// <summary>Counts a fill of a resting order; an iceberg whose visible part is gone shows the next one, behind its equals.</summary>
    /// <returns>Whether it went behind its equals.</returns>
    public bool ShowNext(SimulatedOrder order, Quantity filled)
    {
        NoteChange(order);
        if (!order.IsIceberg)
            return false;
        order.TipLeft -= filled;
        if (order.TipLeft > Quantity.Zero)
            return false;
        TakeOut(order);
        Insert(order);
        return true;
    }

    /// <summary>Counts a resting order's price among those whose visible size has changed.</summary>
    public void NoteChange(SimulatedOrder order)
    {
        if (order.Phase != OrderPhase.Resting)
            return;
        UpdateId++;
        _changes?.Add((order.Spec.Side, order.Spec.Price.Raw));
    }

    /// <summary>Prices whose visible size has changed since the last time, oldest first; a price may come more than once.</summary>
    public List<(Side Side, long PriceRaw)> Changes => _changes ?? throw new InvalidOperationException("set TracksDepth to have changes of the book");

    /// <summary>What the book shows at a price.</summary>
    public Quantity VisibleAt(Side side, long priceRaw)
    {
        var sum = Quantity.Zero;
        for (var order = (side == Side.Buy ? Buys : Sells).FirstAt(KeyOf(side, new Price(priceRaw))); order is not null; order = order.Next)
            sum += order.Showing;
        return sum;
    }

    /// <summary>The sort key of a resting order.</summary>
    public static long KeyOf(Side side, Price price) => side == Side.Buy ? -price.Raw : price.Raw;

    /// <summary>Whether the stop waits for the price to fall (or stand at its price).</summary>
    public static bool IsElectedBelow(OrderSpec spec) =>
        (spec.Type is OrderType.StopLoss or OrderType.StopLossLimit) == (spec.Side == Side.Sell);

    /// <summary>Sets the bounds anew after a step that may have changed an order.</summary>
    public void RefreshBounds()
    {
        AskFloor = Buys.First?.Spec.Price.Raw ?? long.MinValue;
        BidCeiling = BestSellRaw;
        UnknownBuy = _readsQueues ? FirstUnknown(Buys)?.Spec.Price.Raw ?? long.MinValue : long.MinValue;
        UnknownSell = _readsQueues ? FirstUnknown(Sells)?.Spec.Price.Raw ?? long.MaxValue : long.MaxValue;
        if (Takers.Count > 0)
        {
            // Any print or quote may serve a taker.
            PrintFloor = AskFloor = long.MaxValue;
            return;
        }

        // Any print may move a trailing stop.
        PrintFloor = Trailing.Count > 0 ? long.MaxValue
            : StopsBelow.First is { } below ? Math.Max(AskFloor, below.Spec.StopPrice.Raw) : AskFloor;
        PrintCeiling = StopsAbove.First is { } above ? Math.Min(BidCeiling, above.Spec.StopPrice.Raw) : BidCeiling;
    }

    private static SimulatedOrder? FirstUnknown(OrderQueue side)
    {
        for (var order = side.First; order is not null; order = side.After(order))
        {
            if (order.AheadRaw == SimulatedOrder.UnknownAhead)
                return order;
        }

        return null;
    }

    private OrderQueue QueueOf(SimulatedOrder order)
    {
        if (order.Phase == OrderPhase.Resting)
            return order.IsBuy ? Buys : Sells;
        return IsElectedBelow(order.Spec) ? StopsBelow : StopsAbove;
    }
}
