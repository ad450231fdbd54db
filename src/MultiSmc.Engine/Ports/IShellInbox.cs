using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>Where a running node takes what reaches it from outside: one door, from any thread, in the order of receipt.</summary>
public interface IShellInbox
{
    /// <summary>A trade, quote or change of depth.</summary>
    /// <param name="market">The event, with the exchange's time in it.</param>
    /// <remarks>
    /// Never drops. Never waits either where the clock is the world's: a node that is too far behind ends itself, loudly, with positions protected on the
    /// exchange. Where the clock is the tape's, it waits for room.
    /// </remarks>
    void OnMarket(in MarketEvent market);

    /// <summary>Word about our orders, balances, rules or connections.</summary>
    void OnVenue(VenueEvent venueEvent);
}
