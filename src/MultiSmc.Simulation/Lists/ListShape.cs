using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>A request for a list in one form, and what is wrong with its shape.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Kind">Which.</param>
/// <param name="Working">The working order, or null.</param>
/// <param name="Legs">One pending order, or above and below.</param>
internal sealed record ListShape(ClientListId Id, ListKind Kind, OrderSpec? Working, OrderSpec[] Legs)
{
    public bool IsFromProceeds => Kind is ListKind.Opo or ListKind.Opoco;

    /// <summary>Working, below, above: the order of numbers and reports.</summary>
    public OrderSpec[] All => Legs switch
    {
        [var above, var below] when Working is null => [below, above],
        [var above, var below] => [Working, below, above],
        [var pending] when Working is not null => [Working, pending],
        _ => Legs,
    };

    /// <summary>The shape of a list request, or null for any other.</summary>
    public static ListShape? Of(VenueRequest request) => request switch
    {
        VenueRequest.PlaceOco(var id, var above, var below) => new ListShape(id, ListKind.Oco, null, [above, below]),
        VenueRequest.PlaceOto(var id, var working, var pending, var fromProceeds) =>
            new ListShape(id, fromProceeds ? ListKind.Opo : ListKind.Oto, working, [pending]),
        VenueRequest.PlaceOtoco(var id, var working, var above, var below, var fromProceeds) =>
            new ListShape(id, fromProceeds ? ListKind.Opoco : ListKind.Otoco, working, [above, below]),
        _ => null,
    };

    /// <summary>Orders of several instruments, under one name, or a pair of two quantities: no exchange could be sent that.</summary>
    public string? Mistake()
    {
        var all = All;
        for (var i = 0; i < all.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (all[i].Instrument != all[j].Instrument || all[i].ClientOrderId == all[j].ClientOrderId)
                    return "the orders of a list have one instrument and a name each";
            }
        }

        if (Legs is not [var above, var below])
            return null;
        if (above.Side != below.Side)
            return "both legs of an OCO buy or both sell";
        return !IsFromProceeds && above.Quantity != below.Quantity ? "the legs of an OCO have one quantity" : null;
    }

    /// <summary>Types and sides that the exchange does not take together.</summary>
    public Refusal? Fault()
    {
        if (Working is { } working)
        {
            if (working.Type is not (OrderType.Limit or OrderType.LimitMaker))
                return Refusal.WorkingType;
            if (IsFromProceeds && working.Side != Side.Buy)
                return Refusal.OpoWorkingBuys;
            if (IsFromProceeds && Legs[0].Side != Side.Sell)
                return Refusal.OpoPendingSells;
        }

        return Legs is [var above, var below] ? FaultOfPair(above, below) : null;
    }

    /// <summary>Whether the prices of a pair lie around the last one as they must.</summary>
    public static bool IsAround(OrderSpec above, OrderSpec below, long lastRaw) =>
        TestedPrice(above).Raw is var high && TestedPrice(below).Raw is var low && (high == 0 || high > lastRaw) && (low == 0 || low < lastRaw);

    private static Refusal? FaultOfPair(OrderSpec above, OrderSpec below)
    {
        if (above.Type is OrderType.Limit or OrderType.Market || below.Type is OrderType.Limit or OrderType.Market)
            return Refusal.OcoType;
        if (above.Type == OrderType.LimitMaker && below.Type == OrderType.LimitMaker)
            return Refusal.BothLimit;
        var isBuy = above.Side == Side.Buy;
        var (target, stop) = isBuy ? (below, above) : (above, below);
        if (stop.Type == OrderType.LimitMaker)
            return isBuy ? Refusal.BuyLimitBelow : Refusal.SellLimitAbove;
        if (stop.Type is OrderType.TakeProfit or OrderType.TakeProfitLimit)
            return isBuy ? Refusal.BuyTargetBelow : Refusal.SellTargetAbove;
        if (target.Type is OrderType.StopLoss or OrderType.StopLossLimit)
            return isBuy ? Refusal.BuyStopAbove : Refusal.SellStopBelow;
        return null;
    }

    /// <summary>LIMIT_MAKER and TAKE_PROFIT_LIMIT by their limit, the others by their stop price; zero for one that only trails.</summary>
    private static Price TestedPrice(OrderSpec leg) => leg.Type is OrderType.LimitMaker or OrderType.TakeProfitLimit ? leg.Price : leg.StopPrice;
}
