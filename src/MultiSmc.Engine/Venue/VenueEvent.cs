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
    public sealed record AccountUpdate(InstrumentId Id, Timestamp ChangedAt, IReadOnlyList<AssetBalance> Balances) : VenueEvent(Id, ChangedAt);
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
