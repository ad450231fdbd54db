using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Simulation;

namespace MultiSmc.Exchange;

/// <summary>
/// An account that somebody has keys for: its orders, lists and executions for queries, and its order counts. The engine's thread alone touches it.
/// </summary>
internal sealed class AccountRecord(AccountId id, string name, long uid, AccountParameters parameters, OrderMeter meter, int historyMax)
{
    private readonly SortedDictionary<long, OrderRecord> _orders = [];
    private readonly SortedDictionary<long, ListRecord> _lists = [];
    private readonly Dictionary<(InstrumentId, ClientOrderId), OrderRecord> _names = [];
    private readonly Dictionary<ClientListId, ListRecord> _listNames = [];
    private readonly Queue<OrderRecord> _closed = new();
    private readonly Queue<TradeRecord> _trades = new();
    private readonly List<PreventedMatchRow> _prevented = [];

    public AccountId Id => id;

    public string Name => name;

    public long Uid => uid;

    public AccountParameters Parameters => parameters;

    /// <summary>Its order counts.</summary>
    public OrderMeter Meter => meter;

    public Timestamp UpdatedAt { get; set; }

    /// <summary>Orders that are kept, oldest first.</summary>
    public IEnumerable<OrderRecord> Orders => _orders.Values;

    /// <summary>Open orders, oldest first.</summary>
    public SortedDictionary<long, OrderRecord> Open { get; } = [];

    /// <summary>Lists that are kept, oldest first.</summary>
    public IEnumerable<ListRecord> Lists => _lists.Values;

    /// <summary>Executions that are kept, oldest first.</summary>
    public IEnumerable<TradeRecord> Trades => _trades;

    public IReadOnlyList<PreventedMatchRow> Prevented => _prevented;

    public OrderRecord? Find(VenueOrderId order) => _orders.GetValueOrDefault(order.Value);

    /// <summary>The newest order of a name; of a cancelled one the cancel's name counts too.</summary>
    public OrderRecord? Find(InstrumentId instrument, ClientOrderId order) => _names.GetValueOrDefault((instrument, order));

    public ListRecord? FindList(VenueListId list) => _lists.GetValueOrDefault(list.Value);

    public ListRecord? FindList(ClientListId list) => _listNames.GetValueOrDefault(list);

    public void Add(OrderRecord order)
    {
        _orders.Add(order.Id.Value, order);
        Open.Add(order.Id.Value, order);
        _names[(order.Spec.Instrument, order.Spec.ClientOrderId)] = order;
    }

    public void Add(ListRecord list)
    {
        _lists.Add(list.Number.Value, list);
        _listNames[list.Name] = list;
        if (_lists.Count > historyMax)
        {
            var oldest = _lists.Values.First();
            _lists.Remove(oldest.Number.Value);
            if (ReferenceEquals(_listNames.GetValueOrDefault(oldest.Name), oldest))
                _listNames.Remove(oldest.Name);
        }
    }

    public void Add(TradeRecord trade)
    {
        _trades.Enqueue(trade);
        if (_trades.Count > historyMax)
            _trades.Dequeue();
    }

    public void Add(PreventedMatchRow row)
    {
        _prevented.Add(row);
        if (_prevented.Count > historyMax)
            _prevented.RemoveAt(0);
    }

    /// <summary>An order can be asked for under another name too, unless an open order has it.</summary>
    public void AddName(OrderRecord order, ClientOrderId other)
    {
        var key = (order.Spec.Instrument, other);
        if (_names.GetValueOrDefault(key) is not { IsOpen: true } known || ReferenceEquals(known, order))
            _names[key] = order;
    }

    /// <summary>The order has ended; it is kept until newer ones push it out.</summary>
    public void Close(OrderRecord order)
    {
        Open.Remove(order.Id.Value);
        _closed.Enqueue(order);
        if (_closed.Count <= historyMax)
            return;
        var oldest = _closed.Dequeue();
        _orders.Remove(oldest.Id.Value);
        Forget(oldest, oldest.Spec.ClientOrderId);
        Forget(oldest, oldest.ShownId);
    }

    private void Forget(OrderRecord order, ClientOrderId known)
    {
        var key = (order.Spec.Instrument, known);
        if (ReferenceEquals(_names.GetValueOrDefault(key), order))
            _names.Remove(key);
    }
}
