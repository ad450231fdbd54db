using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Exchange;

/// <summary>Places, tests, cancels and amends single orders.</summary>
internal static class OrderDesk
{
    public static ApiReply Place(FloorCall call)
    {
        var request = PlaceOrder.Read(call.Reader);
        if (Judge(call, request, out var instrument) is { } refusal)
            return refusal;
        var now = call.Floor.Now;
        if (call.Account.Meter.Judge(1, now) is { } limit)
            return limit;
        var spec = OrderSpecs.Of(call.Floor, instrument, request);
        return Placed(call, request, spec, out _);
    }

    /// <summary>Judges an order as if it were placed; with commission rates where they are asked for.</summary>
    public static ApiReply Test(FloorCall call)
    {
        var wantsRates = call.Reader.Flag("computeCommissionRates") == true;
        var request = PlaceOrder.Read(call.Reader);
        if (Judge(call, request, out var instrument) is { } refusal)
            return refusal;
        var spec = OrderSpecs.Of(call.Floor, instrument, request);
        if (call.Floor.Core.Judge(call.Account.Id, spec, call.Floor.Now) is { } refused)
            return ApiReply.Refused(refused.Code, refused.Reason);
        return wantsRates ? ApiReply.Of(TradingReplies.Tested, AccountDesk.RatesForOrder(call.Account)) : ApiReply.Empty;
    }

    public static ApiReply Cancel(FloorCall call)
    {
        var request = OrderReference.Read(call.Reader);
        if (call.Fault() is { } fault)
            return fault;
        if (!call.Floor.TryFind(request.Symbol, out var instrument))
            return FloorCall.BadSymbol;
        var order = Cancellable(call, instrument, request.OrderId, request.OrigClientOrderId, request.CancelRestrictions, out var error);
        var report = order is null ? null : Cancelled(call, order, request.NewClientOrderId, ref error);
        return report is null ? ApiReply.Refused(error) : ApiReply.Of(TradingReplies.Cancelled, report);
    }

    public static ApiReply CancelAll(FloorCall call)
    {
        var symbol = call.Reader.RequiredText("symbol");
        if (call.Fault() is { } fault)
            return fault;
        if (!call.Floor.TryFind(symbol, out var instrument))
            return FloorCall.BadSymbol;
        var step = call.Floor.Submit(call.Account, new VenueRequest.CancelAll(instrument), new EngineStep { CancelId = new ClientOrderId(call.Floor.NewName()) });
        if (step.CancelRefused is { } refused)
            return ApiReply.Refused(refused.Code, refused.Reason);
        var reports = new List<CancelReport>();
        var told = new HashSet<ListRecord>();
        foreach (var order in step.Changed)
        {
            if (order.List is null)
                reports.Add(new CancelReport.Order(OrderShapes.Cancelled(order)));
            else if (told.Add(order.List))
                reports.Add(new CancelReport.List(ListDesk.Cancelled(order.List)));
        }

        return ApiReply.Of(TradingReplies.CancelledAll, reports.ToArray());
    }

    public static ApiReply Amend(FloorCall call)
    {
        var request = AmendOrder.Read(call.Reader);
        if (call.Fault() is { } fault)
            return fault;
        if (!call.Floor.TryFind(request.Symbol, out var instrument))
            return FloorCall.BadSymbol;
        if (call.Find(instrument, request.OrderId, request.OrigClientOrderId) is not { IsOpen: true } order)
            return ApiReply.Refused(ErrorCode.AmendRejected, EngineText.UnknownOrder);
        if (!FloorCall.IsNamed(order, request.OrigClientOrderId))
            return ApiReply.Refused(ErrorCode.IdsDisagree, QueryDesk.IdsDisagree);
        var before = order.Spec.ClientOrderId;
        var after = request.NewClientOrderId ?? new ClientOrderId(call.Floor.NewName());
        // The core reports under the name that it knows: it learns the new one first, and forgets it when it refuses.
        if (!call.Floor.Core.TryRename(call.Account.Id, instrument, before, after))
            return ApiReply.Refused(ErrorCode.AmendRejected, EngineText.DuplicateOrder);
        var step = call.Floor.Submit(
            call.Account, new VenueRequest.AmendOrder(instrument, after, request.NewQty), new EngineStep { AmendedFrom = before });
        if (step.CancelRefused is { } refused)
        {
            _ = call.Floor.Core.TryRename(call.Account.Id, instrument, after, before);
            return ApiReply.Refused(refused.Code, refused.Reason);
        }

        return ApiReply.Of(TradingReplies.Amended, OrderShapes.Amended(order, before)) with { IsFree = !order.IsOpen };
    }

    /// <summary>What the parameters of a new order offend, or null.</summary>
    public static ApiReply? Judge(FloorCall call, PlaceOrder request, out InstrumentId instrument)
    {
        instrument = default;
        if (call.Fault() is { } fault)
            return fault;
        if (!call.Floor.TryFind(request.Symbol, out instrument))
            return FloorCall.BadSymbol;
        return OrderRules.Check(request) is { } error ? ApiReply.Refused(error) : null;
    }

    /// <summary>Places an order that was judged by its parameters.</summary>
    /// <param name="call">The request.</param>
    /// <param name="request">Its parameters.</param>
    /// <param name="spec">The order.</param>
    /// <param name="report">The report where it was accepted, else null.</param>
    /// <param name="isReplacement">Of a cancel-replace: its refusal is an event too, since the answer's first half is one.</param>
    public static ApiReply Placed(FloorCall call, PlaceOrder request, OrderSpec spec, out OrderReport? report, bool isReplacement = false)
    {
        report = null;
        var step = new EngineStep();
        step.SetStrategy(spec.ClientOrderId, request.Terms.StrategyId, request.Terms.StrategyType);
        var (meter, now) = (call.Account.Meter, call.Floor.Now);
        // Counted first: a fill in the same step gives something back already.
        meter.Add(1, now);
        call.Floor.Submit(call.Account, new VenueRequest.PlaceOrder(spec), step);
        if (step.Refused is { } refused)
        {
            meter.Add(-1, now);
            if (isReplacement)
                call.Floor.TellRejected(call.Account, spec, refused);
            return ApiReply.Refused(refused.Code, refused.Reason);
        }

        var order = step.Changed.First(one => one.Spec.ClientOrderId == spec.ClientOrderId && one.CreatedAt >= now);
        report = OrderShapes.Placed(order, OrderSpecs.ResponseOf(request), order.CreatedAt);
        return ApiReply.Of(TradingReplies.Placed, report) with { OrderCounts = meter.Counts(now) };
    }

    /// <summary>An open order that may be cancelled, or null and why not.</summary>
    public static OrderRecord? Cancellable(
        FloorCall call, InstrumentId instrument, VenueOrderId? number, ClientOrderId? name, CancelRestrictions? restrictions, out ApiError error)
    {
        error = ApiError.Of(ErrorCode.CancelRejected, EngineText.UnknownOrder);
        if (call.Find(instrument, number, name) is not { } order)
            return null;
        if (!FloorCall.IsNamed(order, name))
        {
            error = ApiError.Of(ErrorCode.CancelRejected, EngineText.CancelInvalid);
            return null;
        }

        if (!order.IsOpen)
            return null;
        var isRestricted = restrictions switch
        {
            CancelRestrictions.OnlyNew => order.Filled > Quantity.Zero,
            CancelRestrictions.OnlyPartiallyFilled => order.Filled <= Quantity.Zero,
            _ => false,
        };
        if (!isRestricted)
            return order;
        error = ApiError.Of(ErrorCode.CancelRejected, EngineText.CancelRestricted);
        return null;
    }

    /// <summary>Cancels an open order, and with it its list.</summary>
    /// <returns>The report; null and the error for a stop that already takes: it has executed, though not all of its fills are known yet.</returns>
    public static CancelReport? Cancelled(FloorCall call, OrderRecord order, ClientOrderId? cancelId, ref ApiError error)
    {
        var step = new EngineStep { CancelId = cancelId ?? new ClientOrderId(call.Floor.NewName()) };
        call.Floor.Submit(call.Account, new VenueRequest.CancelOrder(order.Spec.Instrument, order.Spec.ClientOrderId), step);
        if (step.CancelRefused is { } refused)
        {
            error = ApiError.Of(refused.Code, refused.Reason);
            return null;
        }

        return order.List is { } list ? new CancelReport.List(ListDesk.Cancelled(list)) : new CancelReport.Order(OrderShapes.Cancelled(order));
    }
}
