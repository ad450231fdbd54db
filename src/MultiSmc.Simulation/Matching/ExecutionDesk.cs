using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>Carries out what the matching decides: books it, keeps the order's state, reports it.</summary>
internal sealed class ExecutionDesk(Account account, EventOutbox outbox)
{
    private long _lastOrderId;
    private long _lastTradeId;

    /// <summary>Opens an order: numbers it and locks what it needs; <see cref="ReportNew"/> and a place on the book follow.</summary>
    /// <param name="book">Whose.</param>
    /// <param name="spec">The order; its lock must be covered.</param>
    /// <param name="phase">Where it begins.</param>
    /// <param name="time">Its effect.</param>
    /// <param name="holdsLock">False for the stop leg of an OCO.</param>
    public SimulatedOrder Open(InstrumentBook book, OrderSpec spec, OrderPhase phase, Timestamp time, bool holdsLock = true)
    {
        var order = new SimulatedOrder(spec, new VenueOrderId(++_lastOrderId)) { Phase = phase, LiveAt = time };
        if (holdsLock)
            account.Lock(book.Instrument, order);
        book.Open(order);
        return order;
    }

    /// <summary>Reports an order accepted, or working after its election.</summary>
    public void ReportNew(SimulatedOrder order, Timestamp time) =>
        Report(order, ExecutionType.New, OrderStatus.New, order.Phase != OrderPhase.StopWaiting, "", null, time);

    /// <summary>One execution. The first one of an OCO's target ends its stop leg before it.</summary>
    public void Fill(InstrumentBook book, SimulatedOrder order, Quantity quantity, Price price, Liquidity liquidity, string evidence, Timestamp time)
    {
        if (order.List is { } list && ReferenceEquals(order, list.Above) && list.Below.IsOpen)
            End(book, list.Below, ExecutionType.Expired, OrderStatus.Expired, ExpiryReasons.OcoTrigger, time);
        var quoteAmount = price.Notional(quantity);
        var fee = account.Settle(book.Instrument, order, quantity, quoteAmount, liquidity);
        var isWhole = order.Leaves <= Quantity.Zero;
        if (isWhole)
            book.Close(order);
        var fill = new Fill
        {
            TradeId = new TradeId(++_lastTradeId),
            Instrument = order.Spec.Instrument,
            ClientOrderId = order.Spec.ClientOrderId,
            Side = order.Spec.Side,
            Price = price,
            Quantity = quantity,
            QuoteAmount = quoteAmount,
            Fee = fee.Amount,
            FeeAsset = fee.Asset,
            Liquidity = liquidity,
            Time = time,
            Evidence = evidence,
        };
        var status = isWhole ? OrderStatus.Filled : OrderStatus.PartiallyFilled;
        Report(order, ExecutionType.Trade, status, order.Phase == OrderPhase.Resting, "", fill, time);
    }

    /// <summary>As <see cref="Fill"/>, for a taker whose funds may not reach: then as much as they pay for, and the rest is ended.</summary>
    /// <returns>What was filled.</returns>
    public Quantity FillTaker(InstrumentBook book, SimulatedOrder order, Quantity wanted, Price price, string evidence, Timestamp time)
    {
        var quantity = account.Affordable(book.Instrument, order, wanted, price);
        if (quantity > Quantity.Zero)
            Fill(book, order, quantity, price, Liquidity.Taker, evidence, time);
        if (quantity < wanted)
        {
            var isUnfilled = order.Filled <= Quantity.Zero;
            End(
                book, order, isUnfilled ? ExecutionType.Rejected : ExecutionType.Expired, isUnfilled ? OrderStatus.Rejected : OrderStatus.Expired,
                ExpiryReasons.InsufficientBalances, time);
        }

        return quantity;
    }

    /// <summary>Ends an order otherwise than by filling it, and frees what it holds.</summary>
    public void End(InstrumentBook book, SimulatedOrder order, ExecutionType execution, OrderStatus status, string reason, Timestamp time)
    {
        account.Release(book.Instrument, order);
        book.Close(order);
        Report(order, execution, status, isWorking: false, reason, null, time);
    }

    /// <summary>Elects a stop: ends its list's target, whose lock it takes over, takes it from among the stops and reports it working.</summary>
    public void Elect(InstrumentBook book, SimulatedOrder stop, OrderPhase phase, Timestamp time)
    {
        book.TakeOut(stop);
        if (stop.List?.Other(stop) is { IsOpen: true } target)
        {
            account.HandOverLock(book.Instrument, target, stop);
            End(book, target, ExecutionType.Expired, OrderStatus.Expired, ExpiryReasons.OcoTrigger, time);
        }

        account.Touch(book.Instrument, stop);
        stop.Phase = phase;
        stop.LiveAt = time;
        ReportNew(stop, time);
    }

    /// <summary>Closes a step of the exchange: one account update with the assets it touched.</summary>
    public void EndStep(InstrumentBook book, Timestamp time)
    {
        if (account.TakeUpdate(book.Instrument.Id, time) is { } update)
            outbox.Send(update);
        book.RefreshBounds();
    }

    private void Report(
        SimulatedOrder order, ExecutionType execution, OrderStatus status, bool isWorking, string reason, Fill? fill, Timestamp time) =>
        outbox.Send(new VenueEvent.OrderReport(new ExecutionReport
        {
            Order = order.Spec,
            VenueOrderId = order.Id,
            ListId = order.List?.Id,
            Execution = execution,
            Status = status,
            Filled = order.Filled,
            FilledQuote = order.FilledQuote,
            Fill = fill,
            IsWorking = isWorking,
            Reason = reason,
            Time = time,
        }));
}
