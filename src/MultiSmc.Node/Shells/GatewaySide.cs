using System.Diagnostics.CodeAnalysis;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;

namespace MultiSmc.Node;

/// <summary>A real exchange: new orders and cancels of protection wait for the disk, everything else leaves at once; its words come through the inbox.</summary>
internal sealed class GatewaySide : IVenueSide, IRequestSink
{
    private readonly IVenueGateway _gateway;
    private readonly NodeLog _log;
    private readonly ReleaseGate _gate;

    public GatewaySide(IVenueGateway gateway, NodeLog log)
    {
        _gateway = gateway;
        _log = log;
        _gate = new ReleaseGate(this);
    }

    public IJournalObserver Journal => _gate;

    public bool TakesSnapshots => true;

    public IReadOnlyList<LinkStatus> Links => _gateway.Links;

    public void OnRestored(in KernelInput input)
    {
        // the exchange went on without us
    }

    public void OnRestored(VenueRequest request, in KernelInput input)
    {
        // it left then, or it did not: the reconciliation finds out
    }

    public void Start(IShellInbox inbox, Timestamp now, IReadOnlyList<KnownOrder> known) => _gateway.Start(inbox, known);

    public void Advance(Timestamp now)
    {
        // it has a clock of its own
    }

    public void OnMarket(in MarketEvent market)
    {
        // it knows
    }

    public bool TryTake(Timestamp now, [NotNullWhen(true)] out VenueEvent? venueEvent)
    {
        venueEvent = null;
        return false;
    }

    public void Submit(VenueRequest request, in KernelInput input) => _gate.Submit(request, input.Sequence);

    public void CancelNow(VenueRequest request) => _gateway.Send(request);

    public void Send(VenueRequest request) => _gateway.Send(request);

    public void Withhold(VenueRequest request, JournalFailure failure) =>
        _log.Write(LogLevel.Alarm, "order-withheld", $"{Described(request)} never left, since the journal has stopped: {failure.Message}");

    private static string Described(VenueRequest request) =>
        request is VenueRequest.CancelOrder or VenueRequest.CancelList or VenueRequest.CancelAll ? "a cancel of protection" : "a new order";
}
