namespace MultiSmc.Core;

/// <summary>Buy or sell.</summary>
public enum Side : byte
{
    /// <summary>Buy the base asset.</summary>
    Buy,

    /// <summary>Sell the base asset.</summary>
    Sell,
}

/// <summary>The exchange's order types.</summary>
public enum OrderType : byte
{
    /// <summary>Limit.</summary>
    Limit,

    /// <summary>Post-only limit: refused when it would take.</summary>
    LimitMaker,

    /// <summary>Takes at once.</summary>
    Market,

    /// <summary>A market order once the last trade reaches the stop price.</summary>
    StopLoss,

    /// <summary>A limit order once the last trade reaches the stop price.</summary>
    StopLossLimit,

    /// <summary>A market order once the last trade reaches the target price.</summary>
    TakeProfit,

    /// <summary>A limit order once the last trade reaches the target price.</summary>
    TakeProfitLimit,
}

/// <summary>How long an order works.</summary>
public enum TimeInForce : byte
{
    /// <summary>Good till cancelled.</summary>
    Gtc,

    /// <summary>Immediate or cancel.</summary>
    Ioc,

    /// <summary>Fill or kill.</summary>
    Fok,
}

/// <summary>The exchange's order status.</summary>
public enum OrderStatus : byte
{
    /// <summary>Waits for its list to release it.</summary>
    PendingNew,

    /// <summary>On the book, or a stop that waits.</summary>
    New,

    /// <summary>Filled in part.</summary>
    PartiallyFilled,

    /// <summary>Filled whole.</summary>
    Filled,

    /// <summary>Cancelled by us.</summary>
    Canceled,

    /// <summary>Refused.</summary>
    Rejected,

    /// <summary>Ended by the exchange's rules; may hold a real partial fill.</summary>
    Expired,

    /// <summary>Ended by self-trade prevention.</summary>
    ExpiredInMatch,
}

/// <summary>Whether a fill rested or took.</summary>
public enum Liquidity : byte
{
    /// <summary>Rested on the book.</summary>
    Maker,

    /// <summary>Took from the book.</summary>
    Taker,
}

/// <summary>What the exchange does when an order would meet one of the same account. The mode of the order that takes decides.</summary>
public enum SelfTradePrevention : byte
{
    /// <summary>They trade.</summary>
    None,

    /// <summary>The taking order ends.</summary>
    ExpireTaker,

    /// <summary>The resting order ends.</summary>
    ExpireMaker,

    /// <summary>Both end.</summary>
    ExpireBoth,

    /// <summary>Both lose what would have traded; the smaller one ends.</summary>
    Decrement,

    /// <summary>Between accounts of one group the overlap changes hands; within one account the same as <see cref="Decrement"/>.</summary>
    Transfer,
}

/// <summary>Facts about the order enums.</summary>
public static class OrderEnumFacts
{
    /// <summary>Whether the order can't work any more.</summary>
    public static bool IsFinal(this OrderStatus status) =>
        status is OrderStatus.Filled or OrderStatus.Canceled or OrderStatus.Rejected or OrderStatus.Expired or OrderStatus.ExpiredInMatch;

    /// <summary>Whether the order waits for a trigger price.</summary>
    public static bool IsStop(this OrderType type) =>
        type is OrderType.StopLoss or OrderType.StopLossLimit or OrderType.TakeProfit or OrderType.TakeProfitLimit;

    /// <summary>The other side.</summary>
    public static Side Opposite(this Side side) => side == Side.Buy ? Side.Sell : Side.Buy;
}
