using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>The exchange's error code and words.</summary>
internal readonly record struct Refusal(int Code, string Reason)
{
    public static readonly Refusal UnknownOrder = new(-2011, "Unknown order sent.");
    public static readonly Refusal Duplicate = new(-2010, "Duplicate order sent.");
    public static readonly Refusal InsufficientBalance = new(-2010, "Account has insufficient balance for requested action.");
    public static readonly Refusal WouldTake = new(-2010, "Order would immediately match and take.");
    public static readonly Refusal WouldTrigger = new(-2010, "Order would trigger immediately.");
    public static readonly Refusal PriceRelation = new(-2010, "The relationship of the prices for the orders is not correct.");
    public static readonly Refusal MarketClosed = new(-2010, "Market is closed.");
    public static readonly Refusal IcebergExceeds = new(-2010, "IcebergQty exceeds QTY.");
    public static readonly Refusal IcebergNeedsGtc = new(-1160, "Parameter 'icebergQty' is not supported if 'timeInForce' is not GTC.");
    public static readonly Refusal ThinBook = new(-2010, "Order book liquidity is less than `LOT_SIZE` filter minimum quantity.");
    public static readonly Refusal OcoType = new(-1158, "Order type not supported in OCO.");
    public static readonly Refusal WorkingType = new(-1159, "Order type not supported as the working order of an order list.");
    public static readonly Refusal BuyLimitBelow = new(-1165, "A limit order in a buy OCO must be below.");
    public static readonly Refusal SellLimitAbove = new(-1166, "A limit order in a sell OCO must be above.");
    public static readonly Refusal BothLimit = new(-1168, "At least one OCO order must be contingent.");
    public static readonly Refusal BuyStopAbove = new(-1196, "A stop loss order in a buy OCO must be above.");
    public static readonly Refusal SellStopBelow = new(-1197, "A stop loss order in a sell OCO must be below.");
    public static readonly Refusal BuyTargetBelow = new(-1198, "A take profit order in a buy OCO must be below.");
    public static readonly Refusal SellTargetAbove = new(-1199, "A take profit order in a sell OCO must be above.");
    public static readonly Refusal OpoWorkingBuys = new(-1222, "The working order of an OPO must be a BUY.");
    public static readonly Refusal OpoPendingSells = new(-1223, "The pending order of an OPO must be a SELL.");
    public static readonly Refusal ReplaceFailed = new(-2022, "Order cancel-replace failed.");
    public static readonly Refusal AmendUnknown = new(-2038, "Unknown order sent.");
    public static readonly Refusal AmendIncrease = new(-2038, "Order amend (quantity increase) is not supported.");
    public static readonly Refusal AmendNothing = new(-2038, "The requested action would change no state; rejecting.");
    public static readonly Refusal AmendPendingOpo = new(-2038, "Order amend (pending OPO order) is not supported.");
    public static readonly Refusal AmendTooOften = new(-2038, "Filter failure: MAX_NUM_ORDER_AMENDS");

    public static Refusal OfFilter(string name) => new(-1013, "Filter failure: " + name);

    public static Refusal OfFilter(FilterVerdict verdict) => OfFilter(verdict switch
    {
        FilterVerdict.PriceFilter => "PRICE_FILTER",
        FilterVerdict.LotSize => "LOT_SIZE",
        FilterVerdict.MarketLotSize => "MARKET_LOT_SIZE",
        FilterVerdict.Notional => "NOTIONAL",
        FilterVerdict.PercentPriceBySide => "PERCENT_PRICE_BY_SIDE",
        FilterVerdict.IcebergParts => "ICEBERG_PARTS",
        FilterVerdict.MaxNumOrders => "MAX_NUM_ORDERS",
        FilterVerdict.MaxNumAlgoOrders => "MAX_NUM_ALGO_ORDERS",
        FilterVerdict.MaxNumIcebergOrders => "MAX_NUM_ICEBERG_ORDERS",
        FilterVerdict.MaxPosition => "MAX_POSITION",
        FilterVerdict.TrailingDelta => "TRAILING_DELTA",
        FilterVerdict.MaxNumOrderLists => "MAX_NUM_ORDER_LISTS",
        _ => throw new System.Diagnostics.UnreachableException(),
    });
}

/// <summary>The exchange's words for an order that it ended itself.</summary>
internal static class ExpiryReasons
{
    public const string OcoTrigger = "OCO_TRIGGER";
    public const string OtoPhaseOneExpired = "OTO_PHASE_ONE_EXPIRED";
    public const string RefusedAtRelease = "REJECTED";
    public const string UnfilledIoc = "UNFILLED_IOC_QUANTITY_EXPIRED";
    public const string UnfilledFok = "UNFILLED_FOK_ORDER_EXPIRED";
    public const string InsufficientLiquidity = "INSUFFICIENT_LIQUIDITY";
    public const string InsufficientBalances = "INSUFFICIENT_BALANCES";
}
