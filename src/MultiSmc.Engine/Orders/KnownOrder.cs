using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>Which of the exchange's numbers is which of our orders.</summary>
/// <param name="Instrument">Whose.</param>
/// <param name="Name">Our name of it.</param>
/// <param name="Number">The exchange's number of it.</param>
public readonly record struct KnownOrder(InstrumentId Instrument, ClientOrderId Name, VenueOrderId Number);
