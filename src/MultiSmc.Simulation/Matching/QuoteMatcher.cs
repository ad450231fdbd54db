using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>Judges a quote against our orders (tier T1): elected stops that still wait, rule 4's queues, rule 6's crossings.</summary>
internal sealed class QuoteMatcher(ExecutionDesk desk, QueueEstimate queue, StopElection stops)
{
    /// <summary>Call after the market state holds the quote.</summary>
    public void Match(InstrumentBook book, Timestamp time)
    {
        // Elected before the first quote came: from now on T1 is the best evidence at hand.
        while (book.Takers.Count > 0)
        {
            var stop = book.Takers[0];
            book.TakeOut(stop);
            stops.ServeByQuote(book, stop, time);
        }

        Settle(book, book.Buys, time);
        Settle(book, book.Sells, time);
        FillCrossed(book, book.Buys, time);
        FillCrossed(book, book.Sells, time);
    }

    private void Settle(InstrumentBook book, List<SimulatedOrder> resting, Timestamp time)
    {
        foreach (var order in resting)
        {
            if (order.AheadRaw == SimulatedOrder.UnknownAhead && order.LiveAt < time)
                queue.SettleByQuote(book, order, time);
        }
    }

    /// <summary>Rule 6: the other side stands at or beyond our price, so our order would have been met, up to the displayed size.</summary>
    private void FillCrossed(InstrumentBook book, List<SimulatedOrder> resting, Timestamp time)
    {
        var market = book.Market;
        for (var i = 0; i < resting.Count;)
        {
            var order = resting[i];
            if (order.IsBuy ? market.AskRaw > order.Spec.Price.Raw : market.BidRaw < order.Spec.Price.Raw)
                return;
            if (order.LiveAt < time)
            {
                order.AheadRaw = 0;
                var left = new Quantity(market.DisplayedLeftRaw(order.IsBuy));
                var quantity = Quantity.Min(order.Leaves, left).RoundDownTo(book.Instrument.LotSize);
                if (quantity > Quantity.Zero)
                {
                    market.TakeDisplayed(order.IsBuy, quantity.Raw);
                    desk.Fill(book, order, quantity, order.Spec.Price, Liquidity.Maker, Evidence.CrossedByQuote, time);
                }
            }

            if (i < resting.Count && ReferenceEquals(resting[i], order))
                i++;
        }
    }
}
