using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Strategy;

/// <summary>Exit orders that others have replaced: a late fill of one is still a sale of its part.</summary>
internal sealed class FormerOrders(StrategyContext context)
{
    private readonly List<OrderState> _orders = [];

    /// <summary>It is one of them.</summary>
    public bool Contains(OrderState order) => _orders.Contains(order);

    /// <summary>Keeps an order, if there is one.</summary>
    public void Add(OrderState? order)
    {
        if (order is not null)
            _orders.Add(order);
    }

    /// <summary>Saves which they are, or takes those that were saved.</summary>
    public void Carry(StateCarrier state)
    {
        var count = state.Count(_orders.Count);
        for (var i = 0; i < count; i++)
        {
            var order = context.Carry(state, state.IsReading ? null : _orders[i]);
            if (state.IsReading)
                _orders.Add(order ?? throw state.Fault("a replaced order that the ledger does not have"));
        }
    }
}
