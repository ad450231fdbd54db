using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Research.Tests;

/// <summary>Loses and repeats what the venue says, answers requests with "unknown", and breaks the connection, by chance.</summary>
internal sealed class FaultyLine(IDrivenVenue venue, ulong seed) : IDrivenVenue
{
    private readonly Queue<(VenueEvent Event, Timestamp At)> _added = new();
    private SplitMix64 _random = new(seed);

    public int Faults { get; private set; }

    public void Submit(VenueRequest request, Timestamp sentAt) => venue.Submit(request, sentAt);

    public void Advance(Timestamp time) => venue.Advance(time);

    public void OnMarket(in MarketEvent market) => venue.OnMarket(in market);

    public bool TryTakeEvent(Timestamp until, out VenueEvent? venueEvent, out Timestamp arrivesAt)
    {
        if (_added.TryDequeue(out var added))
        {
            (venueEvent, arrivesAt) = added;
            return true;
        }

        while (venue.TryTakeEvent(until, out venueEvent, out arrivesAt))
        {
            if (venueEvent is not null && !IsLost(venueEvent, arrivesAt))
                return true;
            if (_added.TryDequeue(out added))
            {
                (venueEvent, arrivesAt) = added;
                return true;
            }
        }

        return false;
    }

    private bool IsLost(VenueEvent venueEvent, Timestamp at)
    {
        var dice = _random.NextBelow(100);
        Faults += dice < 16 ? 1 : 0;
        switch (dice)
        {
            case < 5:
                return venueEvent is VenueEvent.OrderReport or VenueEvent.AccountUpdate { IsWhole: false };
            case < 9:
                _added.Enqueue((venueEvent, at));
                return false;
            case < 13 when venueEvent is VenueEvent.OrderReport { Report: { Execution: ExecutionType.New, Order: var order } report }:
                _added.Enqueue((new VenueEvent.PlaceUnknown(order.Instrument, at, [order.ClientOrderId], report.ListId, "timed out"), at));
                return true;
            case < 16:
                // Down and up again at once: without word from the venue there would be no occasion to come back.
                _added.Enqueue((new VenueEvent.ConnectionChanged(VenueLink.UserData, at, false, "by chance"), at));
                _added.Enqueue((new VenueEvent.ConnectionChanged(VenueLink.UserData, at, true, "by chance"), at));
                return false;
            default:
                return false;
        }
    }
}
