using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>Judges a quote (T1) or a recorded book (T2) against the orders: elected stops that still wait, rule 4's queues, rule 6's crossings.</summary>
internal sealed class QuoteMatcher(ExecutionDesk desk, QueueEstimate queue, TakerFlow outside, WorkingOrders working)
{
    private readonly OutsidePlan _plan = new();

    /// <summary>Call after the market state holds the quote.</summary>
    public void Match(InstrumentBook book, Timestamp time)
    {
        // Elected before the first quote came: from now on T1 is the best evidence at hand.
        while (book.Takers.Count > 0)
        {
            var stop = book.Takers[0];
            book.TakeOut(stop);
            working.BeginMarket(book, stop, isStop: true, time);
        }

        Settle(book, book.Buys, time);
        Settle(book, book.Sells, time);
        FillCrossed(book, book.Buys, time);
        FillCrossed(book, book.Sells, time);
    }

    private void Settle(InstrumentBook book, OrderQueue resting, Timestamp time)
    {
        for (var order = resting.First; order is not null; order = resting.After(order))
        {
            if (order.AheadRaw == SimulatedOrder.UnknownAhead && order.LiveAt < time)
                queue.SettleByQuote(book, order, time);
        }
    }

    /// <summary>Rule 6: the other side stands at or beyond our price, so our order would have been met, up to the displayed size.</summary>
    private void FillCrossed(InstrumentBook book, OrderQueue resting, Timestamp time)
    {
        var market = book.Market;
        for (var order = resting.First; order is not null;)
        {
            if (order.IsBuy ? market.AskRaw > order.Spec.Price.Raw : market.BidRaw < order.Spec.Price.Raw)
                return;
            var next = resting.After(order);
            if (order.LiveAt < time)
            {
                order.AheadRaw = 0;
                var quantity = Available(book, order);
                if (quantity > Quantity.Zero && desk.Fill(
                    book, order, quantity, order.Spec.Price, Liquidity.Maker, Evidence.CrossedByQuote(market.Tier), time))
                    next = next is not null && next.SortKey == order.SortKey ? next : order;
            }

            order = next;
        }
    }

    /// <summary>What is shown at or beyond the order's price and not yet taken, up to what the order shows; it counts as taken.</summary>
    private Quantity Available(InstrumentBook book, SimulatedOrder order)
    {
        var market = book.Market;
        var lot = book.Instrument.LotSize;
        if (!market.HasDepth)
        {
            var shown = Quantity.Min(order.Showing, new Quantity(market.DisplayedLeftRaw(order.IsBuy))).RoundDownTo(lot);
            if (shown > Quantity.Zero)
                market.TakeDisplayed(order.IsBuy, shown.Raw);
            return shown;
        }

        outside.Plan(book, order.Spec.Side, order.Showing.RoundDownTo(lot), order.Spec.Price, _plan);
        foreach (var slice in _plan.Slices)
        {
            if (slice.Source == SliceSource.Displayed)
                market.TakeDisplayed(order.IsBuy, slice.Quantity.Raw);
            else
                market.TakeDeep(slice.Price.Raw, slice.Quantity.Raw);
        }

        return _plan.Quantity;
    }
}
