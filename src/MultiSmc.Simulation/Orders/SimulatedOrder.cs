using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>Where an open order stands.</summary>
internal enum OrderPhase : byte
{
    /// <summary>A stop that waits for its trigger price.</summary>
    StopWaiting,

    /// <summary>On the book at its limit.</summary>
    Resting,

    /// <summary>Takes: a market order, or an elected stop that is served by the following prints.</summary>
    Taking,

    /// <summary>Ended.</summary>
    Done,
}

/// <summary>One accepted order of ours, as the venue keeps it.</summary>
internal sealed class SimulatedOrder(OrderSpec spec, VenueOrderId id)
{
    /// <summary>The quantity ahead is not known yet.</summary>
    public const long UnknownAhead = -1;

    public OrderSpec Spec => spec;

    public VenueOrderId Id => id;

    public OrderList? List { get; set; }

    public OrderPhase Phase { get; set; }

    /// <summary>Since when it rests or takes: only evidence later than this counts.</summary>
    public Timestamp LiveAt { get; set; }

    public Quantity Filled { get; set; }

    public Money FilledQuote { get; set; }

    /// <summary>What it holds of the account: base for a sell, quote for a buy.</summary>
    public Money Locked { get; set; }

    /// <summary>Others' quantity ahead in the queue, or <see cref="UnknownAhead"/>; the queue model alone reads it.</summary>
    public long AheadRaw { get; set; } = UnknownAhead;

    /// <summary>Place in its side's list: lower goes first, equal in order of arrival.</summary>
    public long SortKey { get; set; }

    public bool IsOpen => Phase != OrderPhase.Done;

    public bool IsBuy => spec.Side == Side.Buy;

    public Quantity Leaves => spec.Quantity - Filled;

    /// <summary>What must be locked for what is left: base for a sell; for a buy <see cref="LockPrice"/> × quantity.</summary>
    public Money Need => IsBuy ? LockPrice.Notional(Leaves) : new Money(Leaves.Raw);

    /// <summary>The price that a buy is locked at; zero for MARKET, which pays from the free balance at once.</summary>
    public Price LockPrice => LockPriceOf(spec);

    public static Price LockPriceOf(OrderSpec spec) => spec.Type switch
    {
        OrderType.StopLoss or OrderType.TakeProfit => spec.StopPrice,
        OrderType.Market => default,
        _ => spec.Price,
    };
}

/// <summary>An OCO: two legs with one lock, which the target holds until the stop is elected.</summary>
internal sealed class OrderList(ClientListId id, SimulatedOrder above, SimulatedOrder below)
{
    public ClientListId Id => id;

    public SimulatedOrder Above => above;

    public SimulatedOrder Below => below;

    public bool IsOpen => above.IsOpen || below.IsOpen;

    public SimulatedOrder Other(SimulatedOrder leg) => ReferenceEquals(leg, above) ? below : above;
}
