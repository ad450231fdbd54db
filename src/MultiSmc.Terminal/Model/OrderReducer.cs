using System.Globalization;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Terminal;

/// <summary>Follows our orders through requests and the exchange's words.</summary>
internal sealed class OrderReducer(SessionState state)
{
    public void On(VenueRequest request, Timestamp time, long sequence)
    {
        switch (request)
        {
            case VenueRequest.PlaceOrder place:
                Send(place.Order, OrderBook.RoleOf(place.Order), null, time, sequence);
                break;
            case VenueRequest.PlaceOco oco:
                Send(oco.Above, "tp", oco.ListId, time, sequence);
                Send(oco.Below, "sl", oco.ListId, time, sequence);
                break;
            case VenueRequest.PlaceOto oto:
                Send(oto.Working, "entry", oto.ListId, time, sequence);
                Send(oto.Pending, OrderBook.RoleOf(oto.Pending), oto.ListId, time, sequence);
                break;
            case VenueRequest.PlaceOtoco otoco:
                Send(otoco.Working, "entry", otoco.ListId, time, sequence);
                Send(otoco.Above, "tp", otoco.ListId, time, sequence);
                Send(otoco.Below, "sl", otoco.ListId, time, sequence);
                break;
            case VenueRequest.ReplaceOrder replace:
                Cancelling(state.Orders.Find(replace.ClientOrderId), time);
                Send(replace.Order, OrderBook.RoleOf(replace.Order), null, time, sequence);
                break;
            case VenueRequest.CancelOrder cancel:
                Cancelling(state.Orders.Find(cancel.ClientOrderId), time);
                break;
            case VenueRequest.CancelList cancel:
                foreach (var order in state.Orders.OfList(cancel.ListId))
                    Cancelling(order, time);
                break;
            default:
                break;
        }
    }

    public void On(SymbolBook book, VenueEvent venueEvent, Timestamp time)
    {
        switch (venueEvent)
        {
            case VenueEvent.OrderReport report:
                OnReport(report.Report, time);
                break;
            case VenueEvent.OpenOrders open:
                foreach (var report in open.Reports)
                    OnReport(report, time);
                break;
            case VenueEvent.PlaceRefused refused:
                foreach (var id in refused.ClientOrderIds)
                    OnRefused(id);
                state.Faults["orders"] = new LinkFault(Scales.Ms(time), refused.Code.ToString(CultureInfo.InvariantCulture), refused.Reason);
                break;
            case VenueEvent.QueryFailed failed:
                state.Faults["orders"] = new LinkFault(Scales.Ms(time), null, failed.Reason);
                break;
            case VenueEvent.OrderAbsent absent:
                OnRefused(absent.ClientOrderId);
                break;
            case VenueEvent.AccountUpdate update:
                state.Money.Apply(update);
                state.Equity.OnBalances();
                break;
            case VenueEvent.Transfer transfer:
                state.Equity.OnMoved(time, state.Money.OnTransfer(transfer));
                break;
            case VenueEvent.ConnectionChanged change:
                // A connection begins by being down: only what comes after that is a fault.
                if (!state.BegunLinks.Add(change.Link) && !change.IsUp)
                    state.Faults[ContractNames.Kebab(change.Link.ToString())] = new LinkFault(Scales.Ms(time), null, change.Reason);
                state.Note(time, "data", change.IsUp ? "info" : "warn", null, change.IsUp ? "link-up" : "link-down", new Params
                {
                    ["link"] = ContractNames.Kebab(change.Link.ToString()),
                    ["reason"] = change.Reason,
                });
                break;
            case VenueEvent.InstrumentChanged changed:
                book.Instrument = changed.Now;
                break;
            default:
                break;
        }
    }

    private void Send(OrderSpec spec, string role, ClientListId? list, Timestamp time, long sequence) =>
        state.Orders.Add(spec, role, list, time, sequence);

    private static void Cancelling(OrderRecord? order, Timestamp time)
    {
        if (order is { IsOpen: true })
            order.CancelSentAt ??= time;
    }

    private void OnReport(ExecutionReport report, Timestamp time)
    {
        var order = state.Orders.Find(report.Order.ClientOrderId)
            ?? state.Orders.Add(report.Order, "foreign", report.ListId, time, 0);
        if (!order.IsOpen)
            return; // an end is an end: a late report of before must not open it again
        if (!order.IsAcknowledged)
        {
            order.IsAcknowledged = true;
            if (report.Execution != ExecutionType.Status)
                state.Acks.Order(time - order.SentAt);
        }

        var before = order.Status;
        order.Spec = report.Order;
        order.Status = report.Status;
        order.VenueId = report.VenueOrderId.Value;
        order.Filled = report.Filled > order.Filled ? report.Filled : order.Filled;
        if (report.Status == OrderStatus.Canceled && order.CancelSentAt is { } sent)
            state.Acks.Cancel(time - sent);
        state.Orders.Touch(order);
        if (before != order.Status)
            NoteState(order, time);
        Protect(order, time);
    }

    private void OnRefused(ClientOrderId id)
    {
        if (state.Orders.Find(id) is not { IsOpen: true } order)
            return;
        order.Status = OrderStatus.Rejected;
        state.Orders.Touch(order);
        NoteState(order, state.Now);
        Protect(order, state.Now);
    }

    private void NoteState(OrderRecord order, Timestamp time) => state.Note(
        time, "order", order.Status == OrderStatus.Rejected ? "warn" : "info", state.NameOf(order.Spec.Instrument), "order-state", new Params
        {
            ["id"] = order.Spec.ClientOrderId.Value,
            ["side"] = ContractNames.Of(order.Spec.Side),
            ["type"] = ContractNames.Of(order.Spec.Type),
            ["price"] = order.Spec.Price.ToString(),
            ["qty"] = order.Spec.Quantity.ToString(),
            ["state"] = ContractNames.Of(order.Status),
            ["ms"] = (time - order.SentAt).Nanoseconds / 1_000_000,
        });

    // Whether a position's target and stop stand follows from the state of their orders.
    private void Protect(OrderRecord order, Timestamp time)
    {
        if (order.Role is not ("tp" or "sl") || state.SetupOf(order)?.Position is not { IsClosed: false } position)
            return;
        var orders = state.Orders.OfSetup(order.Spec.Instrument, position.Setup.Number).ToArray();
        var hasStop = orders.Any(static one => one is { Role: "sl", Status: OrderStatus.New or OrderStatus.PartiallyFilled });
        var hasTarget = orders.Any(static one => one is { Role: "tp", Status: OrderStatus.New or OrderStatus.PartiallyFilled });
        var isSent = orders.Any(static one => one.Role is "tp" or "sl" && one.IsOpen);
        position.Protection = hasStop ? hasTarget ? "exchange" : "sl-only" : isSent ? "sending" : "guarded";
        position.BareSince = hasStop ? null : position.BareSince ?? time;
        if (hasStop && position.Setup.Step == "fill")
            position.Setup.Step = "exit";
        var book = state.Symbols[order.Spec.Instrument.Index];
        book.ChangedSetups.Add(position.Setup);
        state.ChangedPositions.Add(position);
    }
}
