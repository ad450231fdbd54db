using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>Events of the one account on their way to us, oldest first.</summary>
internal sealed class EventOutbox(LatencyLine line) : IExchangeSink
{
    private readonly Queue<(VenueEvent Event, Timestamp ArrivesAt)> _events = new();

    private Timestamp _nextArrival = Timestamp.MaxValue;

    public void OnEvent(AccountId account, VenueEvent venueEvent)
    {
        _events.Enqueue((venueEvent, line.Deliver(venueEvent.Time)));
        _nextArrival = _events.Peek().ArrivesAt;
    }

    public void OnList(AccountId account, ListView list, ListStatusType type, Timestamp time)
    {
        // The kernel knows lists by their orders' reports.
    }

    public void OnPrint(InstrumentId instrument, in TradeTick trade)
    {
        // The kernel sees the recorded tape.
    }

    public bool TryTake(Timestamp until, out VenueEvent? venueEvent, out Timestamp arrivesAt)
    {
        // Asked after every print and answered "nothing" nearly always: one compare.
        if (_nextArrival > until || !_events.TryDequeue(out var next))
        {
            venueEvent = null;
            arrivesAt = default;
            return false;
        }

        (venueEvent, arrivesAt) = next;
        _nextArrival = _events.TryPeek(out var following) ? following.ArrivesAt : Timestamp.MaxValue;
        return true;
    }
}
