using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Exchange;

/// <summary>Places and cancels order lists.</summary>
internal static class ListDesk
{
    public static ApiReply PlaceOco(FloorCall call)
    {
        var request = Binance.Wire.PlaceOco.Read(call.Reader);
        if (call.Fault() is { } fault)
            return fault;
        if (!call.Floor.TryFind(request.Symbol, out var instrument))
            return FloorCall.BadSymbol;
        if ((CheckLeg(request.Above, "above") ?? CheckLeg(request.Below, "below")) is { } error)
            return ApiReply.Refused(error);
        OrderSpec Leg(OrderTerms terms) =>
            OrderSpecs.Of(call.Floor, instrument, request.Side, terms, request.Quantity, request.SelfTradePreventionMode);
        var (above, below) = (Leg(request.Above), Leg(request.Below));
        var step = new EngineStep();
        SetStrategy(step, above, request.Above);
        SetStrategy(step, below, request.Below);
        var name = request.ListClientOrderId ?? new ClientListId(call.Floor.NewName());
        return Place(call, new VenueRequest.PlaceOco(name, above, below), [above, below], step, request.ResponseType);
    }

    /// <summary>OTO, OTOCO, OPO, OPOCO.</summary>
    public static ApiReply PlaceTriggered(FloorCall call)
    {
        var kind = call.Endpoint.Method[(call.Endpoint.Method.LastIndexOf('.') + 1)..];
        var request = Binance.Wire.PlaceTriggered.Read(call.Reader, kind);
        if (call.Fault() is { } fault)
            return fault;
        if (!call.Floor.TryFind(request.Symbol, out var instrument))
            return FloorCall.BadSymbol;
        if (CheckTriggered(request) is { } error)
            return ApiReply.Refused(error);
        OrderSpec Order(Side side, OrderTerms terms, Quantity quantity) =>
            OrderSpecs.Of(call.Floor, instrument, side, terms, quantity, request.SelfTradePreventionMode);
        var working = Order(request.WorkingSide, request.Working, request.WorkingQuantity);
        // What is paid from the proceeds is sized at its release; until then it stands for all that could be received.
        var pendingQuantity = request.PendingQuantity ?? request.WorkingQuantity;
        var pending = Order(request.PendingSide, request.Pending, pendingQuantity);
        var step = new EngineStep();
        SetStrategy(step, working, request.Working);
        SetStrategy(step, pending, request.Pending);
        var name = request.ListClientOrderId ?? new ClientListId(call.Floor.NewName());
        var isFromProceeds = request.PendingQuantity is null;
        if (request.PendingBelow is not { } lower)
            return Place(call, new VenueRequest.PlaceOto(name, working, pending, isFromProceeds), [working, pending], step, request.ResponseType);
        var below = Order(request.PendingSide, lower, pendingQuantity);
        SetStrategy(step, below, lower);
        return Place(call, new VenueRequest.PlaceOtoco(name, working, pending, below, isFromProceeds), [working, pending, below], step, request.ResponseType);
    }

    public static ApiReply Cancel(FloorCall call)
    {
        var request = ListReference.Read(call.Reader, isCancel: true);
        if (call.Fault() is { } fault)
            return fault;
        if (!call.Floor.TryFind(request.Symbol ?? "", out var instrument))
            return FloorCall.BadSymbol;
        var list = request.OrderListId is { } number ? call.Account.FindList(number)
            : request.ListClientOrderId is { } name ? call.Account.FindList(name) : null;
        var isNamed = request.ListClientOrderId is not { } other || list?.Name == other;
        if (list is not { IsOpen: true } || list.Symbol != request.Symbol || !isNamed)
            return ApiReply.Refused(ErrorCode.CancelRejected, EngineText.UnknownOrder);
        var step = new EngineStep { CancelId = request.NewClientOrderId ?? new ClientOrderId(call.Floor.NewName()) };
        call.Floor.Submit(call.Account, new VenueRequest.CancelList(instrument, list.Name), step);
        return step.CancelRefused is { } refused
            ? ApiReply.Refused(refused.Code, refused.Reason)
            : ApiReply.Of(TradingReplies.List, Cancelled(list));
    }

    /// <summary>Answer to the cancel of a list.</summary>
    public static OrderListReport Cancelled(ListRecord list) =>
        OrderShapes.List(list, list.UpdatedAt, [.. list.Orders.Select(OrderShapes.Cancelled)]);

    private static ApiReply Place(FloorCall call, VenueRequest request, OrderSpec[] orders, EngineStep step, ResponseType? responseType)
    {
        if (orders.Select(static order => order.ClientOrderId).Distinct().Count() < orders.Length)
            return ApiReply.Refused(ErrorCode.NewOrderRejected, EngineText.DuplicateOrder);
        var (meter, count, now) = (call.Account.Meter, orders.Length, call.Floor.Now);
        if (meter.Judge(count, now) is { } limit)
            return limit;
        meter.Add(count, now);
        call.Floor.Submit(call.Account, request, step);
        if (step.Refused is { } refused)
        {
            meter.Add(-count, now);
            return ApiReply.Refused(refused.Code, refused.Reason);
        }

        var list = step.NewList;
        Invariant.That(list is not null, "a list that is not refused is opened");
        var type = responseType ?? ResponseType.Result;
        var reports = list.Orders.Select(order => OrderShapes.Placed(order, type, list.CreatedAt)).ToArray();
        return ApiReply.Of(TradingReplies.List, OrderShapes.List(list, list.CreatedAt, reports, isPlacement: true)) with { OrderCounts = meter.Counts(now) };
    }

    private static ApiError? CheckTriggered(PlaceTriggered request)
    {
        // A type that can't work first is the core's to refuse; its other parameters say nothing then.
        var working = request.Working.Type is OrderType.Limit or OrderType.LimitMaker ? OrderRules.Check(request.Working, "working") : null;
        if (working is not null)
            return working;
        if (!request.IsPendingOco || request.PendingBelow is null)
            return OrderRules.Check(request.Pending, request.IsPendingOco ? "pendingAbove" : "pending");
        return CheckLeg(request.Pending, "pendingAbove") ?? CheckLeg(request.PendingBelow, "pendingBelow");
    }

    /// <summary>A type that can't be a leg is the core's to refuse; its other parameters say nothing then.</summary>
    private static ApiError? CheckLeg(OrderTerms leg, string prefix) =>
        leg.Type is OrderType.Limit or OrderType.Market ? null : OrderRules.Check(leg, prefix);

    private static void SetStrategy(EngineStep step, OrderSpec order, OrderTerms terms) =>
        step.SetStrategy(order.ClientOrderId, terms.StrategyId, terms.StrategyType);
}
