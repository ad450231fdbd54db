namespace MultiSmc.Binance.Wire;

/// <summary>
/// Codes of the exchange's errors that we send or decide on. Many more exist; <see cref="ErrorTable"/> judges the rest by their range.
/// </summary>
public static class ErrorCode
{
    /// <summary>Outcome unknown.</summary>
    public const int Unknown = -1000;

    /// <summary>Internal error.</summary>
    public const int Disconnected = -1001;

    /// <summary>Not authorized.</summary>
    public const int Unauthorized = -1002;

    /// <summary>Request weight used up (429), or banned (418).</summary>
    public const int TooManyRequests = -1003;

    /// <summary>Outcome unknown.</summary>
    public const int UnexpectedResponse = -1006;

    /// <summary>The server gave up waiting for the engine: outcome unknown.</summary>
    public const int Timeout = -1007;

    /// <summary>Overloaded: most likely not processed.</summary>
    public const int ServerBusy = -1008;

    /// <summary>Engine error, told by its text.</summary>
    public const int ErrorMessageReceived = -1010;

    /// <summary>A filter, or a bad self-trade prevention mode.</summary>
    public const int InvalidMessage = -1013;

    /// <summary>Unsupported combination.</summary>
    public const int UnknownComposition = -1014;

    /// <summary>Order count used up (429).</summary>
    public const int TooManyOrders = -1015;

    /// <summary>Shutting down.</summary>
    public const int ShuttingDown = -1016;

    /// <summary>Unsupported operation.</summary>
    public const int UnsupportedOperation = -1020;

    /// <summary>Clock.</summary>
    public const int InvalidTimestamp = -1021;

    /// <summary>Signature.</summary>
    public const int InvalidSignature = -1022;

    /// <summary>Too many connections.</summary>
    public const int TooManyConnections = -1034;

    /// <summary>Illegal characters.</summary>
    public const int IllegalCharacters = -1100;

    /// <summary>Too many or repeated parameters.</summary>
    public const int TooManyParameters = -1101;

    /// <summary>A mandatory parameter is missing.</summary>
    public const int MandatoryParameter = -1102;

    /// <summary>Unknown parameter.</summary>
    public const int UnknownParameter = -1103;

    /// <summary>Something was sent that nobody read.</summary>
    public const int UnreadParameters = -1104;

    /// <summary>Empty parameter.</summary>
    public const int EmptyParameter = -1105;

    /// <summary>A parameter that this request must not have.</summary>
    public const int NotRequired = -1106;

    /// <summary>Too large.</summary>
    public const int Overflow = -1108;

    /// <summary>Too many decimals.</summary>
    public const int BadPrecision = -1111;

    /// <summary>Empty book.</summary>
    public const int NoDepth = -1112;

    /// <summary>timeInForce not wanted.</summary>
    public const int TimeInForceNotRequired = -1114;

    /// <summary>Bad timeInForce.</summary>
    public const int InvalidTimeInForce = -1115;

    /// <summary>Bad type.</summary>
    public const int InvalidOrderType = -1116;

    /// <summary>Bad side.</summary>
    public const int InvalidSide = -1117;

    /// <summary>Bad interval.</summary>
    public const int BadInterval = -1120;

    /// <summary>Bad symbol.</summary>
    public const int BadSymbol = -1121;

    /// <summary>Bad symbolStatus.</summary>
    public const int InvalidSymbolStatus = -1122;

    /// <summary>Time range too long.</summary>
    public const int RangeTooLong = -1127;

    /// <summary>Bad combination of optional parameters.</summary>
    public const int BadCombination = -1128;

    /// <summary>Bad value.</summary>
    public const int InvalidParameter = -1130;

    /// <summary>strategyType too small.</summary>
    public const int BadStrategyType = -1134;

    /// <summary>Bad JSON.</summary>
    public const int InvalidJson = -1135;

    /// <summary>Bad cancelRestrictions.</summary>
    public const int InvalidCancelRestrictions = -1145;

    /// <summary>A symbol twice.</summary>
    public const int DuplicateSymbols = -1151;

    /// <summary>Type not for a list's leg.</summary>
    public const int ListOrderTypeRejected = -1158;

    /// <summary>Type not for a working order.</summary>
    public const int WorkingTypeRejected = -1159;

    /// <summary>An iceberg needs GTC.</summary>
    public const int IcebergTimeInForce = -1160;

    /// <summary>Limit leg of a buying OCO must be below.</summary>
    public const int BuyOcoLimitMustBeBelow = -1165;

    /// <summary>Limit leg of a selling OCO must be above.</summary>
    public const int SellOcoLimitMustBeAbove = -1166;

    /// <summary>Both legs limit.</summary>
    public const int BothOcoOrdersLimit = -1168;

    /// <summary>Bad time unit.</summary>
    public const int InvalidTimeUnit = -1194;

    /// <summary>Stop leg of a buying OCO must be above.</summary>
    public const int BuyOcoStopLossMustBeAbove = -1196;

    /// <summary>Stop leg of a selling OCO must be below.</summary>
    public const int SellOcoStopLossMustBeBelow = -1197;

    /// <summary>Target leg of a buying OCO must be below.</summary>
    public const int BuyOcoTakeProfitMustBeBelow = -1198;

    /// <summary>Target leg of a selling OCO must be above.</summary>
    public const int SellOcoTakeProfitMustBeAbove = -1199;

    /// <summary>Bad pegPriceType.</summary>
    public const int InvalidPegPriceType = -1210;

    /// <summary>Bad pegOffsetType.</summary>
    public const int InvalidPegOffsetType = -1211;

    /// <summary>Symbol's status is another.</summary>
    public const int SymbolStatusMismatch = -1220;

    /// <summary>OPO: the working order must buy.</summary>
    public const int OpoWorkingMustBeBuy = -1222;

    /// <summary>OPO: the pending order must sell.</summary>
    public const int OpoPendingMustBeSell = -1223;

    /// <summary>Refused by the engine, told by its text.</summary>
    public const int NewOrderRejected = -2010;

    /// <summary>Cancel refused by the engine, told by its text.</summary>
    public const int CancelRejected = -2011;

    /// <summary>No such order, or not replicated yet.</summary>
    public const int NoSuchOrder = -2013;

    /// <summary>Key of a bad form.</summary>
    public const int BadApiKeyFormat = -2014;

    /// <summary>Key, address or permission.</summary>
    public const int RejectedKey = -2015;

    /// <summary>No trading window.</summary>
    public const int NoTradingWindow = -2016;

    /// <summary>Cancel-replace half done: read the data.</summary>
    public const int CancelReplacePartial = -2021;

    /// <summary>Cancel-replace failed: read the data.</summary>
    public const int CancelReplaceFailed = -2022;

    /// <summary>Ended unfilled more than 90 days ago.</summary>
    public const int OrderArchived = -2026;

    /// <summary>Subscribed already.</summary>
    public const int SubscriptionActive = -2035;

    /// <summary>Not subscribed.</summary>
    public const int SubscriptionInactive = -2036;

    /// <summary>Amendment refused by the engine, told by its text.</summary>
    public const int AmendRejected = -2038;

    /// <summary>The two ids are of different orders.</summary>
    public const int IdsDisagree = -2039;

    /// <summary>Subscription numbers used up: reconnect.</summary>
    public const int SubscriptionIdsUsedUp = -2042;

    /// <summary>No reference price.</summary>
    public const int NoReferencePrice = -2043;
}
