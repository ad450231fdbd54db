using System.Globalization;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Strategy;

/// <content>A person sells a part of a position.</content>
public sealed partial class MultiSmcStrategy
{
    /// <inheritdoc/>
    public PartOutcome ClosePart(int? setup, PositionPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var instrument = _context.Instrument;
        var meant = _setups.FindAll(each => each.Protection is { IsOver: false } && (setup is null || each.Number == setup));
        if (meant.Count == 0)
            return PartOutcome.Refused("There is no such position.");
        if (meant.Count > 1 && part is PositionPart.Amount)
            return PartOutcome.Refused($"{instrument.Symbol} has several positions: say which setup is meant ({string.Join(", ", meant.Select(static each => each.Number))}).");
        if (instrument.Status != TradingStatus.Trading)
            return PartOutcome.Refused($"{instrument.Symbol} is not trading now: target and stop stay where they are.");
        foreach (var each in meant)
        {
            if (Refusal(each, part) is { Length: > 0 } refusal)
                return PartOutcome.Refused(meant.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"Setup {each.Number}: {refusal}") : refusal);
        }

        var (sold, rest) = (Quantity.Zero, Quantity.Zero);
        foreach (var each in meant)
        {
            if (each.Protection is not { } protection)
                continue;
            var held = protection.Sellable;
            var quantity = part.Of(held, instrument.LotSize);
            _desk.End(each, "position-closing"); // who makes a position smaller does not want the rest of its entry
            protection.SellPart(quantity);
            AfterExitStep(each, protection);
            sold += quantity;
            rest += held - quantity;
        }

        Sweep();
        return new PartOutcome(meant.Count, sold, rest, "");
    }

    /// <summary>Why a part of this position can't be sold, in words; "" when it can.</summary>
    private string Refusal(Setup setup, PositionPart part)
    {
        if (setup.Protection is not { } protection || protection.IsExiting)
            return "It is being sold already.";
        if (protection.IsPartBeingSold)
            return "A part of it is being sold already: wait until that is done.";
        var instrument = _context.Instrument;
        var held = protection.Sellable;
        var quantity = part.Of(held, instrument.LotSize);
        if (quantity > held)
            return string.Create(CultureInfo.InvariantCulture, $"It holds {held} {instrument.Base}, less than {quantity}.");
        if (quantity.Raw == 0 || instrument.CheckMarketQuantity(quantity) != FilterVerdict.Passes || !ExitOrders.IsWorthSelling(_context, quantity))
            return string.Create(CultureInfo.InvariantCulture, $"{quantity} {instrument.Base} is outside what the exchange takes as one order at market: at least {instrument.MinNotional} {instrument.Quote}.");
        Span<Quantity> shares = stackalloc Quantity[protection.Parts];
        return protection.TryShare(quantity, shares)
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"Of {held} {instrument.Base}, {held - quantity} would be left: too little for a target and a stop on the exchange. Sell less, or all of it.");
    }
}
