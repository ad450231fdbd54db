using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>What a report changed.</summary>
/// <param name="Order">The order, or null when it is not ours.</param>
/// <param name="Fill">The execution, when the report holds one that was not booked before.</param>
/// <param name="WasDone">The order was over before the report.</param>
/// <param name="IsRisen">We had given the order up, and the exchange says that it works.</param>
public readonly record struct LedgerStep(OrderState? Order, Fill? Fill, bool WasDone, bool IsRisen);

/// <summary>
/// All our orders by their names. Reports may come in any order, twice or not at all: fills are booked once each, states only move forward, and
/// one answer to a query brings the ledger to the exchange's truth.
/// </summary>
public sealed class OrderLedger
{
    private readonly Dictionary<ClientOrderId, OrderState> _orders = []; // looked up by name; never iterated
    private readonly List<OrderState> _open = [];
    private readonly List<OrderState> _unsettled = [];
    private readonly List<OrderState> _missing = [];
    private Timestamp?[] _firstSentAt = [];

    /// <summary>Orders that are not over, oldest first.</summary>
    public IReadOnlyList<OrderState> Open => _open;

    /// <summary>Orders whose funds the balances that we know do not show as locked yet, oldest first.</summary>
    public IReadOnlyList<OrderState> Unsettled => _unsettled;

    /// <summary>Orders of which the exchange reported more filled than we have booked, in the order in which that was noticed.</summary>
    public IReadOnlyList<OrderState> MissingFills => _missing;

    /// <summary>Orders that may still bring news, with the exchange's numbers: a copy.</summary>
    public IReadOnlyList<KnownOrder> Known() =>
    [
        .. _open.Union(_missing).Where(static order => order.Number is not null)
            .Select(static order => new KnownOrder(order.Spec.Instrument, order.Spec.ClientOrderId, order.Number ?? default)),
    ];

    /// <summary>When the first order of an instrument left, or null.</summary>
    public Timestamp? FirstSentAt(InstrumentId instrument) => instrument.Index < _firstSentAt.Length ? _firstSentAt[instrument.Index] : null;

    /// <summary>Notes an order that is about to leave.</summary>
    public OrderState Register(OrderSpec spec, ClientListId? listId, Timestamp sentAt)
    {
        var order = new OrderState(spec, listId, sentAt);
        _orders.Add(spec.ClientOrderId, order);
        _open.Add(order);
        _unsettled.Add(order);
        var index = spec.Instrument.Index;
        if (index >= _firstSentAt.Length)
            Array.Resize(ref _firstSentAt, index + 1);
        _firstSentAt[index] ??= sentAt;
        return order;
    }

    /// <summary>An order of ours, or null when the name is not ours.</summary>
    public OrderState? Find(ClientOrderId id) => _orders.GetValueOrDefault(id);

    /// <summary>Takes the exchange's report in.</summary>
    public LedgerStep Apply(ExecutionReport report)
    {
        var order = Find(report.Order.ClientOrderId);
        if (order is null)
            return default;
        order.Number = report.VenueOrderId;
        var wasDone = order.State == WorkingState.Done;
        var fill = report.Fill is { } execution && order.TryBook(execution) ? execution : null;
        if (report.Filled > order.ReportedFilled)
            order.ReportedFilled = report.Filled;
        NoteMissing(order);
        if (wasDone)
            return new LedgerStep(order, fill, true, order.DoneBy == DoneBy.Verdict && !report.Status.IsFinal());
        order.UnsettledSince ??= report.Time;
        if (report.Status.IsFinal())
        {
            order.Status = report.Status;
            End(order, DoneBy.Report);
        }
        else
        {
            // A report that was overtaken by a later one says nothing new.
            if (report.Filled >= order.ReportedFilled)
            {
                order.Status = report.Status;
                if (report.Order.Quantity.Raw > 0)
                    order.Quantity = report.Order.Quantity;
            }

            order.State = WorkingState.Live;
        }

        return new LedgerStep(order, fill, false, false);
    }

    /// <summary>Books a fill that came without a report.</summary>
    /// <returns>The order, or null when the fill is not ours or was booked before.</returns>
    public OrderState? Book(Fill fill)
    {
        var order = Find(fill.ClientOrderId);
        if (order is null || !order.TryBook(fill))
            return null;
        if (order.Filled > order.ReportedFilled)
            order.ReportedFilled = order.Filled;
        NoteMissing(order);
        return order;
    }

    /// <summary>The order does not exist: refused, or never seen by the exchange.</summary>
    /// <returns>The order if this ended it; null when it is not ours or was over.</returns>
    public OrderState? Refused(ClientOrderId id, DoneBy by)
    {
        var order = Find(id);
        if (order is null || order.State == WorkingState.Done)
            return null;
        order.Status = OrderStatus.Rejected;
        End(order, by);
        _unsettled.Remove(order);
        return order;
    }

    /// <summary>The answer to the order was lost.</summary>
    public OrderState? Lost(ClientOrderId id)
    {
        var order = Find(id);
        if (order is { State: WorkingState.Sent })
            order.State = WorkingState.Unknown;
        return order;
    }

    /// <summary>Balances as of <paramref name="time"/> have reached us: they contain what the orders accepted by then lock.</summary>
    public void Settle(Timestamp time)
    {
        for (var i = _unsettled.Count - 1; i >= 0; i--)
        {
            if (_unsettled[i].UnsettledSince is { } since && since <= time)
                _unsettled.RemoveAt(i);
        }
    }

    /// <summary>
    /// Saves all orders, or takes saved ones into an empty ledger. Orders that are over are kept for ever: a late fill of theirs must find them. One takes
    /// about fifty bytes.
    /// </summary>
    internal void Carry(StateCarrier state)
    {
        state.Section("orders", 2);
        if (state.IsReading)
        {
            for (var left = state.Count(0); left > 0; left--)
            {
                var order = new OrderState(state.Order((OrderSpec?)null), state.List((ClientListId?)null), state.Time(default(Timestamp)));
                order.Carry(state);
                if (!_orders.TryAdd(order.Spec.ClientOrderId, order))
                    throw state.Fault($"order {order.Spec.ClientOrderId} is there twice");
            }
        }
        else
        {
            state.Count(_orders.Count);
            foreach (var order in _orders.Values) // none is ever taken out, so they come as they were added
            {
                state.Order(order.Spec);
                state.List(order.ListId);
                state.Time(order.SentAt);
                order.Carry(state);
            }
        }

        Carry(state, _open);
        Carry(state, _unsettled);
        Carry(state, _missing);
        var instruments = state.Count(_firstSentAt.Length);
        if (state.IsReading)
            _firstSentAt = new Timestamp?[instruments];
        foreach (ref var first in _firstSentAt.AsSpan())
            first = state.Time(first);
    }

    /// <summary>Carries which order is meant: by its name.</summary>
    internal OrderState? Carry(StateCarrier state, OrderState? order)
    {
        if (!state.Flag(order is not null))
            return null;
        var name = state.Order(order?.Spec.ClientOrderId ?? default);
        return Find(name) ?? throw state.Fault($"there is no order {name}");
    }

    private void Carry(StateCarrier state, List<OrderState> list)
    {
        var count = state.Count(list.Count);
        for (var i = 0; i < count; i++)
        {
            var order = Carry(state, state.IsReading ? null : list[i]) ?? throw state.Fault("an order is missing in a list");
            if (state.IsReading)
                list.Add(order);
        }
    }

    private void NoteMissing(OrderState order)
    {
        if (!order.IsMissingFills)
            _missing.Remove(order);
        else if (!_missing.Contains(order))
            _missing.Add(order);
    }

    private void End(OrderState order, DoneBy by)
    {
        order.State = WorkingState.Done;
        order.DoneBy = by;
        order.CancelSentAt = null;
        _open.Remove(order);
    }
}
