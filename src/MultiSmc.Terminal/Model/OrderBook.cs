using MultiSmc.Core;

namespace MultiSmc.Terminal;

/// <summary>One of our orders, or a foreign one, as far as inputs and effects tell.</summary>
internal sealed class OrderRecord
{
    public required OrderSpec Spec { get; set; }

    public required string Role { get; set; }

    public required Timestamp SentAt { get; init; }

    public required long Sequence { get; init; }

    public ClientListId? ListId { get; init; }

    public int? Setup { get; set; }

    public OrderStatus Status { get; set; } = OrderStatus.PendingNew;

    public bool IsAcknowledged { get; set; }

    public Quantity Filled { get; set; }

    public long? VenueId { get; set; }

    public Timestamp? CancelSentAt { get; set; }

    public int Version { get; set; }

    public bool IsOpen => !Status.IsFinal();

    public OrderView View(string symbol) => new()
    {
        Id = Spec.ClientOrderId.Value,
        V = Version,
        N = symbol,
        Side = ContractNames.Of(Spec.Side),
        Type = ContractNames.Of(Spec.Type),
        Oco = ListId is not null,
        Role = Role,
        Setup = Setup,
        Price = Spec.Price.ToString(),
        Stop = Spec.StopPrice.Raw > 0 ? Spec.StopPrice.ToString() : null,
        Qty = Spec.Quantity.ToString(),
        Filled = Filled.ToString(),
        Status = ContractNames.Of(Status),
        VenueId = VenueId?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        T = Scales.Ms(SentAt),
    };
}

/// <summary>All orders of the session: those that are open, and the newest of the others.</summary>
internal sealed class OrderBook
{
    private const int RememberedEnded = 5_000;

    private readonly Dictionary<string, OrderRecord> _orders = new(StringComparer.Ordinal);
    private readonly Queue<string> _ended = new();
    private readonly HashSet<OrderRecord> _changed = [];

    public IEnumerable<OrderRecord> Open => _orders.Values.Where(order => order.IsOpen);

    public OrderRecord? Find(ClientOrderId id) => _orders.GetValueOrDefault(id.Value ?? "");

    public OrderRecord? Find(string id) => _orders.GetValueOrDefault(id);

    public IEnumerable<OrderRecord> OfList(ClientListId list) => _orders.Values.Where(order => order.ListId == list);

    public IEnumerable<OrderRecord> OfSetup(InstrumentId instrument, int setup) =>
        _orders.Values.Where(order => order.Setup == setup && order.Spec.Instrument == instrument);

    /// <summary>The newest sale at market of an instrument that no setup has claimed.</summary>
    public OrderRecord? UnclaimedExit(InstrumentId instrument, long sequence) =>
        _orders.Values.LastOrDefault(order => order.Sequence == sequence && order.Setup is null && order.Spec.Instrument == instrument && order.Role == "exit");

    public OrderRecord Add(OrderSpec spec, string role, ClientListId? list, Timestamp time, long sequence)
    {
        var order = new OrderRecord { Spec = spec, Role = role, ListId = list, SentAt = time, Sequence = sequence };
        _orders[spec.ClientOrderId.Value] = order;
        _changed.Add(order);
        return order;
    }

    /// <summary>It is open no more, and how it ended is not known here.</summary>
    public void Forget(OrderRecord order)
    {
        _orders.Remove(order.Spec.ClientOrderId.Value);
        _changed.Remove(order);
    }

    /// <summary>To be called after every change of an order.</summary>
    public void Touch(OrderRecord order)
    {
        _changed.Add(order);
        if (order.IsOpen)
            return;
        _ended.Enqueue(order.Spec.ClientOrderId.Value);
        if (_ended.Count > RememberedEnded)
            _orders.Remove(_ended.Dequeue());
    }

    /// <summary>What changed since the last call, with new versions; null when nothing did.</summary>
    public IReadOnlyList<OrderView>? TakeNews(Func<InstrumentId, string> symbolOf)
    {
        if (_changed.Count == 0)
            return null;
        foreach (var order in _changed)
            order.Version++;
        OrderView[] views = [.. _changed.Select(order => order.View(symbolOf(order.Spec.Instrument)))];
        _changed.Clear();
        return views;
    }

    /// <summary>Role by the order's own words: the strategy buys to enter and sells to leave.</summary>
    public static string RoleOf(OrderSpec spec) => spec.Side == Side.Buy ? "entry" : spec.Type switch
    {
        OrderType.Market => "exit",
        OrderType.StopLoss or OrderType.StopLossLimit => "sl",
        _ => "tp",
    };
}
