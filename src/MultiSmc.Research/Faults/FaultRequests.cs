using System.Diagnostics;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Research;

/// <summary>Facts about requests and events, as a network sees them.</summary>
internal static class FaultRequests
{
    /// <summary>Orders that a request makes.</summary>
    public static IReadOnlyList<OrderSpec> NewOrders(VenueRequest request) => request switch
    {
        VenueRequest.PlaceOrder place => [place.Order],
        VenueRequest.PlaceOco oco => [oco.Above, oco.Below],
        VenueRequest.PlaceOto oto => [oto.Working, oto.Pending],
        VenueRequest.PlaceOtoco otoco => [otoco.Working, otoco.Above, otoco.Below],
        VenueRequest.ReplaceOrder replace => [replace.Order],
        _ => [],
    };

    /// <summary>The request only asks.</summary>
    public static bool IsQuery(VenueRequest request) =>
        request is VenueRequest.QueryOrder or VenueRequest.QueryOpenOrders or VenueRequest.QueryFills or VenueRequest.QueryAccount;

    /// <summary>What a client reports when the answer never came.</summary>
    public static VenueEvent Unanswered(VenueRequest request, Timestamp now)
    {
        const string reason = "no answer in time";
        return request switch
        {
            VenueRequest.CancelOrder cancel => new VenueEvent.CancelUnknown(cancel.Id, now, cancel.ClientOrderId, null, reason),
            VenueRequest.CancelList cancel => new VenueEvent.CancelUnknown(cancel.Id, now, null, cancel.ListId, reason),
            _ when IsQuery(request) => new VenueEvent.QueryFailed(request, now, reason),
            _ when NewOrders(request) is { Count: > 0 } orders =>
                new VenueEvent.PlaceUnknown(request.Instrument, now, [.. orders.Select(static order => order.ClientOrderId)], ListOf(request), reason),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>What a client reports when an overloaded exchange did nothing.</summary>
    public static VenueEvent Overloaded(VenueRequest request, Timestamp now) =>
        NewOrders(request) is { Count: > 0 } orders
            ? new VenueEvent.PlaceRefused(
                request.Instrument, now, [.. orders.Select(static order => order.ClientOrderId)], ListOf(request), -1015, "Too many new orders.")
            : Unanswered(request, now);

    /// <summary>The event is an answer to a request, not news of the stream.</summary>
    public static bool IsAnswer(VenueEvent venueEvent) => venueEvent is VenueEvent.PlaceRefused or VenueEvent.CancelRefused or VenueEvent.OrderAbsent
        or VenueEvent.OpenOrders or VenueEvent.Fills or VenueEvent.AccountUpdate { IsWhole: true } or VenueEvent.OrderReport { Report.Execution: ExecutionType.Status };

    /// <summary>The order is a person's.</summary>
    public static bool IsByHand(ClientOrderId id) => id.Value.StartsWith("hand", StringComparison.Ordinal);

    private static ClientListId? ListOf(VenueRequest request) => request switch
    {
        VenueRequest.PlaceOco oco => oco.ListId,
        VenueRequest.PlaceOto oto => oto.ListId,
        VenueRequest.PlaceOtoco otoco => otoco.ListId,
        _ => null,
    };
}
