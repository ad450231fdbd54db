using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>Carries out what the matching decides: books it, keeps the order's state, reports it.</summary>
internal sealed class ExecutionDesk(IExchangeSink sink)
{
    private long _lastOrderId;
    private long _lastListId;
    private long _lastTradeId;

    public long NextListNumber() => ++_lastListId;

    public VenueOrderId NextOrderNumber() => new(++_lastOrderId);

    /// <summary>Opens an order: numbers it and locks what it needs; <see cref="ReportNew"/> and a place on the book follow.</summary>
    /// <param name="book">Whose.</param>
    /// <param name="home">The account's orders of the instrument.</param>
    /// <param name="spec">The order; its lock must be covered.</param>
    /// <param name="phase">Where it begins.</param>
    /// <param name="lockPrice">The price a buy is locked at.</param>
    /// <param name="time">Its effect.</param>
    /// <param name="holdsLock">False for an OCO's leg that shares the other's lock, and for one that is pending.</param>
    public SimulatedOrder Open(
        InstrumentBook book, AccountBook home, OrderSpec spec, OrderPhase phase, Price lockPrice, Timestamp time, bool holdsLock = true)
    {
        var order = new SimulatedOrder(spec, NextOrderNumber(), home)
        {
            Phase = phase, LiveAt = time, CreatedAt = time, LockPrice = lockPrice,
        };
        if (holdsLock)
            home.Account.Lock(book.Instrument, order);
        home.Open(order);
        return order;
    }

    /// <summary>Reports an order accepted, released or working after its election.</summary>
    public void ReportNew(SimulatedOrder order, Timestamp time)
    {
        var isWorking = order.Phase is OrderPhase.Resting or OrderPhase.Taking;
        if (isWorking)
            order.WorkingAt ??= time;
        var status = order.Phase == OrderPhase.Pending ? OrderStatus.PendingNew : OrderStatus.New;
        Report(order, ExecutionType.New, status, isWorking, "", null, time);
    }

    /// <summary>One execution against the recorded market. The first one of an OCO's leg ends the other before it.</summary>
    /// <returns>Whether an iceberg went behind its equals.</returns>
    public bool Fill(InstrumentBook book, SimulatedOrder order, Quantity quantity, Price price, Liquidity liquidity, string evidence, Timestamp time)
    {
        EndPartner(book, order, time);
        return Book(book, order, quantity, price, liquidity, evidence, new TradeId(++_lastTradeId), time);
    }

    /// <summary>Two orders meet at the resting one's price.</summary>
    public void Trade(InstrumentBook book, SimulatedOrder taker, SimulatedOrder maker, Quantity quantity, Timestamp time)
    {
        EndPartner(book, maker, time);
        EndPartner(book, taker, time);
        var price = maker.Spec.Price;
        // Where there is no recorded tape these trades are the tape: its ids rise by one per instrument.
        var id = book.Market.IsOrdersOnly ? ++book.LastTradeId : ++_lastTradeId;
        Book(book, maker, quantity, price, Liquidity.Maker, Evidence.Book, new TradeId(id), time);
        Book(book, taker, quantity, price, Liquidity.Taker, Evidence.Book, new TradeId(id), time);
        var aggressor = taker.IsBuy ? AggressorSide.Buyer : AggressorSide.Seller;
        book.Market.OnPrint(price.Raw, quantity.Raw, aggressor, time);
        book.HasTraded = true;
        sink.OnPrint(book.Instrument.Id, new TradeTick(id, time, price, quantity, aggressor));
    }

    /// <summary>As <see cref="Fill"/>, for a taker whose funds may not reach: then as much as they pay for, and the rest is ended.</summary>
    /// <returns>What was filled.</returns>
    public Quantity FillTaker(InstrumentBook book, SimulatedOrder order, Quantity wanted, Price price, string evidence, Timestamp time)
    {
        var quantity = order.Account.Affordable(book.Instrument, order, wanted, price);
        if (quantity > Quantity.Zero)
            Fill(book, order, quantity, price, Liquidity.Taker, evidence, time);
        if (quantity < wanted)
            EndForFunds(book, order, time);
        return quantity;
    }

    /// <summary>Ends a taker whose funds do not reach further.</summary>
    public void EndForFunds(InstrumentBook book, SimulatedOrder order, Timestamp time)
    {
        var isUnfilled = order.Filled <= Quantity.Zero;
        End(
            book, order, isUnfilled ? ExecutionType.Rejected : ExecutionType.Expired, isUnfilled ? OrderStatus.Rejected : OrderStatus.Expired,
            ExpiryReasons.InsufficientBalances, time);
    }

    /// <summary>Tells of a match that self-trade prevention stops.</summary>
    public void TellPrevented(AccountId account, PreventedMatch match) => sink.OnPrevented(account, match);

    /// <summary>Self-trade prevention takes something off an order, or ends it.</summary>
    public void Prevent(InstrumentBook book, SimulatedOrder order, Quantity overlap, bool ends, Timestamp time)
    {
        if (overlap > Quantity.Zero)
        {
            EndPartner(book, order, time);
            order.Prevented += overlap;
            order.Account.Trim(book.Instrument, order);
            book.NoteChange(order);
        }

        if (ends)
        {
            End(book, order, ExecutionType.TradePrevention, OrderStatus.ExpiredInMatch, "", time);
        }
        else if (overlap > Quantity.Zero)
        {
            var status = order.Filled > Quantity.Zero ? OrderStatus.PartiallyFilled : OrderStatus.New;
            Report(order, ExecutionType.TradePrevention, status, order.Phase == OrderPhase.Resting, "", null, time);
        }
    }

    /// <summary>Makes an order smaller in its place.</summary>
    public void Shrink(InstrumentBook book, SimulatedOrder order, Quantity quantity, Timestamp time)
    {
        order.Spec = order.Spec with { Quantity = quantity };
        order.Account.Touch(book.Instrument, order);
        order.Account.Trim(book.Instrument, order);
        book.NoteChange(order);
        Report(order, ExecutionType.Replaced, order.Status, order.Phase == OrderPhase.Resting, "", null, time);
    }

    /// <summary>Ends an order otherwise than by filling it, and frees what it holds. Its list's other orders follow.</summary>
    public void End(InstrumentBook book, SimulatedOrder order, ExecutionType execution, OrderStatus status, string reason, Timestamp time)
    {
        Close(book, order, execution, status, reason, time);
        if (order.List is not { } list || execution == ExecutionType.Canceled)
            return;
        // The exchange ended it: what waits for it ends too. A cancel's caller ends each order of the list itself.
        foreach (var leg in list.Legs)
        {
            if (!leg.IsOpen)
                continue;
            if (ReferenceEquals(order, list.Working))
                Close(book, leg, ExecutionType.Expired, OrderStatus.Expired, ExpiryReasons.OtoPhaseOneExpired, time);
            else if (reason != ExpiryReasons.OcoTrigger)
                Close(book, leg, ExecutionType.Expired, OrderStatus.Expired, ExpiryReasons.OcoTrigger, time);
        }
    }

    /// <summary>Elects a stop: ends its pair's other leg, whose lock it takes over, takes it from among the stops and reports it working.</summary>
    public void Elect(InstrumentBook book, SimulatedOrder stop, OrderPhase phase, Timestamp time)
    {
        book.TakeOut(stop);
        EndPartner(book, stop, time);
        stop.Account.Touch(book.Instrument, stop);
        stop.Phase = phase;
        stop.LiveAt = time;
        ReportNew(stop, time);
    }

    /// <summary>Announces a list's beginning.</summary>
    public void ReportList(OrderList list, ListStatusType type, Timestamp time) => sink.OnList(list.Home.Account.Id, ListView.Of(list), type, time);

    /// <summary>How an order stands, in answer to a query.</summary>
    public static ExecutionReport StatusOf(SimulatedOrder order, Timestamp time) => new()
    {
        Order = order.Spec,
        VenueOrderId = order.Id,
        ListId = order.List?.Id,
        Execution = ExecutionType.Status,
        Status = order.Status,
        Filled = order.Filled,
        FilledQuote = order.FilledQuote,
        IsWorking = order.Phase is OrderPhase.Resting or OrderPhase.Taking,
        Reason = order.Reason,
        Time = time,
    };

    private bool Book(
        InstrumentBook book, SimulatedOrder order, Quantity quantity, Price price, Liquidity liquidity, string evidence, TradeId id, Timestamp time)
    {
        var quoteAmount = price.Notional(quantity);
        var fee = order.Account.Settle(book.Instrument, order, quantity, quoteAmount, liquidity);
        var isWhole = order.Leaves <= Quantity.Zero;
        var isResting = order.Phase == OrderPhase.Resting;
        var isBehind = false;
        if (isWhole)
            book.Close(order);
        else if (isResting && order.Level is not null)
            isBehind = book.ShowNext(order, quantity);
        var fill = new Fill
        {
            TradeId = id,
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
        order.Home.Keep(fill);
        Report(order, ExecutionType.Trade, isWhole ? OrderStatus.Filled : OrderStatus.PartiallyFilled, isResting && !isWhole, "", fill, time);
        if (isWhole)
            OnWhole(book, order, time);
        return isBehind;
    }

    private void OnWhole(InstrumentBook book, SimulatedOrder order, Timestamp time)
    {
        if (order.List is not { } list)
            return;
        if (ReferenceEquals(order, list.Working))
            book.Releases.Enqueue(list);
        else
            CloseIfDone(list, time);
    }

    private void EndPartner(InstrumentBook book, SimulatedOrder order, Timestamp time)
    {
        if (order.List?.Other(order) is not { IsOpen: true } other)
            return;
        if (other.Locked > Money.Zero)
            order.Account.HandOverLock(book.Instrument, other, order);
        else
            order.Account.Trim(book.Instrument, order);
        Close(book, other, ExecutionType.Expired, OrderStatus.Expired, ExpiryReasons.OcoTrigger, time);
    }

    private void Close(InstrumentBook book, SimulatedOrder order, ExecutionType execution, OrderStatus status, string reason, Timestamp time)
    {
        order.Account.Release(book.Instrument, order);
        book.Close(order);
        order.Reason = reason;
        Report(order, execution, status, isWorking: false, reason, null, time);
        if (order.List is { } list)
            CloseIfDone(list, time);
    }

    private void CloseIfDone(OrderList list, Timestamp time)
    {
        if (list.IsOpen || !ReferenceEquals(list.Home.FindList(list.Id), list))
            return;
        list.Home.CloseList(list);
        ReportList(list, ListStatusType.AllDone, time);
    }

    private void Report(
        SimulatedOrder order, ExecutionType execution, OrderStatus status, bool isWorking, string reason, Fill? fill, Timestamp time)
    {
        order.Status = status;
        order.UpdatedAt = time;
        sink.OnEvent(order.Account.Id, new VenueEvent.OrderReport(new ExecutionReport
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
}
