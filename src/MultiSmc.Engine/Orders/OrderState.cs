using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>Where an order stands with the exchange. The other side of an order, what it has filled, is independent of it.</summary>
public enum WorkingState : byte
{
    /// <summary>Sent; no answer yet.</summary>
    Sent,

    /// <summary>Accepted: on the book, a stop that waits, or a leg that its list holds back.</summary>
    Live,

    /// <summary>Sent, and the answer was lost: it may stand, fill, or not exist. It is asked for, never sent again.</summary>
    Unknown,

    /// <summary>Can't work any more. Never re-opens; a late fill changes the ledger only.</summary>
    Done,
}

/// <summary>On whose word an order is over.</summary>
public enum DoneBy : byte
{
    /// <summary>It is not over.</summary>
    None,

    /// <summary>A final report of the exchange.</summary>
    Report,

    /// <summary>The exchange refused it: it never existed.</summary>
    Refusal,

    /// <summary>Our own verdict, after the exchange said again and again that it knows no such order.</summary>
    Verdict,
}

/// <summary>One of our orders: the request, where it stands, what it has filled.</summary>
public sealed class OrderState
{
    private readonly HashSet<long> _tradeIds = []; // membership only; never iterated

    internal OrderState(OrderSpec spec, ClientListId? listId, Timestamp sentAt)
    {
        Spec = spec;
        ListId = listId;
        SentAt = sentAt;
        Quantity = spec.Quantity;
    }

    /// <summary>As it was asked for.</summary>
    public OrderSpec Spec { get; }

    /// <summary>The list it belongs to, or null.</summary>
    public ClientListId? ListId { get; }

    /// <summary>The exchange's number of it; null before its first word. It stays when a cancel takes the name.</summary>
    public VenueOrderId? Number { get; internal set; }

    /// <summary>When it left.</summary>
    public Timestamp SentAt { get; }

    /// <summary>Where it stands.</summary>
    public WorkingState State { get; internal set; }

    /// <summary>On whose word it is over.</summary>
    public DoneBy DoneBy { get; internal set; }

    /// <summary>The exchange's last word on it; null before the first.</summary>
    public OrderStatus? Status { get; internal set; }

    /// <summary>A cancel was sent and is not answered: it may still fill.</summary>
    public bool IsCancelSent => CancelSentAt is not null;

    /// <summary>When the cancel on its way was sent, or null.</summary>
    public Timestamp? CancelSentAt { get; internal set; }

    /// <summary>How often its cancel was refused while it was open: the next question waits longer.</summary>
    internal int CancelRefusals { get; set; }

    /// <summary>Its whole quantity: as asked for, unless an amendment made it smaller or the exchange sized it from proceeds.</summary>
    public Quantity Quantity { get; internal set; }

    /// <summary>Base filled so far, by the fills we have booked.</summary>
    public Quantity Filled { get; private set; }

    /// <summary>Quote exchanged so far.</summary>
    public Money FilledQuote { get; private set; }

    /// <summary>The most that the exchange has said to be filled. Above <see cref="Filled"/> while a fill has not reached us.</summary>
    public Quantity ReportedFilled { get; internal set; }

    /// <summary>The exchange knows of fills that we don't.</summary>
    public bool IsMissingFills => ReportedFilled > Filled;

    /// <summary>Not filled yet.</summary>
    public Quantity Remaining => Quantity - Filled;

    /// <summary>May still fill.</summary>
    public bool IsOpen => State != WorkingState.Done;

    /// <summary>Not known yet whether it stands, or what it has filled.</summary>
    public bool IsUnanswered => State is WorkingState.Sent or WorkingState.Unknown || IsMissingFills;

    /// <summary>On the exchange's book or waiting for its trigger there, and nobody has asked for its end.</summary>
    public bool IsStanding => State == WorkingState.Live && Status != OrderStatus.PendingNew && CancelSentAt is null;

    /// <summary>Exchange time of the acceptance, until balances that contain its lock have reached us.</summary>
    internal Timestamp? UnsettledSince { get; set; }

    /// <summary>Saves where it stands, or takes what was saved; what was asked for is the ledger's to carry.</summary>
    internal void Carry(StateCarrier state)
    {
        State = state.Enum(State);
        DoneBy = state.Enum(DoneBy);
        Number = state.Flag(Number is not null) ? new VenueOrderId(state.Int64(Number?.Value ?? 0)) : null;
        Status = state.Flag(Status is not null) ? state.Enum(Status ?? default) : null;
        CancelSentAt = state.Time(CancelSentAt);
        // As asked for, most often: an amendment or the exchange may have made it another.
        Quantity = state.Flag(Quantity != Spec.Quantity) ? state.Quantity(Quantity) : Spec.Quantity;
        Filled = state.Quantity(Filled);
        FilledQuote = state.Money(FilledQuote);
        ReportedFilled = state.Quantity(ReportedFilled);
        UnsettledSince = state.Time(UnsettledSince);
        CancelRefusals = state.Int32(CancelRefusals);
        state.Set(_tradeIds);
    }

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
