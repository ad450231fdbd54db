using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>
/// One account's orders of one instrument: the open ones by name and number, its open lists, and the closed ones and executions that are kept for
/// queries, the newest only.
/// </summary>
internal sealed class AccountBook(Account account, int historyMax)
{
    private readonly Dictionary<ClientOrderId, SimulatedOrder> _open = [];
    private readonly Dictionary<ClientListId, OrderList> _lists = [];
    private readonly Dictionary<long, SimulatedOrder> _numbered = [];
    private readonly Dictionary<ClientOrderId, SimulatedOrder> _newestClosed = [];
    private readonly Queue<SimulatedOrder> _closed = new();
    private readonly Queue<Fill> _fills = new();

    public Account Account => account;

    public int OpenCount => _open.Count;

    public int ListCount => _lists.Count;

    public int AlgoCount { get; private set; }

    public int IcebergCount { get; private set; }

    /// <summary>Executions kept, oldest first.</summary>
    public IEnumerable<Fill> Fills => _fills;

    public SimulatedOrder? FindOpen(ClientOrderId id) => _open.GetValueOrDefault(id);

    /// <summary>The open order of a name, else the newest closed one that is still kept.</summary>
    public SimulatedOrder? Find(ClientOrderId id) => FindOpen(id) ?? _newestClosed.GetValueOrDefault(id);

    public SimulatedOrder? Find(VenueOrderId id) => _numbered.GetValueOrDefault(id.Value);

    public OrderList? FindList(ClientListId id) => _lists.GetValueOrDefault(id);

    public void Open(SimulatedOrder order)
    {
        _open.Add(order.Spec.ClientOrderId, order);
        _numbered.Add(order.Id.Value, order);
        AlgoCount += order.Spec.Type.IsStop() ? 1 : 0;
        IcebergCount += order.IsIceberg ? 1 : 0;
    }

    public void OpenList(OrderList list) => _lists.Add(list.Id, list);

    public void CloseList(OrderList list) => _lists.Remove(list.Id);

    /// <summary>The name is free from now on; the order is kept for queries until newer ones push it out.</summary>
    public void Close(SimulatedOrder order)
    {
        var name = order.Spec.ClientOrderId;
        _open.Remove(name);
        AlgoCount -= order.Spec.Type.IsStop() ? 1 : 0;
        IcebergCount -= order.IsIceberg ? 1 : 0;
        _newestClosed[name] = order;
        _closed.Enqueue(order);
        if (_closed.Count <= historyMax)
            return;
        var oldest = _closed.Dequeue();
        _numbered.Remove(oldest.Id.Value);
        if (ReferenceEquals(_newestClosed.GetValueOrDefault(oldest.Spec.ClientOrderId), oldest))
            _newestClosed.Remove(oldest.Spec.ClientOrderId);
    }

    public void Keep(Fill fill)
    {
        if (_fills.Count == historyMax)
            _fills.Dequeue();
        _fills.Enqueue(fill);
    }

    /// <summary>Gives an open order another name; the old one is free.</summary>
    /// <returns>False, and nothing happens, where there is no such order or the new name is in use.</returns>
    public bool TryRename(ClientOrderId from, ClientOrderId to)
    {
        if (from == to)
            return _open.ContainsKey(from);
        if (_open.ContainsKey(to) || !_open.Remove(from, out var order))
            return false;
        order.Spec = order.Spec with { ClientOrderId = to };
        _open.Add(to, order);
        return true;
    }

    /// <summary>Open orders, oldest first.</summary>
    public List<SimulatedOrder> Open()
    {
        var open = new List<SimulatedOrder>(_open.Values);
        open.Sort(static (left, right) => left.Id.Value.CompareTo(right.Id.Value));
        return open;
    }

    /// <summary>Closed orders that are kept, oldest first.</summary>
    public IEnumerable<SimulatedOrder> Closed => _closed;

    /// <summary>Base quantity that the open buys may still bring.</summary>
    public Int128 OpenBuysRaw()
    {
        Int128 sum = 0;
        foreach (var order in _open.Values)
            sum += order.IsBuy ? order.Leaves.Raw : 0;
        return sum;
    }
}
