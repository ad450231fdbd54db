using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>
/// Cancel and place. Not a transaction: the filters are judged first, then the cancel is carried out, then the order is placed, and what succeeded
/// stays done.
/// </summary>
internal static class ReplaceDesk
{
    public static ApiReply Replace(FloorCall call)
    {
        var request = CancelReplaceOrder.Read(call.Reader);
        if (OrderDesk.Judge(call, request.NewOrder, out var instrument) is { } refusal)
            return refusal;
        var (floor, meter) = (call.Floor, call.Account.Meter);
        var overLimit = meter.Judge(1, floor.Now);
        if (overLimit is not null && request.OrderRateLimitExceededMode != OrderRateLimitExceededMode.CancelOnly)
            return overLimit;
        var spec = OrderSpecs.Of(floor, instrument, request.NewOrder);
        if (floor.Core.JudgeForm(call.Account.Id, spec, floor.Now) is { } filter)
            return ApiReply.Refused(filter.Code, filter.Reason);

        var cancel = Cancel(call, instrument, request);
        var isCancelled = cancel is not CancelReplaceStep.Failed;
        if (overLimit is ApiReply.Failed limit)
            return Partly(cancel, new CancelReplaceStep.Failed(limit.Error), isCancelled, StatusOverLimit(request.Mode, isCancelled)) with
            {
                OrderCounts = meter.Counts(floor.Now),
            };
        if (!isCancelled && request.Mode == CancelReplaceMode.StopOnFailure)
        {
            // One that is not attempted counts all the same.
            meter.Add(1, floor.Now);
            return Partly(cancel, null, isCancelled: false, status: 400);
        }

        var placed = OrderDesk.Placed(call, request.NewOrder, spec, out var report, isReplacement: true);
        if (report is null)
        {
            meter.Add(1, floor.Now);
            var error = ((ApiReply.Failed)placed).Error;
            return Partly(cancel, new CancelReplaceStep.Failed(error), isCancelled, isCancelled ? 409 : 400);
        }

        var done = new CancelReplaceStep.Done(report);
        return isCancelled
            ? ApiReply.Of(TradingReplies.CancelReplaced, Report(cancel, done)) with { OrderCounts = placed.OrderCounts }
            : Partly(cancel, done, isCancelled: false, status: 409) with { OrderCounts = placed.OrderCounts };
    }

    private static CancelReplaceStep Cancel(FloorCall call, InstrumentId instrument, CancelReplaceOrder request)
    {
        var order = OrderDesk.Cancellable(
            call, instrument, request.CancelOrderId, request.CancelOrigClientOrderId, request.CancelRestrictions, out var error);
        var report = order is null ? null : OrderDesk.Cancelled(call, order, request.CancelNewClientOrderId, ref error);
        return report switch
        {
            null => new CancelReplaceStep.Failed(error),
            CancelReport.List list => new CancelReplaceStep.ListDone(list.Report),
            CancelReport.Order one => new CancelReplaceStep.Done(one.Report),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static ApiReply.Failed Partly(CancelReplaceStep cancel, CancelReplaceStep? placed, bool isCancelled, int status)
    {
        var isAny = isCancelled || placed is CancelReplaceStep.Done;
        return new ApiReply.Failed(status, new ApiError
        {
            Code = isAny ? ErrorCode.CancelReplacePartial : ErrorCode.CancelReplaceFailed,
            Message = isAny ? EngineText.CancelReplacePartial : EngineText.CancelReplaceFailed,
            Data = new ErrorData.CancelReplace(Report(cancel, placed)),
        });
    }

    private static CancelReplaceReport Report(CancelReplaceStep cancel, CancelReplaceStep? placed) => new()
    {
        CancelResult = cancel is CancelReplaceStep.Failed ? StepResult.Failure : StepResult.Success,
        NewOrderResult = placed switch
        {
            null => StepResult.NotAttempted,
            CancelReplaceStep.Failed => StepResult.Failure,
            _ => StepResult.Success,
        },
        CancelResponse = cancel,
        NewOrderResponse = placed,
    };

    private static int StatusOverLimit(CancelReplaceMode mode, bool isCancelled) =>
        mode == CancelReplaceMode.StopOnFailure ? 429 : isCancelled ? 409 : 400;
}
