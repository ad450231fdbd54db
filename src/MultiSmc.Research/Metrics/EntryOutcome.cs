using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>What became of an entry order.</summary>
public enum EntryOutcome
{
    /// <summary>Filled whole.</summary>
    Filled,

    /// <summary>Filled in part, then cancelled, or still working at the end.</summary>
    FilledInPart,

    /// <summary>The exchange refused it.</summary>
    Refused,

    /// <summary>Cancelled without a fill.</summary>
    Cancelled,

    /// <summary>Neither filled nor cancelled when the tape ended.</summary>
    Working,
}

/// <summary>Figures of one entry order.</summary>
public static class EntryFigures
{
    /// <summary>What became of it. A fill outweighs the cancel that came too late.</summary>
    public static EntryOutcome Outcome(this EntryRecord entry)
    {
        if (entry.Filled.Raw > 0)
            return entry.Filled >= entry.Placed.Order.Quantity ? EntryOutcome.Filled : EntryOutcome.FilledInPart;
        if (entry.Refusal.Length > 0)
            return EntryOutcome.Refused;
        return entry.CancelSentAt is null ? EntryOutcome.Working : EntryOutcome.Cancelled;
    }

    /// <summary>First filled after its cancel had been sent.</summary>
    public static bool IsFilledWhileCancelling(this EntryRecord entry) =>
        entry.CancelSentAt is { } sent && entry.FirstFillAt is { } filled && filled > sent;

    /// <summary>
    /// Distance s·(p − entry) ÷ p of the last price from the order when its cancel was sent, in basis points; null without a cancel or a price.
    /// </summary>
    public static double? CancelDistanceBps(this EntryRecord entry)
    {
        var last = entry.LastPriceAtCancel.Raw;
        if (entry.CancelSentAt is null || last <= 0)
            return null;
        var distance = last - entry.Placed.Order.Price.Raw;
        return (double)(entry.Placed.Order.Side == Side.Buy ? distance : -distance) / last * 10_000;
    }
}
