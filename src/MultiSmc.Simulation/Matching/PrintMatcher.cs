using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>Judges a print against the orders: elected stops first, then rule 5, then rule 6; one budget, never more than was printed.</summary>
internal sealed class PrintMatcher(ExecutionDesk desk, QueueEstimate queue, FillModel model)
{
    public void Match(InstrumentBook book, in TradeTick trade, Timestamp time)
    {
        var budget = trade.Quantity;
        var isSellerAggressor = trade.Aggressor == AggressorSide.Seller;
        ServeTakers(book, trade, time, ref budget);
        FillPassive(book, isSellerAggressor ? book.Buys : book.Sells, trade, time, ref budget);
        if (!book.Market.HasQuote)
            FillCrossed(book, isSellerAggressor ? book.Sells : book.Buys, trade.Price, time, ref budget);
    }

    /// <summary>Rule 10 at T0: an elected sell goes along with later seller-aggressor prints, a tick worse, at most their volume.</summary>
    private void ServeTakers(InstrumentBook book, in TradeTick trade, Timestamp time, ref Quantity budget)
    {
        var isBuyer = trade.Aggressor == AggressorSide.Buyer;
        var tick = book.Instrument.TickSize.Raw;
        var price = new Price(trade.Price.Raw + (isBuyer ? tick : -tick));
        if (price.Raw <= 0)
            return;
        for (var i = 0; i < book.Takers.Count;)
        {
            var order = book.Takers[i];
            var quantity = WholeLots(book, order, budget);
            if (order.IsBuy == isBuyer && order.LiveAt < time && quantity > Quantity.Zero)
                budget -= desk.FillTaker(book, order, quantity, price, Evidence.StopByPrint, time);
            if (i < book.Takers.Count && ReferenceEquals(book.Takers[i], order))
                i++;
        }
    }

    /// <summary>Rule 5, in price-time order.</summary>
    private void FillPassive(InstrumentBook book, OrderQueue resting, in TradeTick trade, Timestamp time, ref Quantity budget)
    {
        var tier = book.Market.Tier;
        long eatenRaw = 0;
        for (var order = resting.First; order is not null;)
        {
            var depth = Depth(order, trade.Price);
            if (depth < 0)
                return;
            var next = resting.After(order);
            if (order.LiveAt < time)
            {
                if (depth > 0)
                    order.AheadRaw = 0;
                else if (model == FillModel.Queue)
                    EatAhead(book, order, trade.Quantity, ref eatenRaw, ref budget);
                if (depth > 0 || model == FillModel.Touch || (model == FillModel.Queue && order.AheadRaw == 0))
                    next = Fill(book, order, next, Evidence.OfPrint(tier, depth > 0 ? FillModel.TradeThrough : model), time, ref budget);
            }

            order = next;
        }
    }

    /// <summary>
    /// The print first serves those ahead. What stood ahead of our first order at this price stood ahead of the later ones too, so it is
    /// taken from each order's estimate, but from the print only once.
    /// </summary>
    private void EatAhead(InstrumentBook book, SimulatedOrder order, Quantity printed, ref long eatenRaw, ref Quantity budget)
    {
        order.PrintedRaw += printed.Raw;
        if (order.AheadRaw == SimulatedOrder.UnknownAhead && !book.Market.HasQuote)
            queue.SettleByTape(book, order);
        if (order.AheadRaw == SimulatedOrder.UnknownAhead)
            return;
        var more = Math.Min(Math.Max(0, order.AheadRaw - eatenRaw), budget.Raw);
        eatenRaw += more;
        budget -= new Quantity(more);
        order.AheadRaw = Math.Max(0, order.AheadRaw - eatenRaw);
    }

    /// <summary>Rule 6 at T0: somebody took beyond our price, so our order would have been met; at the very price only in the touch model.</summary>
    private void FillCrossed(InstrumentBook book, OrderQueue resting, Price price, Timestamp time, ref Quantity budget)
    {
        var least = model == FillModel.Touch ? 0 : 1;
        for (var order = resting.First; order is not null;)
        {
            if (Depth(order, price) < least)
                return;
            var next = resting.After(order);
            if (order.LiveAt < time)
            {
                order.AheadRaw = 0;
                next = Fill(book, order, next, Evidence.CrossedByPrint, time, ref budget);
            }

            order = next;
        }
    }

    /// <summary>Fills an order from the print.</summary>
    /// <returns>Whose turn is next: an iceberg that went behind its equals has another turn after them.</returns>
    private SimulatedOrder? Fill(
        InstrumentBook book, SimulatedOrder order, SimulatedOrder? next, string evidence, Timestamp time, ref Quantity budget)
    {
        var quantity = WholeLots(book, order, budget);
        if (quantity <= Quantity.Zero)
            return next;
        budget -= quantity;
        if (!desk.Fill(book, order, quantity, order.Spec.Price, Liquidity.Maker, evidence, time))
            return next;
        queue.OnArrival(book, order);
        return next is not null && next.SortKey == order.SortKey ? next : order;
    }

    /// <summary>How far the print lies beyond the order's price; zero at it, negative short of it.</summary>
    private static long Depth(SimulatedOrder order, Price price) =>
        order.IsBuy ? order.Spec.Price.Raw - price.Raw : price.Raw - order.Spec.Price.Raw;

    private static Quantity WholeLots(InstrumentBook book, SimulatedOrder order, Quantity budget) =>
        Quantity.Min(order.Showing, budget).RoundDownTo(book.Instrument.LotSize);
}
