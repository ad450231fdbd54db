using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>
/// An order takes: it meets the resting orders of this exchange and the recorded market by price; at one price the recorded market stands in front.
/// Between orders: price, then time, at the resting one's price; self-trade prevention by the taking order's mode.
/// </summary>
internal sealed class Encounter(ExecutionDesk desk, TakerFlow outside)
{
    private readonly OutsidePlan _plan = new();

    /// <summary>What there is for a taker of an account within a limit, and what a buy would pay; nothing is carried out.</summary>
    public (Quantity Quantity, Int128 Cost) Look(InstrumentBook book, Account account, OrderSpec spec, Quantity wanted, Price limit)
    {
        var side = spec.Side;
        var isBuy = side == Side.Buy;
        var left = wanted;
        Int128 cost = 0;
        outside.Plan(book, side, wanted, limit, _plan);
        var queue = isBuy ? book.Sells : book.Buys;
        var slice = 0;
        var mode = spec.SelfTrade ?? book.Instrument.DefaultSelfTrade;
        for (var maker = queue.First; ; maker = queue.After(maker))
        {
            while (slice < _plan.Slices.Count && (maker is null || !IsBetter(isBuy, maker.Spec.Price, _plan.Slices[slice].Price)))
            {
                var part = Quantity.Min(left, _plan.Slices[slice].Quantity);
                cost += Notional(_plan.Slices[slice].Price, part);
                left -= part;
                slice++;
            }

            if (maker is null || left <= Quantity.Zero || !IsWithin(isBuy, maker.Spec.Price, limit))
                return (wanted - left, cost);
            if (ReferenceEquals(maker.Account, account) && mode != SelfTradePrevention.None)
            {
                if (mode is SelfTradePrevention.ExpireTaker or SelfTradePrevention.ExpireBoth)
                    return (wanted - left, cost);
                continue;
            }

            var met = Quantity.Min(left, maker.Leaves);
            cost += Notional(maker.Spec.Price, met);
            left -= met;
        }
    }

    /// <summary>Takes what there is within the order's limit.</summary>
    /// <param name="book">Whose.</param>
    /// <param name="order">An open order in the taking phase, or one that is about to rest.</param>
    /// <param name="limit">The worst price.</param>
    /// <param name="isStop">An elected stop: told in the evidence.</param>
    /// <param name="time">Its effect.</param>
    public void Take(InstrumentBook book, SimulatedOrder order, Price limit, bool isStop, Timestamp time)
    {
        var market = book.Market;
        var evidence = isStop ? Evidence.OfStop(market.Tier) : Evidence.OfTaker(market.Tier);
        var queue = order.IsBuy ? book.Sells : book.Buys;
        if (!queue.IsEmpty)
        {
            // What is better than the whole recorded market comes first; the recorded market then is planned for what is left.
            var front = order.IsBuy ? market.TakerAskRaw : market.TakerBidRaw;
            Meet(book, order, market.IsOrdersOnly || front <= 0 ? limit : InFrontOf(book, order, new Price(front), limit), time);
            if (!order.IsOpen)
                return;
        }

        outside.Plan(book, order.Spec.Side, order.Leaves, limit, _plan);
        for (var i = 0; i < _plan.Slices.Count && order.IsOpen; i++)
        {
            var slice = _plan.Slices[i];
            if (!queue.IsEmpty)
            {
                Meet(book, order, InFrontOf(book, order, slice.Price, limit), time);
                if (!order.IsOpen)
                    return;
            }

            var part = Quantity.Min(slice.Quantity, order.Leaves);
            if (part <= Quantity.Zero)
                return;
            var filled = desk.FillTaker(book, order, part, slice.Price, evidence, time);
            if (slice.Source == SliceSource.Displayed)
                market.TakeDisplayed(order.IsBuy, filled.Raw);
            else if (slice.Source == SliceSource.Deep)
                market.TakeDeep(slice.Price.Raw, filled.Raw);
        }

        if (!queue.IsEmpty && order.IsOpen)
            Meet(book, order, limit, time);
    }

    private void Meet(InstrumentBook book, SimulatedOrder taker, Price limit, Timestamp time)
    {
        var queue = taker.IsBuy ? book.Sells : book.Buys;
        while (taker.IsOpen && queue.First is { } maker && IsWithin(taker.IsBuy, maker.Spec.Price, limit))
        {
            var mode = taker.Spec.SelfTrade ?? book.Instrument.DefaultSelfTrade;
            if (mode != SelfTradePrevention.None && ReferenceEquals(maker.Account, taker.Account))
            {
                Prevent(book, taker, maker, mode, time);
                continue;
            }

            var wanted = Quantity.Min(taker.Leaves, maker.Showing);
            var quantity = taker.Account.Affordable(book.Instrument, taker, wanted, maker.Spec.Price);
            if (quantity > Quantity.Zero)
                desk.Trade(book, taker, maker, quantity, time);
            if (quantity < wanted && taker.IsOpen)
                desk.EndForFunds(book, taker, time);
        }
    }

    private void Prevent(InstrumentBook book, SimulatedOrder taker, SimulatedOrder maker, SelfTradePrevention mode, Timestamp time)
    {
        var overlap = mode is SelfTradePrevention.Decrement or SelfTradePrevention.Transfer ? Quantity.Min(taker.Leaves, maker.Leaves) : Quantity.Zero;
        var (takerEnds, makerEnds) = mode switch
        {
            SelfTradePrevention.ExpireTaker => (true, false),
            SelfTradePrevention.ExpireMaker => (false, true),
            SelfTradePrevention.ExpireBoth => (true, true),
            _ => (overlap == taker.Leaves, overlap == maker.Leaves),
        };
        var match = new PreventedMatch(
            book.Instrument.Id, taker.Id, maker.Id, mode, maker.Spec.Price, Quantity.Min(taker.Leaves, maker.Leaves), time);
        desk.TellPrevented(taker.Account.Id, match);
        desk.Prevent(book, maker, overlap, makerEnds, time);
        desk.Prevent(book, taker, overlap, takerEnds, time);
    }

    /// <summary>One tick better than a price of the recorded market, or the limit where that is better.</summary>
    private static Price InFrontOf(InstrumentBook book, SimulatedOrder order, Price price, Price limit)
    {
        var tick = book.Instrument.TickSize.Raw;
        if (order.IsBuy)
            return price.Raw - tick < limit.Raw ? new Price(price.Raw - tick) : limit;
        return price.Raw < limit.Raw || price.Raw > long.MaxValue - tick ? limit : new Price(price.Raw + tick);
    }

    private static bool IsWithin(bool isBuy, Price price, Price limit) => isBuy ? price <= limit : price >= limit;

    private static bool IsBetter(bool isBuy, Price left, Price right) => isBuy ? left < right : left > right;

    private static Int128 Notional(Price price, Quantity quantity) => (Int128)price.Raw * quantity.Raw / FixedPoint.Scale;
}
