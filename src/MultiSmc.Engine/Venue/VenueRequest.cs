using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>What the kernel asks of an exchange. A closed set.</summary>
public abstract record VenueRequest
{
    private VenueRequest(InstrumentId instrument) => Instrument = instrument;

    /// <summary>Whose.</summary>
    public InstrumentId Instrument { get; }

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
    public sealed record CancelOrder(InstrumentId Id, ClientOrderId ClientOrderId) : VenueRequest(Id);

    /// <summary>Cancel a whole list.</summary>
    /// <param name="Id">Whose.</param>
    /// <param name="ListId">Which.</param>
    public sealed record CancelList(InstrumentId Id, ClientListId ListId) : VenueRequest(Id);
}
