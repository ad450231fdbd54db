using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>Where an order stands with the exchange. The other side of an order, what it has filled, is independent of it.</summary>
public enum WorkingState : byte
{
    /// <summary>Sent; no answer yet.</summary>
    Sent,

    /// <summary>Accepted: on the book, or a stop that waits.</summary>
    Live,

    /// <summary>Accepted, and a cancel is on its way: it may still fill.</summary>
    CancelSent,

    /// <summary>Can't work any more. Never re-opens; a late fill changes the ledger only.</summary>
    Done,
}

/// <summary>One of our orders: the request, where it stands, what it has filled.</summary>
public sealed class OrderState
{
    private readonly HashSet<long> _tradeIds = []; // membership only; never iterated

    internal OrderState(OrderSpec spec, ClientListId? listId)
    {
        Spec = spec;
        ListId = listId;
    }

    /// <summary>As it was asked for.</summary>
    public OrderSpec Spec { get; }

    /// <summary>The list it belongs to, or null.</summary>
    public ClientListId? ListId { get; }

    /// <summary>Where it stands.</summary>
    public WorkingState State { get; internal set; }

    /// <summary>The exchange's last word on it; null before the first.</summary>
    public OrderStatus? Status { get; internal set; }

    /// <summary>Base filled so far.</summary>
    public Quantity Filled { get; private set; }

    /// <summary>Quote exchanged so far.</summary>
    public Money FilledQuote { get; private set; }

    /// <summary>Not filled yet.</summary>
    public Quantity Remaining => Spec.Quantity - Filled;

    /// <summary>May still fill.</summary>
    public bool IsOpen => State != WorkingState.Done;

    /// <summary>Books an execution. A fill is a fact: it counts in whatever state the order is.</summary>
    /// <returns>False when this trade was booked before.</returns>
    internal bool TryBook(Fill fill)
    {
        if (!_tradeIds.Add(fill.TradeId.Value))
            return false;
        Filled += fill.Quantity;
        FilledQuote += fill.QuoteAmount;
        return true;
    }
}
