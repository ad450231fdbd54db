using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>What the kernel asks of an exchange. A closed set.</summary>
public abstract record VenueRequest
{
    private VenueRequest(InstrumentId instrument) => Instrument = instrument;

    /// <summary>Whose.</summary>
    public InstrumentId Instrument { get; }

    /// <summary>
    /// It leaves only once the input that led to it is on the disk: it makes an order, or ends one that protects a position. Such a cancel is the first half
    /// of what follows it (a sale, or protection for more): a journal that stopped between them would leave the position bare. Every list holds exits.
    /// </summary>
    public bool WaitsForDisk => this is PlaceOrder or PlaceOco or PlaceOto or PlaceOtoco or ReplaceOrder or CancelOrder { EndsProtection: true } or CancelList or CancelAll;

    /// <summary>A new order.</summary>
    /// <param name="Order">The order.</param>
    public sealed record PlaceOrder(OrderSpec Order) : VenueRequest(Order.Instrument);

    /// <summary>
    /// One-cancels-the-other for a long position: a LIMIT_MAKER target above and a STOP_LOSS below, both SELL, of one quantity.
    /// The first execution of either leg ends the other.
    /// </summary>
    /// <param name="ListId">Our name for the list.</param>
    /// <param name="Above">The target leg.</param>
    /// <param name="Below">The stop leg.</param>
    public sealed record PlaceOco(ClientListId ListId, OrderSpec Above, OrderSpec Below) : VenueRequest(Above.Instrument);

    /// <summary>Cancel one order.</summary>
    /// <param name="Id">Whose.</param>
    /// <param name="ClientOrderId">Which.</param>
    public sealed record CancelOrder(InstrumentId Id, ClientOrderId ClientOrderId) : VenueRequest(Id)
    {
        /// <summary>The order sells what is held: without it the position is bare.</summary>
        public bool EndsProtection { get; init; }
    }

    /// <summary>Cancel a whole list.</summary>
    /// <param name="Id">Whose.</param>
    /// <param name="ListId">Which.</param>
    public sealed record CancelList(InstrumentId Id, ClientListId ListId) : VenueRequest(Id);

    /// <summary>
    /// An entry with what follows it: once <paramref name="Working"/> is completely filled, <paramref name="Pending"/> goes to the book (OTO).
    /// </summary>
    /// <param name="ListId">Our name for the list.</param>
    /// <param name="Working">LIMIT or LIMIT_MAKER.</param>
    /// <param name="Pending">What follows; with <paramref name="FromProceeds"/> its quantity is what the working order received.</param>
    /// <param name="FromProceeds">OPO: the pending order is sized by the exchange from the proceeds, net of commission.</param>
    public sealed record PlaceOto(ClientListId ListId, OrderSpec Working, OrderSpec Pending, bool FromProceeds) : VenueRequest(Working.Instrument);

    /// <summary>An entry with target and stop: once <paramref name="Working"/> is completely filled, both legs go to the book as an OCO (OTOCO).</summary>
    /// <param name="ListId">Our name for the list.</param>
    /// <param name="Working">LIMIT or LIMIT_MAKER.</param>
    /// <param name="Above">The target leg.</param>
    /// <param name="Below">The stop leg.</param>
    /// <param name="FromProceeds">OPOCO: the legs are sized by the exchange from the proceeds, net of commission.</param>
    public sealed record PlaceOtoco(ClientListId ListId, OrderSpec Working, OrderSpec Above, OrderSpec Below, bool FromProceeds)
        : VenueRequest(Working.Instrument);

    /// <summary>Cancel every open order and list of an instrument.</summary>
    /// <param name="Id">Whose.</param>
    public sealed record CancelAll(InstrumentId Id) : VenueRequest(Id);

    /// <summary>Cancel one order and place another. Not a transaction: what succeeded stays done.</summary>
    /// <param name="ClientOrderId">The order to cancel.</param>
    /// <param name="Order">The new order.</param>
    /// <param name="StopOnFailure">Place nothing when the cancel fails.</param>
    public sealed record ReplaceOrder(ClientOrderId ClientOrderId, OrderSpec Order, bool StopOnFailure) : VenueRequest(Order.Instrument);

    /// <summary>Make an open order smaller; it keeps its place in the queue.</summary>
    /// <param name="Id">Whose.</param>
    /// <param name="ClientOrderId">Which.</param>
    /// <param name="NewQuantity">Its whole quantity from now on: above what is filled, below what it was.</param>
    public sealed record AmendOrder(InstrumentId Id, ClientOrderId ClientOrderId, Quantity NewQuantity) : VenueRequest(Id);

    /// <summary>
    /// What became of an order? Answered by <see cref="VenueEvent.OrderReport"/> (a status), <see cref="VenueEvent.OrderAbsent"/> or
    /// <see cref="VenueEvent.QueryFailed"/>.
    /// </summary>
    /// <param name="Id">Whose.</param>
    /// <param name="ClientOrderId">Which.</param>
    public sealed record QueryOrder(InstrumentId Id, ClientOrderId ClientOrderId) : VenueRequest(Id);

    /// <summary>What is open? Answered by <see cref="VenueEvent.OpenOrders"/> or <see cref="VenueEvent.QueryFailed"/>.</summary>
    /// <param name="Id">Whose.</param>
    public sealed record QueryOpenOrders(InstrumentId Id) : VenueRequest(Id);

    /// <summary>What was executed? Answered by <see cref="VenueEvent.Fills"/> or <see cref="VenueEvent.QueryFailed"/>.</summary>
    /// <param name="Id">Whose.</param>
    /// <param name="After">Fills with a trade id above this one are wanted.</param>
    /// <param name="Since">Where <paramref name="After"/> is zero: fills since this time.</param>
    public sealed record QueryFills(InstrumentId Id, TradeId After, Timestamp Since) : VenueRequest(Id);

    /// <summary>What is held? Answered by a whole <see cref="VenueEvent.AccountUpdate"/> or <see cref="VenueEvent.QueryFailed"/>.</summary>
    /// <param name="Id">The first instrument: the account is one for all.</param>
    public sealed record QueryAccount(InstrumentId Id) : VenueRequest(Id);
}
