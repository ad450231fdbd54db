using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>Begins the work of a limit or market order: it takes what it can, and what is left rests or expires by its time in force.</summary>
internal sealed class WorkingOrders(ExecutionDesk desk, TakerFlow taker, QueueEstimate queue)
{
    /// <summary>A limit order, new or just elected, that may take.</summary>
    public void Begin(InstrumentBook book, SimulatedOrder order, Timestamp time)
    {
        var plan = taker.Plan(book, order.Spec.Side, order.Leaves, order.Spec.Price);
        if (order.Spec.TimeInForce == TimeInForce.Fok && plan.Quantity < order.Leaves)
        {
            ExpireRest(book, order, ExpiryReasons.UnfilledFok, time);
            return;
        }

        taker.Take(book, order, plan, Evidence.OfTaker(book.Market.HasQuote), time);
        if (order.Spec.TimeInForce == TimeInForce.Gtc)
            Rest(book, order);
        else
            ExpireRest(book, order, ExpiryReasons.UnfilledIoc, time);
    }

    /// <summary>A market order: what it cannot take expires.</summary>
    public void BeginMarket(InstrumentBook book, SimulatedOrder order, in TakerPlan plan, Timestamp time)
    {
        taker.Take(book, order, plan, Evidence.OfTaker(book.Market.HasQuote), time);
        ExpireRest(book, order, ExpiryReasons.InsufficientLiquidity, time);
    }

    /// <summary>Puts what is left on the book.</summary>
    public void Rest(InstrumentBook book, SimulatedOrder order)
    {
        if (!order.IsOpen)
            return;
        queue.OnArrival(book, order);
        book.Insert(order);
    }

    public void ExpireRest(InstrumentBook book, SimulatedOrder order, string reason, Timestamp time)
    {
        if (order.IsOpen)
            desk.End(book, order, Engine.ExecutionType.Expired, OrderStatus.Expired, reason, time);
    }
}
