using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>Judges a print against our orders: elected stops first, then rule 5, then rule 6; one budget, never more than was printed.</summary>
internal sealed class PrintMatcher(ExecutionDesk desk, QueueEstimate queue, FillModel model)
{
    public void Match(InstrumentBook book, in TradeTick trade, Timestamp time)
    {
        var budget = trade.Quantity;
        var isSellerAggressor = trade.Aggressor == AggressorSide.Seller;
        ServeTakers(book, trade, time, ref budget);
        FillPassive(book, isSellerAggressor ? book.Buys : book.Sells, trade.Price, time, ref budget);
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
            i = Next(book.Takers, i, order);
        }
    }

    /// <summary>Rule 5, in price-time order.</summary>
    private void FillPassive(InstrumentBook book, List<SimulatedOrder> resting, Price price, Timestamp time, ref Quantity budget)
    {
        var hasQuote = book.Market.HasQuote;
        long eatenRaw = 0;
        for (var i = 0; i < resting.Count;)
        {
            var order = resting[i];
            var depth = Depth(order, price);
            if (depth < 0)
                return;
            if (order.LiveAt < time)
            {
                if (depth > 0)
                    order.AheadRaw = 0;
                else if (model == FillModel.Queue)
                    EatAhead(book, order, ref eatenRaw, ref budget);
                var isNext = depth > 0 || model == FillModel.Touch || (model == FillModel.Queue && order.AheadRaw == 0);
                var quantity = isNext ? WholeLots(book, order, budget) : Quantity.Zero;
                if (quantity > Quantity.Zero)
                {
                    budget -= quantity;
                    var evidence = Evidence.OfPrint(hasQuote, depth > 0 ? FillModel.TradeThrough : model);
                    desk.Fill(book, order, quantity, order.Spec.Price, Liquidity.Maker, evidence, time);
                }
            }

            i = Next(resting, i, order);
        }
    }

    /// <summary>
    /// The print first serves those ahead. What stood ahead of our first order at this price stood ahead of the later ones too, so it is
    /// taken from each order's estimate, but from the print only once.
    /// </summary>
    private void EatAhead(InstrumentBook book, SimulatedOrder order, ref long eatenRaw, ref Quantity budget)
    {
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
    private void FillCrossed(InstrumentBook book, List<SimulatedOrder> resting, Price price, Timestamp time, ref Quantity budget)
    {
        var least = model == FillModel.Touch ? 0 : 1;
        for (var i = 0; i < resting.Count;)
        {
            var order = resting[i];
            var depth = Depth(order, price);
            if (depth < least)
                return;
            if (order.LiveAt < time)
            {
                order.AheadRaw = 0;
                var quantity = WholeLots(book, order, budget);
                if (quantity > Quantity.Zero)
                {
                    budget -= quantity;
                    desk.Fill(book, order, quantity, order.Spec.Price, Liquidity.Maker, Evidence.CrossedByPrint, time);
                }
            }

            i = Next(resting, i, order);
        }
    }

    /// <summary>How far the print lies beyond the order's price; zero at it, negative short of it.</summary>
    private static long Depth(SimulatedOrder order, Price price) =>
        order.IsBuy ? order.Spec.Price.Raw - price.Raw : price.Raw - order.Spec.Price.Raw;

    private static Quantity WholeLots(InstrumentBook book, SimulatedOrder order, Quantity budget) =>
        Quantity.Min(order.Leaves, budget).RoundDownTo(book.Instrument.LotSize);

    /// <summary>The next place in a list from which only <paramref name="order"/> itself can have gone.</summary>
    private static int Next(List<SimulatedOrder> list, int place, SimulatedOrder order) =>
        place < list.Count && ReferenceEquals(list[place], order) ? place + 1 : place;
}
