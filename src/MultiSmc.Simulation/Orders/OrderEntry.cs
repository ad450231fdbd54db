using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>
/// The exchange's gate. New orders and lists are judged in this order: filters (-1013), a name in use, prices against the market, funds
/// (-2010); cancels by whether the order is open (-2011).
/// </summary>
internal sealed class OrderEntry(ExecutionDesk desk, Account account, EventOutbox outbox, TakerFlow taker, WorkingOrders working)
{
    public void Place(InstrumentBook book, OrderSpec spec, Timestamp time)
    {
        var plan = spec.Type == OrderType.Market
            ? taker.Plan(book, spec.Side, spec.Quantity, TakerFlow.MarketLimit(book.Instrument, spec.Side))
            : default;
        if (Judge(book, spec, plan) is { } refusal)
        {
            Refuse(book, [spec.ClientOrderId], null, refusal, time);
            return;
        }

        var phase = spec.Type.IsStop() ? OrderPhase.StopWaiting : spec.Type == OrderType.Market ? OrderPhase.Taking : OrderPhase.Resting;
        var order = desk.Open(book, spec, phase, time);
        account.Touch(book.Instrument, order);
        desk.ReportNew(order, time);
        if (phase == OrderPhase.StopWaiting)
            book.Insert(order);
        else if (phase == OrderPhase.Taking)
            working.BeginMarket(book, order, plan, time);
        else if (spec.Type == OrderType.LimitMaker)
            working.Rest(book, order);
        else
            working.Begin(book, order, time);
    }

    public void PlaceOco(InstrumentBook book, VenueRequest.PlaceOco oco, Timestamp time)
    {
        if (JudgeOco(book, oco) is { } refusal)
        {
            Refuse(book, [oco.Above.ClientOrderId, oco.Below.ClientOrderId], oco.ListId, refusal, time);
            return;
        }

        var below = desk.Open(book, oco.Below, OrderPhase.StopWaiting, time, holdsLock: false);
        var above = desk.Open(book, oco.Above, OrderPhase.Resting, time);
        above.List = below.List = new OrderList(oco.ListId, above, below);
        book.OpenList(above.List);
        desk.ReportNew(below, time);
        book.Insert(below);
        desk.ReportNew(above, time);
        working.Rest(book, above);
    }

    /// <summary>Cancelling one leg of a list cancels the list, as on the exchange.</summary>
    public void Cancel(InstrumentBook book, VenueRequest.CancelOrder request, Timestamp time)
    {
        var order = book.Find(request.ClientOrderId);
        if (order?.List is { } list ? !TryCancel(book, list, time) : order is null || !TryCancel(book, order, time))
            RefuseCancel(book, request.ClientOrderId, null, time);
    }

    public void CancelList(InstrumentBook book, VenueRequest.CancelList request, Timestamp time)
    {
        if (book.FindList(request.ListId) is not { } list || !TryCancel(book, list, time))
            RefuseCancel(book, null, request.ListId, time);
    }

    private bool TryCancel(InstrumentBook book, OrderList list, Timestamp time)
    {
        // Judged before either leg ends: a list whose stop already takes has nothing left to cancel.
        if (list.Below.Phase == OrderPhase.Taking)
            return false;
        _ = list.Below.IsOpen && TryCancel(book, list.Below, time);
        _ = list.Above.IsOpen && TryCancel(book, list.Above, time);
        return true;
    }

    private bool TryCancel(InstrumentBook book, SimulatedOrder order, Timestamp time)
    {
        // An elected stop has executed on the exchange; only our evidence of its price comes with later prints.
        if (order.Phase == OrderPhase.Taking)
            return false;
        desk.End(book, order, ExecutionType.Canceled, OrderStatus.Canceled, "", time);
        return true;
    }

    private Refusal? Judge(InstrumentBook book, OrderSpec spec, in TakerPlan plan)
    {
        var verdict = Filter(book, spec);
        if (verdict != FilterVerdict.Passes)
            return Refusal.OfFilter(verdict);
        if (book.Find(spec.ClientOrderId) is not null)
            return Refusal.Duplicate;
        if (spec.Type.IsStop() && book.Market.HasPrint && StopElection.IsMet(spec, book.Market.LastRaw))
            return Refusal.WouldTrigger;
        if (spec.Type == OrderType.LimitMaker && WouldTake(book, spec))
            return Refusal.WouldTake;
        var isPaid = spec.Type != OrderType.Market || spec.Side == Side.Sell || plan.Cost <= account.Free(book.Instrument.Quote).Raw;
        return isPaid && account.Covers(book.Instrument, spec) ? null : Refusal.InsufficientBalance;
    }

    private Refusal? JudgeOco(InstrumentBook book, VenueRequest.PlaceOco oco)
    {
        var verdict = Filter(book, oco.Above);
        if (verdict == FilterVerdict.Passes)
            verdict = Filter(book, oco.Below);
        if (verdict != FilterVerdict.Passes)
            return Refusal.OfFilter(verdict);
        if (book.FindList(oco.ListId) is not null || book.Find(oco.Above.ClientOrderId) is not null || book.Find(oco.Below.ClientOrderId) is not null)
            return Refusal.Duplicate;
        var last = book.Market.LastRaw;
        if (book.Market.HasPrint && (oco.Above.Price.Raw <= last || oco.Below.StopPrice.Raw >= last))
            return Refusal.PriceRelation;
        if (WouldTake(book, oco.Above))
            return Refusal.WouldTake;
        return account.Covers(book.Instrument, oco.Above) ? null : Refusal.InsufficientBalance;
    }

    /// <summary>Rule 3; an order of our own on the other side stands on the book like any other.</summary>
    private static bool WouldTake(InstrumentBook book, OrderSpec spec)
    {
        var price = spec.Price.Raw;
        return spec.Side == Side.Buy
            ? price >= Math.Min(book.Market.AskBoundRaw, book.BidCeiling)
            : price <= Math.Max(book.Market.BidBoundRaw, book.Buys.Count > 0 ? book.Buys[0].Spec.Price.Raw : 0);
    }

    private static FilterVerdict Filter(InstrumentBook book, OrderSpec spec)
    {
        var instrument = book.Instrument;
        if (spec.Type == OrderType.Market)
        {
            var verdict = instrument.CheckMarketQuantity(spec.Quantity);
            return verdict == FilterVerdict.Passes && book.Market.HasPrint
                ? instrument.CheckNotional(new Price(book.Market.LastRaw), spec.Quantity)
                : verdict;
        }

        var stopVerdict = spec.Type.IsStop() ? instrument.CheckPrice(spec.StopPrice) : FilterVerdict.Passes;
        if (stopVerdict != FilterVerdict.Passes)
            return stopVerdict;
        // A stop without a limit is judged at its stop price: the only price it names.
        return instrument.CheckLimit(SimulatedOrder.LockPriceOf(spec), spec.Quantity);
    }

    private void Refuse(InstrumentBook book, ClientOrderId[] orders, ClientListId? list, Refusal refusal, Timestamp time) =>
        outbox.Send(new VenueEvent.PlaceRefused(book.Instrument.Id, time, orders, list, refusal.Code, refusal.Reason));

    private void RefuseCancel(InstrumentBook book, ClientOrderId? order, ClientListId? list, Timestamp time) =>
        outbox.Send(new VenueEvent.CancelRefused(
            book.Instrument.Id, time, order, list, Refusal.UnknownOrder.Code, Refusal.UnknownOrder.Reason));
}
