using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>All our orders by their names.</summary>
public sealed class OrderLedger
{
    private readonly Dictionary<ClientOrderId, OrderState> _orders = []; // looked up by name; never iterated
    private readonly List<OrderState> _unanswered = [];

    /// <summary>Orders sent whose acceptance or refusal is not known yet, oldest first: the exchange has not locked funds for them.</summary>
    public IReadOnlyList<OrderState> Unanswered => _unanswered;

    /// <summary>Notes an order that is about to leave.</summary>
    public OrderState Register(OrderSpec spec, ClientListId? listId)
    {
        var order = new OrderState(spec, listId);
        _orders.Add(spec.ClientOrderId, order);
        _unanswered.Add(order);
        return order;
    }

    /// <summary>An order of ours, or null when the name is not ours.</summary>
    public OrderState? Find(ClientOrderId id) => _orders.GetValueOrDefault(id);

    /// <summary>Takes the exchange's report in.</summary>
    /// <param name="report">The order now.</param>
    /// <param name="fill">The execution, when the report holds one that was not booked before.</param>
    /// <returns>The order, or null when it is not ours.</returns>
    public OrderState? Apply(ExecutionReport report, out Fill? fill)
    {
        fill = null;
        var order = Find(report.Order.ClientOrderId);
        if (order is null)
            return null;
        if (report.Fill is { } execution && order.TryBook(execution))
            fill = execution;
        Answered(order);
        if (order.State == WorkingState.Done)
            return order;
        order.Status = report.Status;
        if (report.Status.IsFinal())
            order.State = WorkingState.Done;
        else if (order.State == WorkingState.Sent)
            order.State = WorkingState.Live;
        return order;
    }

    /// <summary>The exchange refused the order: it does not exist.</summary>
    public OrderState? Refused(ClientOrderId id)
    {
        var order = Find(id);
        if (order is null)
            return null;
        Answered(order);
        if (order.State != WorkingState.Done)
        {
            order.State = WorkingState.Done;
            order.Status = OrderStatus.Rejected;
        }

        return order;
    }

    private void Answered(OrderState order)
    {
        if (order.State == WorkingState.Sent)
            _unanswered.Remove(order);
    }
}
