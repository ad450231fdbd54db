using System.Collections.Concurrent;
using MultiSmc.Engine;

namespace MultiSmc.Journal.Tests;

/// <summary>Where requests end up in a test.</summary>
internal sealed class Outbox : IRequestSink
{
    public ConcurrentQueue<VenueRequest> Sent { get; } = new();

    public ConcurrentQueue<(VenueRequest Request, JournalFailure Failure)> Withheld { get; } = new();

    /// <summary>Called with each request that leaves.</summary>
    public Action<VenueRequest>? OnSent { get; init; }

    public void Send(VenueRequest request)
    {
        Sent.Enqueue(request);
        OnSent?.Invoke(request);
    }

    public void Withhold(VenueRequest request, JournalFailure failure) => Withheld.Enqueue((request, failure));

    public static IEnumerable<string> OrdersIn(IEnumerable<VenueRequest> requests) => requests.OfType<VenueRequest.PlaceOrder>().Select(place => place.Order.ClientOrderId.Value);
}
