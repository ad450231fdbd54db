namespace MultiSmc.Binance.Wire;

/// <summary>What is done when an order would meet another of the same account; the taker's mode decides.</summary>
public enum SelfTradePreventionMode : byte
{
    /// <summary>The trade happens.</summary>
    None,

    /// <summary>The taker expires.</summary>
    ExpireTaker,

    /// <summary>The maker expires.</summary>
    ExpireMaker,

    /// <summary>Both expire.</summary>
    ExpireBoth,

    /// <summary>Both lose the overlap, the smaller expires.</summary>
    Decrement,

    /// <summary>Decrement inside one account; a real transfer between accounts of one trade group.</summary>
    Transfer,
}

/// <summary>Why an execution report was sent.</summary>
public enum ExecutionType : byte
{
    /// <summary>Accepted, or a stop that started to work.</summary>
    New,

    /// <summary>Cancelled by the user.</summary>
    Canceled,

    /// <summary>Amended.</summary>
    Replaced,

    /// <summary>Refused.</summary>
    Rejected,

    /// <summary>A fill.</summary>
    Trade,

    /// <summary>Ended by rules, the exchange or the list's logic.</summary>
    Expired,

    /// <summary>Ended or reduced by self-trade prevention.</summary>
    TradePrevention,
}

/// <summary>Why an order was refused, in execution reports and list states.</summary>
public enum RejectReason : byte
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>Too little money.</summary>
    InsufficientBalances,

    /// <summary>The stop price is on the wrong side of the last trade.</summary>
    StopPriceWouldTriggerImmediately,

    /// <summary>A post-only order that would take.</summary>
    WouldMatchImmediately,

    /// <summary>The legs' prices stand wrong to the last trade.</summary>
    OcoBadPrices,
}

/// <summary>Why an order ended without being filled whole.</summary>
public enum ExpiryReason : byte
{
    /// <summary>It did not.</summary>
    None,

    /// <summary>A contingent or pending order refused when it went to the book: funds or filters.</summary>
    Rejected,

    /// <summary>The exchange cancelled it.</summary>
    ExchangeCanceled,

    /// <summary>The other leg started to work, or the whole OCO expired.</summary>
    OcoTrigger,

    /// <summary>The working order of the list expired.</summary>
    OtoPhaseOneExpired,

    /// <summary>What an IOC order could not fill.</summary>
    UnfilledIocQuantityExpired,

    /// <summary>A FOK order that could not be filled whole.</summary>
    UnfilledFokOrderExpired,

    /// <summary>The book ran empty.</summary>
    InsufficientLiquidity,

    /// <summary>The price range rule.</summary>
    ExecutionRulePriceRangeExceeded,
}

/// <summary>How much a placement's answer tells.</summary>
public enum ResponseType : byte
{
    /// <summary>Ids and time.</summary>
    Ack,

    /// <summary>And the order's state.</summary>
    Result,

    /// <summary>And its fills.</summary>
    Full,
}

/// <summary>Which side a pegged price follows.</summary>
public enum PegPriceType : byte
{
    /// <summary>The own side's best price.</summary>
    PrimaryPeg,

    /// <summary>The other side's best price.</summary>
    MarketPeg,
}

/// <summary>What a peg's offset counts.</summary>
public enum PegOffsetType : byte
{
    /// <summary>Existing price levels.</summary>
    PriceLevel,
}

/// <summary>Where an order works.</summary>
public enum WorkingFloor : byte
{
    /// <summary>This book.</summary>
    Exchange,

    /// <summary>Smart order routing.</summary>
    Sor,
}
