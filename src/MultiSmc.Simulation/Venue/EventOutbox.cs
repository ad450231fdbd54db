using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>Events on their way to us, oldest first.</summary>
internal sealed class EventOutbox(LatencyLine line)
{
    private readonly Queue<(VenueEvent Event, Timestamp ArrivesAt)> _events = new();

    public void Send(VenueEvent venueEvent) => _events.Enqueue((venueEvent, line.Deliver(venueEvent.Time)));

    public bool TryTake(Timestamp until, out VenueEvent? venueEvent, out Timestamp arrivesAt)
    {
        if (_events.TryPeek(out var next) && next.ArrivesAt <= until)
        {
            _events.Dequeue();
            (venueEvent, arrivesAt) = next;
            return true;
        }

        venueEvent = null;
        arrivesAt = default;
        return false;
    }
}
