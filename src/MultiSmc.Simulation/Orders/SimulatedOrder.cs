using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>Where an order stands.</summary>
internal enum OrderPhase : byte
{
    /// <summary>Waits for its list to release it.</summary>
    Pending,

    /// <summary>A stop that waits for its trigger price.</summary>
    StopWaiting,

    /// <summary>On the book at its limit.</summary>
    Resting,

    /// <summary>Takes: a market order, or an elected stop that is served by the following prints.</summary>
    Taking,

    /// <summary>Ended.</summary>
    Done,
}

/// <summary>One accepted order, as the venue keeps it.</summary>
internal sealed class SimulatedOrder(OrderSpec spec, VenueOrderId id, AccountBook home)
{
    /// <summary>The quantity ahead is not known yet.</summary>
    public const long UnknownAhead = -1;

    /// <summary>The order as it stands: an amendment or a list's release changes its quantity.</summary>
    public OrderSpec Spec { get; set; } = spec;

    public VenueOrderId Id => id;

    public AccountBook Home => home;

    public Account Account => home.Account;

    public OrderList? List { get; set; }

    public OrderPhase Phase { get; set; }

    /// <summary>As last reported.</summary>
    public OrderStatus Status { get; set; }

    /// <summary>The exchange's reason for its end; empty while there is none.</summary>
    public string Reason { get; set; } = "";

    public Timestamp CreatedAt { get; init; }

    public Timestamp UpdatedAt { get; set; }

    /// <summary>Since when it is on the book or takes, or null while it waits.</summary>
    public Timestamp? WorkingAt { get; set; }

    /// <summary>Since when it rests or takes: only evidence later than this counts.</summary>
    public Timestamp LiveAt { get; set; }

    public Quantity Filled { get; set; }

    public Money FilledQuote { get; set; }

    /// <summary>What self-trade prevention has taken off.</summary>
    public Quantity Prevented { get; set; }

    /// <summary>What it holds of the account: base for a sell, quote for a buy.</summary>
    public Money Locked { get; set; }

    /// <summary>Others' quantity ahead in the queue, or <see cref="UnknownAhead"/>; the queue model alone reads it.</summary>
    public long AheadRaw { get; set; } = UnknownAhead;

    /// <summary>T2: what was shown at its price when that was last looked at.</summary>
    public long ShownRaw { get; set; }

    /// <summary>T2: what was printed at its price since then.</summary>
    public long PrintedRaw { get; set; }

    /// <summary>Place in its side's queue: lower goes first, equal in order of arrival.</summary>
    public long SortKey { get; set; }

    public PriceLevel? Level { get; set; }

    public SimulatedOrder? Previous { get; set; }

    public SimulatedOrder? Next { get; set; }

    public int Amends { get; set; }

    /// <summary>A trailing stop's best price since it follows; zero while it does not.</summary>
    public long ExtremeRaw { get; set; }

    /// <summary>Since when a trailing stop follows, or null.</summary>
    public Timestamp? TrailingAt { get; set; }

    /// <summary>The price that a buy is locked at; zero for MARKET, which pays from the free balance at once.</summary>
    public Price LockPrice { get; init; } = LockPriceOf(spec);

    public bool IsOpen => Phase != OrderPhase.Done;

    public bool IsBuy => Spec.Side == Side.Buy;

    public bool IsIceberg => Spec.IcebergQuantity > Quantity.Zero;

    public bool IsTrailing => Spec.TrailingDeltaBps > 0;

    public Quantity Leaves => Spec.Quantity - Filled - Prevented;

    /// <summary>What is left of an iceberg's visible part; not read for others.</summary>
    public Quantity TipLeft { get; set; }

    /// <summary>What the book shows of it.</summary>
    public Quantity Showing => IsIceberg ? Quantity.Min(TipLeft, Leaves) : Leaves;

    /// <summary>What must be locked for what is left: base for a sell; for a buy <see cref="LockPrice"/> × quantity.</summary>
    public Money Need => IsBuy ? LockPrice.Notional(Leaves) : new Money(Leaves.Raw);

    public static Price LockPriceOf(OrderSpec spec) => spec.Type switch
    {
        OrderType.StopLoss or OrderType.TakeProfit => spec.StopPrice,
        OrderType.Market => default,
        _ => spec.Price,
    };
}
