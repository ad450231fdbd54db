using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>Rules 4 and 7: others' quantity ahead of a resting order, for the queue model; the other models do not ask.</summary>
internal sealed class QueueEstimate(ExchangeParameters parameters)
{
    /// <summary>Sets the quantity ahead of an order that begins to rest.</summary>
    public void OnArrival(InstrumentBook book, SimulatedOrder order)
    {
        if (parameters.FillModel != FillModel.Queue || book.Market.IsOrdersOnly)
            order.AheadRaw = 0;
        else if (book.Market.HasDepth)
            SettleByDepth(book, order);
        else if (book.Market.HasQuote)
            SettleByQuote(book, order, order.LiveAt);
        else
            SettleByTape(book, order);
    }

    /// <summary>T1: the displayed size when the quote shows the order's price, nothing when the order stands in front; else still unknown.</summary>
    public void SettleByQuote(InstrumentBook book, SimulatedOrder order, Timestamp time)
    {
        var market = book.Market;
        var price = order.Spec.Price.Raw;
        var (best, size) = order.IsBuy ? (market.BidRaw, market.BidSizeRaw) : (market.AskRaw, market.AskSizeRaw);
        if (best == price)
            Settle(book, order, size, time);
        else if (order.IsBuy ? best < price : best > price)
            order.AheadRaw = 0;
    }

    /// <summary>T0: κ × the typical volume of a visit, once a visit is known.</summary>
    public void SettleByTape(InstrumentBook book, SimulatedOrder order)
    {
        if (book.Market.TryTypicalVisit(order.Spec.Side, out var typical))
            order.AheadRaw = RoundUpToLot(book, (Int128)typical * parameters.QueueFactorPpm / 1_000_000);
    }

    /// <summary>Rule 7: the recorded book shows another size at a price where orders of ours rest.</summary>
    public void OnDepth(InstrumentBook book, in DepthChange change)
    {
        if (parameters.FillModel != FillModel.Queue || !change.HasLevel)
            return;
        var side = change.Side == Side.Buy ? book.Buys : book.Sells;
        for (var order = side.FirstAt(InstrumentBook.KeyOf(change.Side, change.Price)); order is not null; order = order.Next)
            OnLevel(book, order, change.Quantity.Raw, change.Time);
    }

    private void OnLevel(InstrumentBook book, SimulatedOrder order, long shown, Timestamp time)
    {
        if (order.AheadRaw == SimulatedOrder.UnknownAhead)
        {
            // A level that the whole book had not reached: known from now on, but not how much of it came after us.
            Settle(book, order, shown, time);
        }
        else if (order.AheadRaw > 0)
        {
            if (parameters.QueueDepletion == QueueDepletion.Probabilistic)
            {
                // What prints took was taken from the front already; only what left without a print is shared.
                var before = Math.Max(order.ShownRaw - order.PrintedRaw, order.AheadRaw);
                var left = before - shown;
                if (left > 0)
                    order.AheadRaw -= Math.Min(order.AheadRaw, FromFront(order.AheadRaw, before - order.AheadRaw, left));
            }

            order.AheadRaw = RoundUpToLot(book, Math.Min(order.AheadRaw, shown));
        }

        order.ShownRaw = shown;
        order.PrintedRaw = 0;
    }

    /// <summary>How much of what left a level left in front of us: in proportion to the cubes of the quantities there and behind.</summary>
    private static long FromFront(long front, long behind, long left)
    {
        var (frontCube, behindCube) = (Cube(front), Cube(behind));
        var share = (long)(left * (frontCube / (frontCube + behindCube)));
        // What those behind cannot have given was given in front.
        return Math.Max(share, left - behind);
    }

    private static double Cube(long quantity) => (double)quantity * quantity * quantity;

    private static void SettleByDepth(InstrumentBook book, SimulatedOrder order)
    {
        var (market, side, price) = (book.Market, order.Spec.Side, order.Spec.Price);
        var (best, size) = order.IsBuy ? (market.BidRaw, market.BidSizeRaw) : (market.AskRaw, market.AskSizeRaw);
        var shown = best == price.Raw ? size : (order.IsBuy ? best < price.Raw : best > price.Raw) ? 0 : market.Depth.SizeAt(side, price).Raw;
        order.ShownRaw = shown;
        order.PrintedRaw = 0;
        order.AheadRaw = shown == 0 && IsBeyond(market.Depth, side, price) ? SimulatedOrder.UnknownAhead : RoundUpToLot(book, shown);
    }

    /// <summary>Further from the market than anything the recorded book knows.</summary>
    private static bool IsBeyond(DepthBook depth, Side side, Price price)
    {
        var count = depth.Count(side);
        if (count == 0)
            return true;
        var last = depth.At(side, count - 1).Price;
        return side == Side.Buy ? price < last : price > last;
    }

    private void Settle(InstrumentBook book, SimulatedOrder order, long size, Timestamp time)
    {
        var age = Math.Max(0, (time - order.LiveAt).Nanoseconds);
        var scale = parameters.QueueAgeScale.Nanoseconds;
        order.AheadRaw = RoundUpToLot(book, (Int128)size * scale / ((Int128)scale + age));
    }

    /// <summary>Whole lots, so that what a print leaves us is whole lots too.</summary>
    private static long RoundUpToLot(InstrumentBook book, Int128 quantity)
    {
        var lot = book.Instrument.LotSize.Raw;
        return (long)Int128.Min((quantity + lot - 1) / lot * lot, long.MaxValue);
    }
}
