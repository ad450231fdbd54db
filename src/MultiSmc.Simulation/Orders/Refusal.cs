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

    public static Refusal OfFilter(FilterVerdict verdict) => new(-1013, "Filter failure: " + verdict switch
    {
        FilterVerdict.PriceFilter => "PRICE_FILTER",
        FilterVerdict.LotSize => "LOT_SIZE",
        FilterVerdict.MarketLotSize => "MARKET_LOT_SIZE",
        FilterVerdict.Notional => "NOTIONAL",
        _ => throw new System.Diagnostics.UnreachableException(),
    });
}

/// <summary>The exchange's words for an order that it ended itself.</summary>
internal static class ExpiryReasons
{
    public const string OcoTrigger = "OCO_TRIGGER";
    public const string UnfilledIoc = "UNFILLED_IOC_QUANTITY_EXPIRED";
    public const string UnfilledFok = "UNFILLED_FOK_ORDER_EXPIRED";
    public const string InsufficientLiquidity = "INSUFFICIENT_LIQUIDITY";
    public const string InsufficientBalances = "INSUFFICIENT_BALANCES";
}
