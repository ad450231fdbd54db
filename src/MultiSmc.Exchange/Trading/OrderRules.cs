using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>Which parameters an order of each type needs and which it must not have; the first offence is the answer.</summary>
internal static class OrderRules
{
    private const int LeastStrategyType = 1_000_000;

    /// <summary>Judges a single order.</summary>
    public static ApiError? Check(PlaceOrder order)
    {
        var terms = order.Terms;
        if (terms.Type != OrderType.Market)
            return order.QuoteOrderQty is not null ? Extra("", "quoteOrderQty") : order.Quantity is null ? Missing("", "quantity") : Check(terms, "");
        if (order.Quantity is null && order.QuoteOrderQty is null)
            return ApiError.Of(ErrorCode.MandatoryParameter, "Param 'quantity' or 'quoteOrderQty' must be sent, but both were empty/null!");
        return order.Quantity is not null && order.QuoteOrderQty is not null ? Extra("", "quoteOrderQty") : Check(terms, "");
    }

    /// <summary>Judges an order's terms; <paramref name="prefix"/> stands before the names in a list.</summary>
    public static ApiError? Check(OrderTerms terms, string prefix)
    {
        var hasLimit = terms.Type is OrderType.Limit or OrderType.LimitMaker or OrderType.StopLossLimit or OrderType.TakeProfitLimit;
        var hasForce = hasLimit && terms.Type != OrderType.LimitMaker;
        if (terms.StrategyType < LeastStrategyType)
            return ApiError.Of(ErrorCode.BadStrategyType, $"'{NameOf(prefix, "strategyType")}' value is less than {LeastStrategyType}.");
        if (terms.PegPriceType is not null || terms.PegOffsetType is not null || terms.PegOffsetValue is not null)
            return ApiError.Of(ErrorCode.NewOrderRejected, "Pegged orders are not supported for this symbol.");
        return Need(prefix, "timeInForce", terms.TimeInForce is not null, hasForce)
            ?? Need(prefix, "price", terms.Price is not null, hasLimit)
            ?? (terms.Type.IsStop() ? NeedTrigger(prefix, terms) : Forbid(prefix, "stopPrice", terms.StopPrice is not null) ?? Forbid(prefix, "trailingDelta", terms.TrailingDelta is not null))
            ?? (hasLimit ? null : Forbid(prefix, "icebergQty", terms.IcebergQty is not null));
    }

    private static ApiError? NeedTrigger(string prefix, OrderTerms terms) => terms.StopPrice is null && terms.TrailingDelta is null
        ? ApiError.Of(
            ErrorCode.MandatoryParameter,
            $"Param '{NameOf(prefix, "stopPrice")}' or '{NameOf(prefix, "trailingDelta")}' must be sent, but both were empty/null!")
        : null;

    private static ApiError? Need(string prefix, string name, bool isSent, bool isNeeded) =>
        isNeeded ? isSent ? null : Missing(prefix, name) : Forbid(prefix, name, isSent);

    private static ApiError? Forbid(string prefix, string name, bool isSent) => isSent ? Extra(prefix, name) : null;

    private static ApiError Missing(string prefix, string name) =>
        ApiError.Of(ErrorCode.MandatoryParameter, $"Mandatory parameter '{NameOf(prefix, name)}' was not sent, was empty/null, or malformed.");

    private static ApiError Extra(string prefix, string name) =>
        ApiError.Of(ErrorCode.NotRequired, $"Parameter '{NameOf(prefix, name)}' sent when not required.");

    private static string NameOf(string prefix, string name) => prefix.Length == 0 ? name : prefix + char.ToUpperInvariant(name[0]) + name[1..];
}
