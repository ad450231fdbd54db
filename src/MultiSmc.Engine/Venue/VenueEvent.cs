using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>What an exchange tells us. A closed set; times are the exchange's.</summary>
public abstract record VenueEvent
{
    private VenueEvent(InstrumentId instrument, Timestamp time)
    {
        Instrument = instrument;
        Time = time;
    }

    /// <summary>Whose.</summary>
    public InstrumentId Instrument { get; }

    /// <summary>The exchange's time of the event.</summary>
    public Timestamp Time { get; }

    /// <summary>State of one of our orders after a change.</summary>
    /// <param name="Report">The order now.</param>
    public sealed record OrderReport(ExecutionReport Report) : VenueEvent(Report.Order.Instrument, Report.Time);

    /// <summary>A request for a new order or list was refused: nothing rests on the book.</summary>
    /// <param name="Id">Whose.</param>
    /// <param name="RefusedAt">When.</param>
    /// <param name="ClientOrderIds">The orders that do not exist: one, or both legs of a list.</param>
    /// <param name="ListId">The list that does not exist, or null.</param>
    /// <param name="Code">The exchange's error code (-2010, -1013, ...).</param>
    /// <param name="Reason">The exchange's words.</param>
    public sealed record PlaceRefused(
        InstrumentId Id, Timestamp RefusedAt, IReadOnlyList<ClientOrderId> ClientOrderIds, ClientListId? ListId, int Code, string Reason)
        : VenueEvent(Id, RefusedAt);

    /// <summary>A cancel was refused: the order or list is not open (-2011).</summary>
    /// <param name="Id">Whose.</param>
    /// <param name="RefusedAt">When.</param>
    /// <param name="ClientOrderId">The order, or null for a list.</param>
    /// <param name="ListId">The list, or null for an order.</param>
    /// <param name="Code">The exchange's error code.</param>
    /// <param name="Reason">The exchange's words.</param>
    public sealed record CancelRefused(
        InstrumentId Id, Timestamp RefusedAt, ClientOrderId? ClientOrderId, ClientListId? ListId, int Code, string Reason)
        : VenueEvent(Id, RefusedAt);

    /// <summary>Absolute balances of the assets that one step of the exchange touched.</summary>
    /// <param name="Id">The instrument whose order caused it.</param>
    /// <param name="ChangedAt">When.</param>
    /// <param name="Balances">In ordinal order of the assets.</param>
    /// <param name="IsWhole">The answer to a query: an asset that is not listed is not held.</param>
    public sealed record AccountUpdate(InstrumentId Id, Timestamp ChangedAt, IReadOnlyList<AssetBalance> Balances, bool IsWhole = false)
        : VenueEvent(Id, ChangedAt);

    /// <summary>
    /// The answer to a new order, list or amendment never came or says nothing (time-out, 5xx, -1006, -1007): it may stand and fill, or not exist.
    /// It is asked for, never sent again.
    /// </summary>
    /// <param name="Id">Whose.</param>
    /// <param name="At">When we gave up waiting.</param>
    /// <param name="ClientOrderIds">The orders in question.</param>
    /// <param name="ListId">The list in question, or null.</param>
    /// <param name="Reason">What happened, in words.</param>
    public sealed record PlaceUnknown(InstrumentId Id, Timestamp At, IReadOnlyList<ClientOrderId> ClientOrderIds, ClientListId? ListId, string Reason)
        : VenueEvent(Id, At);

    /// <summary>The answer to a cancel never came: the order may still work, be cancelled, or be filled.</summary>
    /// <param name="Id">Whose.</param>
    /// <param name="At">When we gave up waiting.</param>
    /// <param name="ClientOrderId">The order, or null for a list.</param>
    /// <param name="ListId">The list, or null for an order.</param>
    /// <param name="Reason">What happened, in words.</param>
    public sealed record CancelUnknown(InstrumentId Id, Timestamp At, ClientOrderId? ClientOrderId, ClientListId? ListId, string Reason)
        : VenueEvent(Id, At);

    /// <summary>The exchange does not know the order (-2013). Right after placing it may only not know it yet.</summary>
    /// <param name="Id">Whose.</param>
    /// <param name="At">The exchange's time of the answer.</param>
    /// <param name="ClientOrderId">Which.</param>
    public sealed record OrderAbsent(InstrumentId Id, Timestamp At, ClientOrderId ClientOrderId) : VenueEvent(Id, At);

    /// <summary>Everything that is open of an instrument, ours or not.</summary>
    /// <param name="Id">Whose.</param>
    /// <param name="At">The exchange's time of the answer.</param>
    /// <param name="Reports">A status of each open order, oldest first.</param>
    public sealed record OpenOrders(InstrumentId Id, Timestamp At, IReadOnlyList<ExecutionReport> Reports) : VenueEvent(Id, At);

    /// <summary>Executions of an instrument since a trade id.</summary>
    /// <param name="Id">Whose.</param>
    /// <param name="At">The exchange's time of the answer.</param>
    /// <param name="After">The trade id that was asked from.</param>
    /// <param name="Executions">In trade id order; foreign ones too.</param>
    /// <param name="IsComplete">No later one existed when the answer was made; otherwise ask again from the last.</param>
    public sealed record Fills(InstrumentId Id, Timestamp At, TradeId After, IReadOnlyList<Fill> Executions, bool IsComplete) : VenueEvent(Id, At);

    /// <summary>A query could not be answered.</summary>
    /// <param name="Request">The query.</param>
    /// <param name="At">When we gave up.</param>
    /// <param name="Reason">What happened, in words.</param>
    public sealed record QueryFailed(VenueRequest Request, Timestamp At, string Reason) : VenueEvent(Request.Instrument, At);

    /// <summary>Money came or went by no trade: a deposit, a withdrawal, a transfer between wallets.</summary>
    /// <param name="Id">Any instrument: the account is one for all.</param>
    /// <param name="At">The exchange's time.</param>
    /// <param name="Asset">Which.</param>
    /// <param name="Amount">How much; below zero when it went.</param>
    public sealed record Transfer(InstrumentId Id, Timestamp At, Asset Asset, Money Amount) : VenueEvent(Id, At);

    /// <summary>The exchange's rules for an instrument changed: its filters, or whether it trades.</summary>
    /// <param name="Now">The instrument from now on, with the same id.</param>
    /// <param name="At">When we learnt it.</param>
    public sealed record InstrumentChanged(Instrument Now, Timestamp At) : VenueEvent(Now.Id, At);

    /// <summary>A connection came or went.</summary>
    /// <param name="Link">Which.</param>
    /// <param name="At">When.</param>
    /// <param name="IsUp">It carries events again; nothing is replayed by the exchange.</param>
    /// <param name="Reason">Why, in words.</param>
    public sealed record ConnectionChanged(VenueLink Link, Timestamp At, bool IsUp, string Reason) : VenueEvent(default, At);
}

/// <summary>What a shell is connected to.</summary>
public enum VenueLink : byte
{
    /// <summary>Trades and quotes.</summary>
    MarketData,

    /// <summary>Reports of our orders and balances.</summary>
    UserData,

    /// <summary>The way our requests take.</summary>
    Orders,
}

/// <summary>Why an execution report was sent.</summary>
public enum ExecutionType : byte
{
    /// <summary>Accepted: on the book, or a stop that waits; also sent again (working) when a stop triggers.</summary>
    New,

    /// <summary>An execution.</summary>
    Trade,

    /// <summary>Cancelled by us.</summary>
    Canceled,

    /// <summary>Ended by the exchange's rules or by its list.</summary>
    Expired,

    /// <summary>Refused after it had been accepted (a triggered leg without funds).</summary>
    Rejected,

    /// <summary>Amended: smaller, in its old place.</summary>
    Replaced,

    /// <summary>Self-trade prevention took something off; nothing was traded.</summary>
    TradePrevention,

    /// <summary>Not an event: how the order stands, in answer to a query.</summary>
    Status,
}

/// <summary>State of one of our orders, as the exchange reports it.</summary>
public sealed record ExecutionReport
{
    /// <summary>The order as it was asked for.</summary>
    public required OrderSpec Order { get; init; }

    /// <summary>The exchange's number of the order.</summary>
    public required VenueOrderId VenueOrderId { get; init; }

    /// <summary>The list it belongs to, or null.</summary>
    public ClientListId? ListId { get; init; }

    /// <summary>Why this report.</summary>
    public required ExecutionType Execution { get; init; }

    /// <summary>Status after it.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>Filled so far.</summary>
    public required Quantity Filled { get; init; }

    /// <summary>Quote exchanged so far.</summary>
    public required Money FilledQuote { get; init; }

    /// <summary>For <see cref="ExecutionType.Trade"/>: the execution.</summary>
    public Fill? Fill { get; init; }

    /// <summary>On the book (a stop that waits is not).</summary>
    public bool IsWorking { get; init; }

    /// <summary>The exchange's reason for an expiry or a rejection ("OCO_TRIGGER", "INSUFFICIENT_LIQUIDITY"); empty when none.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The exchange's time.</summary>
    public required Timestamp Time { get; init; }
}
