using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>Begins the work of a limit or market order: it takes what it can, and what is left rests or expires by its time in force.</summary>
internal sealed class WorkingOrders(ExecutionDesk desk, Encounter encounter, QueueEstimate queue)
{
    /// <summary>A limit order, new or just elected, that may take.</summary>
    public void Begin(InstrumentBook book, SimulatedOrder order, Timestamp time)
    {
        if (order.Spec.TimeInForce == TimeInForce.Fok
            && encounter.Look(book, order.Account, order.Spec, order.Leaves, order.Spec.Price).Quantity < order.Leaves)
        {
            ExpireRest(book, order, ExpiryReasons.UnfilledFok, time);
            return;
        }

        encounter.Take(book, order, order.Spec.Price, isStop: false, time);
        if (order.Spec.TimeInForce == TimeInForce.Gtc)
            Rest(book, order);
        else
            ExpireRest(book, order, ExpiryReasons.UnfilledIoc, time);
    }

    /// <summary>A market order: what it cannot take expires.</summary>
    public void BeginMarket(InstrumentBook book, SimulatedOrder order, bool isStop, Timestamp time)
    {
        encounter.Take(book, order, TakerFlow.MarketLimit(book.Instrument, order.Spec.Side), isStop, time);
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

    private void ExpireRest(InstrumentBook book, SimulatedOrder order, string reason, Timestamp time)
    {
        if (order.IsOpen)
            desk.End(book, order, ExecutionType.Expired, OrderStatus.Expired, reason, time);
    }
}
