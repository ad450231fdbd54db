using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>An exchange that a shell in one process drives forward in time: the simulated venue of a backtest or of paper trading.</summary>
/// <remarks>
/// The shell's loop, per market event e of the tape: <c>venue.Advance(e.Time)</c>; hand <c>venue.OnMarket(e)</c>; take every event that has
/// arrived by e.Time with <see cref="TryTakeEvent"/> and apply it; then apply e itself. So a fill is known before the print that caused it is
/// judged only when the latency is zero.
/// </remarks>
public interface IDrivenVenue
{
    /// <summary>Sends a request at <paramref name="sentAt"/>; it takes effect one latency later.</summary>
    void Submit(VenueRequest request, Timestamp sentAt);

    /// <summary>Carries out every request that takes effect strictly before <paramref name="time"/>.</summary>
    void Advance(Timestamp time);

    /// <summary>Shows the venue the next event of the tape.</summary>
    void OnMarket(in MarketEvent market);

    /// <summary>Takes the oldest event that reaches us at or before <paramref name="until"/>.</summary>
    /// <param name="until">Our time.</param>
    /// <param name="venueEvent">The event.</param>
    /// <param name="arrivesAt">When it reaches us: its own time and one latency.</param>
    bool TryTakeEvent(Timestamp until, out VenueEvent? venueEvent, out Timestamp arrivesAt);
}
