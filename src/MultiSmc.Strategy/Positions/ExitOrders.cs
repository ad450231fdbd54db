using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Strategy;

/// <summary>The orders that end a position.</summary>
internal static class ExitOrders
{
    /// <summary>A resting target.</summary>
    public static OrderSpec Target(StrategyContext context, Quantity quantity, Price target) => Sell(context, OrderType.LimitMaker, quantity) with { Price = target };

    /// <summary>A stop that sells at market.</summary>
    public static OrderSpec Stop(StrategyContext context, Quantity quantity, Price stop) => Sell(context, OrderType.StopLoss, quantity) with { StopPrice = stop };

    /// <summary>A sale at market.</summary>
    public static OrderSpec Market(StrategyContext context, Quantity quantity) => Sell(context, OrderType.Market, quantity);

    /// <summary>The exchange takes a target and a stop of this size.</summary>
    public static bool CanRest(StrategyContext context, Quantity quantity, Price stop, Price target) =>
        context.Instrument.CheckLimit(stop, quantity) == FilterVerdict.Passes && context.Instrument.CheckLimit(target, quantity) == FilterVerdict.Passes;

    /// <summary>At the last price it is not under the exchange's smallest order.</summary>
    public static bool IsWorthSelling(StrategyContext context, Quantity quantity) =>
        context.Instrument.CheckNotional(context.Portfolio.MarkOf(context.Instrument.Id), quantity) == FilterVerdict.Passes;

    private static OrderSpec Sell(StrategyContext context, OrderType type, Quantity quantity) => new()
    {
        ClientOrderId = new ClientOrderId(context.NextName()),
        Instrument = context.Instrument.Id,
        Side = Side.Sell,
        Type = type,
        Quantity = quantity,
    };
}
