using System.Diagnostics.CodeAnalysis;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;

namespace MultiSmc.Node;

/// <summary>
/// A simulated exchange beside live data. It stays a little behind our clock, so that a trade still on its way to us comes before what we asked for after
/// it happened. It ends with the process and is made again from the journaled inputs: it sees nothing that is not in the journal, so no depth.
/// </summary>
internal sealed class DrivenSide(IDrivenVenue venue, Duration lag) : IVenueSide
{
    public IJournalObserver Journal => NoJournalObserver.Instance;

    public bool TakesSnapshots => false;

    public IReadOnlyList<LinkStatus> Links => [new LinkStatus("orders", true, default, Duration.Zero, 0, "simulated exchange in this process")];

    public void OnRestored(in KernelInput input)
    {
        Advance(input.Time);
        if (input.Kind == InputKind.Market)
        {
            var market = input.Market;
            venue.OnMarket(in market);
        }
        else if (input.Kind == InputKind.Venue && input.Venue is not VenueEvent.ConnectionChanged
            && (!venue.TryTakeEvent(Timestamp.MaxValue, out var said, out _) || said is null || said.GetType() != input.Venue.GetType()))
        {
            throw new NodeException(
                NodeFailureKind.Data, $"input {input.Sequence}: the simulated exchange does not say again what it said; the program or its configuration is another one: start another session (--new-session)");
        }
    }

    public void OnRestored(VenueRequest request, in KernelInput input) => venue.Submit(request, input.Time);

    public void Start(IShellInbox inbox, Timestamp now, IReadOnlyList<KnownOrder> known)
    {
        inbox.OnVenue(new VenueEvent.ConnectionChanged(VenueLink.Orders, now, true, "the simulated exchange is there"));
        inbox.OnVenue(new VenueEvent.ConnectionChanged(VenueLink.UserData, now, true, "the simulated exchange is there"));
    }

    public void Advance(Timestamp now) => venue.Advance(new Timestamp(now.Nanoseconds - lag.Nanoseconds));

    public void OnMarket(in MarketEvent market) => venue.OnMarket(in market);

    public bool TryTake(Timestamp now, [NotNullWhen(true)] out VenueEvent? venueEvent) => venue.TryTakeEvent(now, out venueEvent, out _) && venueEvent is not null;

    public void Submit(VenueRequest request, in KernelInput input) => venue.Submit(request, input.Time);

    public void CancelNow(VenueRequest request)
    {
        // it ends with this process, orders and all
    }
}
