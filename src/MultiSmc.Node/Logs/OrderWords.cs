using System.Globalization;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Strategy;

namespace MultiSmc.Node;

/// <summary>Says of a request what a trader asks: whose order it is, what for, how much, at what price, and why it is taken back.</summary>
internal static class OrderWords
{
    /// <summary>Kind, name of the order or list, and words; empty for questions, which are many and say little.</summary>
    /// <param name="request">The request.</param>
    /// <param name="effects">What the same input led to: the strategy's own steps are among it.</param>
    /// <param name="ledger">Our orders.</param>
    public static (string Kind, string Order, string Words) Of(VenueRequest request, EffectBuffer effects, OrderLedger ledger) => request switch
    {
        VenueRequest.PlaceOrder place => ("order", place.Order.ClientOrderId.ToString(), Of(place.Order, effects)),
        VenueRequest.PlaceOco oco => ("oco", oco.ListId.ToString(), OfList(oco, effects)),
        VenueRequest.PlaceOtoco list => ("otoco", list.ListId.ToString(), Of(list.Working, effects)),
        VenueRequest.PlaceOto list => ("oto", list.ListId.ToString(), Of(list.Working, effects)),
        VenueRequest.ReplaceOrder replace => ("replace", replace.Order.ClientOrderId.ToString(), Of(replace.Order, effects)),
        VenueRequest.CancelOrder cancel => ("cancel", cancel.ClientOrderId.ToString(), OfCancel(cancel.ClientOrderId, effects, ledger)),
        VenueRequest.CancelList cancel => ("cancel", cancel.ListId.ToString(), OfProtection(cancel.ListId.Value, effects) ?? "target and stop"),
        VenueRequest.CancelAll => ("cancel", "", "everything"),
        VenueRequest.AmendOrder amend => ("amend", amend.ClientOrderId.ToString(), $"to {amend.NewQuantity}"),
        _ => ("", "", ""),
    };

    private static string Of(OrderSpec order, EffectBuffer effects)
    {
        foreach (ref readonly var effect in effects.Effects)
        {
            if (effect.Payload is StrategyTrace.EntryPlaced placed && placed.Order.ClientOrderId == order.ClientOrderId)
                return Text($"entry of setup {placed.Number}, {Bare(order)}, stop {placed.Stop}, target {placed.Target}");
            // The step follows its order: of two sales in one input each has its own quantity.
            if (order.Type == OrderType.Market && effect.Payload is StrategyTrace.ExitSent exit && exit.Quantity == order.Quantity)
                return Text($"sale of setup {exit.Number} ({Of(exit.Reason)}), {Bare(order)}");
        }

        return Bare(order);
    }

    private static string OfList(VenueRequest.PlaceOco oco, EffectBuffer effects)
    {
        var words = Text($"sell {oco.Below.Quantity}, target {oco.Above.Price}, stop {oco.Below.StopPrice}");
        foreach (ref readonly var effect in effects.Effects)
        {
            if (effect.Payload is StrategyTrace.ProtectionPlaced placed && placed.ListId == oco.ListId)
                return Text($"target and stop of setup {placed.Number}, {words}");
        }

        return words;
    }

    private static string OfCancel(ClientOrderId name, EffectBuffer effects, OrderLedger ledger)
    {
        if (OfProtection(name.Value, effects) is { } protection)
            return protection;
        var order = ledger.Find(name);
        var words = order is null ? "an order" : Bare(order.Spec);
        foreach (ref readonly var effect in effects.Effects)
        {
            if (effect.Payload is StrategyTrace.EntryCancelSent cancel && cancel.ClientOrderId == name)
                return Text($"entry of setup {cancel.Number}, {words}: {cancel.Reason}");
        }

        return words;
    }

    private static string? OfProtection(string id, EffectBuffer effects)
    {
        foreach (ref readonly var effect in effects.Effects)
        {
            if (effect.Payload is StrategyTrace.ProtectionCancelSent cancel && cancel.Id == id)
                return Text($"target {cancel.Target} and stop {cancel.Stop} of setup {cancel.Number}, sell {cancel.Quantity}: {Of(cancel.Cause, cancel.Exit)}");
        }

        return null;
    }

    private static string Bare(OrderSpec order)
    {
        var side = order.Side == Side.Buy ? "buy" : "sell";
        return order.Type switch
        {
            OrderType.Market => Text($"{side} {order.Quantity} at market"),
            OrderType.StopLoss => Text($"{side} {order.Quantity} at market from {order.StopPrice} on (stop)"),
            OrderType.LimitMaker when order.Side == Side.Sell => Text($"{side} {order.Quantity} at {order.Price} (target)"),
            _ => Text($"{side} {order.Quantity} at {order.Price}"),
        };
    }

    private static string Of(ProtectionCancelCause cause, ExitReason exit) => cause switch
    {
        ProtectionCancelCause.Exit => $"the position is sold at market ({Of(exit)})",
        ProtectionCancelCause.Part => "a part is sold by hand, the rest is protected anew",
        ProtectionCancelCause.Less => "less is held now, protected anew",
        ProtectionCancelCause.More => "more is held now, protected anew",
        ProtectionCancelCause.StopMoved => "the stop moves",
        ProtectionCancelCause.TargetBegan => "the target filled in part and the exchange ended the stop, protected anew",
        _ => "",
    };

    private static string Of(ExitReason reason) => reason switch
    {
        ExitReason.GuardedStop => "the price is at the stop, which does not stand on the exchange",
        ExitReason.GuardedTarget => "the price is at the target, which does not stand on the exchange",
        ExitReason.Stop => "the rest of the stop",
        ExitReason.Target => "the rest of the target",
        ExitReason.Time => "held long enough",
        ExitReason.Unprotectable => "the exchange takes no target and stop",
        ExitReason.Manual => "by hand",
        ExitReason.Outside => "sold by other hands",
        _ => "what is left",
    };

    private static string Text(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
