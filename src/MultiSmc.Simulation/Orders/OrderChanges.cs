using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>Cancels, cancel-replace and amendments. A cancel is judged by whether the order is open (-2011), whatever the instrument's status.</summary>
internal sealed class OrderChanges(ExecutionDesk desk, OrderEntry entry, IExchangeSink sink)
{
    /// <summary>Cancelling one order of a list cancels the list, as on the exchange.</summary>
    public void Cancel(InstrumentBook book, AccountBook home, ClientOrderId id, Timestamp time)
    {
        if (!TryCancel(book, home, id, time))
            RefuseChange(book, home, id, null, Refusal.UnknownOrder, time);
    }

    public void CancelList(InstrumentBook book, AccountBook home, ClientListId id, Timestamp time)
    {
        if (home.FindList(id) is not { } list || !TryCancel(book, list, time))
            RefuseChange(book, home, null, id, Refusal.UnknownOrder, time);
    }

    public void CancelAll(InstrumentBook book, AccountBook home, Timestamp time)
    {
        var isAny = false;
        foreach (var order in home.Open())
        {
            if (order.IsOpen)
                isAny |= order.List is { } list ? TryCancel(book, list, time) : TryCancel(book, order, time);
        }

        if (!isAny)
            RefuseChange(book, home, null, null, Refusal.UnknownOrder, time);
    }

    /// <summary>Filters first, then the cancel, then the new order: what succeeded stays done.</summary>
    public void Replace(InstrumentBook book, AccountBook home, VenueRequest.ReplaceOrder request, Timestamp time)
    {
        var names = new[] { request.Order.ClientOrderId };
        if (OrderEntry.JudgeForm(book, home, entry.Sized(book, home, request.Order)) is { } refusal)
        {
            entry.Refuse(book, home, names, null, refusal, time);
            return;
        }

        var isCancelled = TryCancel(book, home, request.ClientOrderId, time);
        if (!isCancelled)
            RefuseChange(book, home, request.ClientOrderId, null, Refusal.UnknownOrder, time);
        if (isCancelled || !request.StopOnFailure)
            entry.Place(book, home, request.Order, time);
        else
            entry.Refuse(book, home, names, null, Refusal.ReplaceFailed, time);
    }

    /// <summary>Downwards only; both legs of a pair; down to what is filled ends the order.</summary>
    public void Amend(InstrumentBook book, AccountBook home, VenueRequest.AmendOrder request, Timestamp time)
    {
        var order = home.FindOpen(request.ClientOrderId);
        var refusal = order is null || order.Phase == OrderPhase.Taking ? Refusal.AmendUnknown : JudgeAmend(book, order, request.NewQuantity);
        if (refusal is { } refused)
        {
            RefuseChange(book, home, request.ClientOrderId, null, refused, time);
            return;
        }

        Invariant.That(order is not null, "an unknown order was refused");
        var other = order.List?.Other(order) is { IsOpen: true } leg ? leg : null;
        if (request.NewQuantity <= order.Filled + order.Prevented)
        {
            desk.End(book, order, ExecutionType.Expired, OrderStatus.Expired, "", time);
            return;
        }

        order.Amends++;
        desk.Shrink(book, order, request.NewQuantity, time);
        if (other is not null)
            desk.Shrink(book, other, request.NewQuantity, time);
        if (order.List is { } list)
            desk.ReportList(list, ListStatusType.Updated, time);
    }

    private static Refusal? JudgeAmend(InstrumentBook book, SimulatedOrder order, Quantity quantity)
    {
        var instrument = book.Instrument;
        if (instrument.Status is TradingStatus.Halt or TradingStatus.Break)
            return Refusal.MarketClosed;
        if (order is { Phase: OrderPhase.Pending, List.IsFromProceeds: true })
            return Refusal.AmendPendingOpo;
        if (quantity == order.Spec.Quantity)
            return Refusal.AmendNothing;
        if (quantity > order.Spec.Quantity)
            return Refusal.AmendIncrease;
        if (instrument.MaxOrderAmends > 0 && order.Amends >= instrument.MaxOrderAmends)
            return Refusal.AmendTooOften;
        var verdict = instrument.CheckQuantity(quantity);
        if (verdict == FilterVerdict.Passes && order.LockPrice.Raw > 0)
            verdict = instrument.CheckNotional(order.LockPrice, quantity);
        return verdict == FilterVerdict.Passes ? null : Refusal.OfFilter(verdict);
    }

    private bool TryCancel(InstrumentBook book, AccountBook home, ClientOrderId id, Timestamp time) =>
        home.FindOpen(id) is { } order && (order.List is { } list ? TryCancel(book, list, time) : TryCancel(book, order, time));

    private bool TryCancel(InstrumentBook book, OrderList list, Timestamp time)
    {
        // Judged before any order ends: a list whose stop already takes has nothing left to cancel.
        foreach (var leg in list.Legs)
        {
            if (leg.Phase == OrderPhase.Taking)
                return false;
        }

        _ = list.Working is { IsOpen: true } working && TryCancel(book, working, time);
        for (var i = list.Legs.Length - 1; i >= 0; i--)
            _ = list.Legs[i].IsOpen && TryCancel(book, list.Legs[i], time);
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

    private void RefuseChange(InstrumentBook book, AccountBook home, ClientOrderId? order, ClientListId? list, Refusal refusal, Timestamp time) =>
        sink.OnEvent(home.Account.Id, new VenueEvent.CancelRefused(book.Instrument.Id, time, order, list, refusal.Code, refusal.Reason));
}
