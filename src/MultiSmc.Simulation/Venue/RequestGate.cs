using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>Refuses requests that no exchange could be sent: a caller's mistake, not an outcome.</summary>
internal static class RequestGate
{
    /// <exception cref="ArgumentException">A list whose legs do not make an OCO.</exception>
    public static void ThrowIfMalformed(VenueRequest request)
    {
        if (request is not VenueRequest.PlaceOco(_, var above, var below))
            return;
        if (above.Type != OrderType.LimitMaker || below.Type is not (OrderType.StopLoss or OrderType.StopLossLimit))
            throw new ArgumentException("an OCO is a LIMIT_MAKER above and a STOP_LOSS or STOP_LOSS_LIMIT below", nameof(request));
        if (above.Side != Side.Sell || below.Side != Side.Sell)
            throw new ArgumentException("both legs of an OCO sell", nameof(request));
        if (above.Quantity != below.Quantity || above.Instrument != below.Instrument || above.ClientOrderId == below.ClientOrderId)
            throw new ArgumentException("the legs of an OCO have one instrument, one quantity and a name each", nameof(request));
    }
}
