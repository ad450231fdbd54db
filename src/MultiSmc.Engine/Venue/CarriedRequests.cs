using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>How questions to the exchange are carried.</summary>
internal static class CarriedRequests
{
    private enum Kind : byte
    {
        Order,
        OpenOrders,
        Fills,
        Account,
    }

    /// <summary>A question; null only where it is read.</summary>
    public static VenueRequest Query(StateCarrier state, VenueRequest? query)
    {
        var kind = state.Enum(query switch
        {
            VenueRequest.QueryOrder => Kind.Order,
            VenueRequest.QueryOpenOrders => Kind.OpenOrders,
            VenueRequest.QueryFills => Kind.Fills,
            _ => Kind.Account,
        });
        var id = state.Instrument(query?.Instrument ?? default);
        var fills = query as VenueRequest.QueryFills;
        return kind switch
        {
            Kind.Order => new VenueRequest.QueryOrder(id, state.Order((query as VenueRequest.QueryOrder)?.ClientOrderId ?? default)),
            Kind.OpenOrders => new VenueRequest.QueryOpenOrders(id),
            Kind.Fills => new VenueRequest.QueryFills(id, new TradeId(state.Int64(fills?.After.Value ?? 0)), state.Time(fills?.Since ?? default)),
            Kind.Account => new VenueRequest.QueryAccount(id),
            _ => throw state.Fault($"{(int)kind} is no kind of question"),
        };
    }
}
