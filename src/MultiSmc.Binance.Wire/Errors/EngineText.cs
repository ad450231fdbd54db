namespace MultiSmc.Binance.Wire;

/// <summary>Texts by which -1010, -1013, -2010, -2011 and -2038 are told apart; word for word the exchange's.</summary>
public static class EngineText
{
    /// <summary>Begin of every filter failure; the filter's name follows.</summary>
    public const string FilterFailure = "Filter failure: ";

    /// <summary>Cancel: the order is final already.</summary>
    public const string UnknownOrder = "Unknown order sent.";

    /// <summary>The client id belongs to an open order: usually our own earlier try succeeded.</summary>
    public const string DuplicateOrder = "Duplicate order sent.";

    /// <summary>Symbol not trading.</summary>
    public const string MarketClosed = "Market is closed.";

    /// <summary>Too little money.</summary>
    public const string InsufficientBalance = "Account has insufficient balance for requested action.";

    /// <summary>Post-only would take.</summary>
    public const string WouldMatchImmediately = "Order would immediately match and take.";

    /// <summary>Stop on the wrong side.</summary>
    public const string WouldTriggerImmediately = "Order would trigger immediately.";

    /// <summary>Legs' prices stand wrong to the last trade.</summary>
    public const string PriceRelation = "The relationship of the prices for the orders is not correct.";

    /// <summary>Wrong phase for the type.</summary>
    public const string WrongPhase = "This order type is not possible in this trading phase.";

    /// <summary>Wrong phase for the time in force.</summary>
    public const string GtcOnly = "Limit orders require GTC for this phase.";

    /// <summary>Account.</summary>
    public const string ActionDisabled = "This action is disabled on this account.";

    /// <summary>Account.</summary>
    public const string AccountMayNotTrade = "This account may not place or cancel orders.";

    /// <summary>Account and symbol.</summary>
    public const string SymbolNotPermitted = "This symbol is not permitted for this account.";

    /// <summary>Account and symbol.</summary>
    public const string SymbolRestricted = "This symbol is restricted for this account.";

    /// <summary>Cancel restrictions.</summary>
    public const string CancelRestricted = "Order was not canceled due to cancel restrictions.";

    /// <summary>Cancel's ids.</summary>
    public const string CancelInvalid = "Cancel order is invalid. Check origClOrdId and orderId.";

    /// <summary>Nothing to trade.</summary>
    public const string NotionalZero = "Price * QTY is zero or less.";

    /// <summary>Iceberg.</summary>
    public const string IcebergExceeds = "IcebergQty exceeds QTY.";

    /// <summary>Combination.</summary>
    public const string UnsupportedCombination = "Unsupported order combination";

    /// <summary>Thin book.</summary>
    public const string ThinBookLotSize = "Order book liquidity is less than `LOT_SIZE` filter minimum quantity.";

    /// <summary>Thin book.</summary>
    public const string ThinBookMarketLotSize = "Order book liquidity is less than `MARKET_LOT_SIZE` filter minimum quantity.";

    /// <summary>Thin book.</summary>
    public const string ThinBook = "Order book liquidity is less than symbol minimum quantity.";

    /// <summary>Thin book.</summary>
    public const string ThinBookPegged = "Order book liquidity is too low for this pegged order.";

    /// <summary>Amend upwards.</summary>
    public const string AmendIncrease = "Order amend (quantity increase) is not supported.";

    /// <summary>Amend a pending order of an OPO.</summary>
    public const string AmendPendingOpo = "Order amend (pending OPO order) is not supported.";

    /// <summary>Amend to the same.</summary>
    public const string NoChange = "The requested action would change no state; rejecting.";

    /// <summary>-2013.</summary>
    public const string NoSuchOrder = "Order does not exist.";

    /// <summary>-1021, too late.</summary>
    public const string OutsideRecvWindow = "Timestamp for this request is outside of the recvWindow.";

    /// <summary>-1021, too early.</summary>
    public const string AheadOfServer = "Timestamp for this request was 1000ms ahead of the server's time.";

    /// <summary>-1022.</summary>
    public const string BadSignature = "Signature for this request is not valid.";

    /// <summary>-2015.</summary>
    public const string RejectedKey = "Invalid API-key, IP, or permissions for action.";

    /// <summary>-1121.</summary>
    public const string BadSymbol = "Invalid symbol.";

    /// <summary>-2021.</summary>
    public const string CancelReplacePartial = "Order cancel-replace partially failed.";

    /// <summary>-2022.</summary>
    public const string CancelReplaceFailed = "Order cancel-replace failed.";
}
