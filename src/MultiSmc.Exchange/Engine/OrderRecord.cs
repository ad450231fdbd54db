using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>An order as its account may ask for it: the engine's reports added up, and what the engine does not keep.</summary>
internal sealed class OrderRecord(AccountRecord account, string symbol, OrderSpec spec, VenueOrderId id, Timestamp createdAt)
{
    private readonly List<TradeRecord> _trades = [];
    private readonly List<AmendmentRow> _amendments = [];

    public AccountRecord Account => account;

    public string Symbol => symbol;

    public VenueOrderId Id => id;

    public Timestamp CreatedAt { get; } = createdAt;

    /// <summary>The order as it stands.</summary>
    public OrderSpec Spec { get; set; } = spec;

    /// <summary>Under what name answers show it: after a cancel the cancel's.</summary>
    public ClientOrderId ShownId { get; set; } = spec.ClientOrderId;

    public ListRecord? List { get; init; }

    /// <summary>The symbol's mode, for an order that named none.</summary>
    public SelfTradePrevention DefaultSelfTrade { get; init; }

    public long? StrategyId { get; init; }

    public int? StrategyType { get; init; }

    public OrderStatus Status { get; set; }

    public bool IsWorking { get; set; }

    public Quantity Filled { get; set; }

    public Money FilledQuote { get; set; }

    /// <summary>Lost to self-trade prevention.</summary>
    public Quantity Prevented { get; set; }

    /// <summary>The last match that was prevented, or null.</summary>
    public long? PreventedMatchId { get; set; }

    /// <summary>The exchange's reason for its end; empty where there is none.</summary>
    public string Reason { get; set; } = "";

    public Timestamp UpdatedAt { get; set; } = createdAt;

    public Timestamp? WorkingAt { get; set; }

    public long LastExecutionId { get; set; }

    public IReadOnlyList<TradeRecord> Trades => _trades;

    public IReadOnlyList<AmendmentRow> Amendments => _amendments;

    public bool IsOpen => !Status.IsFinal();

    public void Add(TradeRecord trade) => _trades.Add(trade);

    public void Add(AmendmentRow amendment) => _amendments.Add(amendment);
}

/// <summary>One execution of an order.</summary>
internal sealed record TradeRecord(OrderRecord Order, Fill Fill);

/// <summary>A list of orders.</summary>
internal sealed class ListRecord(AccountRecord account, string symbol, ClientListId name, VenueListId number, ContingencyType contingency, Timestamp createdAt)
{
    private readonly List<OrderRecord> _orders = [];

    public AccountRecord Account => account;

    public string Symbol => symbol;

    public ClientListId Name => name;

    public VenueListId Number => number;

    public ContingencyType Contingency => contingency;

    public Timestamp CreatedAt { get; } = createdAt;

    public bool IsOpen { get; set; } = true;

    public Timestamp UpdatedAt { get; set; } = createdAt;

    /// <summary>Working, then below, then above.</summary>
    public IReadOnlyList<OrderRecord> Orders => _orders;

    public void Add(OrderRecord order) => _orders.Add(order);
}
