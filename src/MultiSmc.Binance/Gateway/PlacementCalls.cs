using System.Diagnostics;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Binance;

/// <summary>Carries out what changes something: new orders, cancels, amendments; each answer becomes the kernel's events.</summary>
internal sealed class PlacementCalls(SpotClient client, SymbolBook symbols, ReportReading reading, ServerClock clock, ReportWatch watch, Action<VenueEvent> tell, Action rulesDoubted)
{
    private const int HeldBack = ErrorCode.TooManyRequests;
    private const int Unreachable = ErrorCode.Disconnected;

    /// <summary>Carries a request out.</summary>
    /// <returns>Whether the way to the exchange is to be doubted.</returns>
    public async Task<bool> CarryOutAsync(VenueRequest request, CancellationToken cancellation)
    {
        watch.Sent(request);
        try
        {
            return await SendAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (ArgumentException unwritable)
        {
            // It can't be written in the instrument's steps, which may have changed: nothing was sent.
            var reason = "not sent: " + unwritable.Message;
            if (request is VenueRequest.AmendOrder amend)
                tell(new VenueEvent.CancelRefused(amend.Id, clock.Now(), amend.ClientOrderId, null, ErrorCode.InvalidMessage, reason));
            else
                TellRefused(request, ErrorCode.InvalidMessage, reason);
            return false;
        }
        finally
        {
            watch.Over(request);
        }
    }

    /// <summary>It is not known what became of a request.</summary>
    public void TellUnknown(VenueRequest request, string reason)
    {
        if (RequestWriting.NewOrders(request) is { Count: > 0 } orders)
            tell(new VenueEvent.PlaceUnknown(request.Instrument, clock.Now(), NamesOf(orders), RequestWriting.NewList(request), reason));
        switch (request)
        {
            case VenueRequest.CancelOrder cancel:
                TellCancelUnknown(cancel.Id, cancel.ClientOrderId, null, reason);
                break;
            case VenueRequest.CancelList cancel:
                TellCancelUnknown(cancel.Id, null, cancel.ListId, reason);
                break;
            case VenueRequest.CancelAll all:
                TellCancelUnknown(all.Id, null, null, reason);
                break;
            case VenueRequest.ReplaceOrder replace:
                TellCancelUnknown(replace.Instrument, replace.ClientOrderId, null, reason);
                break;
            case VenueRequest.AmendOrder amend:
                TellCancelUnknown(amend.Id, amend.ClientOrderId, null, reason);
                break;
        }
    }

    private async Task<bool> SendAsync(VenueRequest request, CancellationToken cancellation)
    {
        var instrument = symbols[request.Instrument];
        var steps = OrderSteps.Of(instrument);
        var isExit = RequestWriting.NewOrders(request) is [var first, ..] && first.Side == Side.Sell;
        switch (request)
        {
            case VenueRequest.PlaceOrder place:
                return Placed(request, await client.PlaceAsync(RequestWriting.Order(instrument, place.Order), steps, isExit, cancellation).ConfigureAwait(false),
                    report => reading.FromPlaced(report, place.Order));
            case VenueRequest.PlaceOco oco:
                return Placed(request, await client.PlaceOcoAsync(RequestWriting.Oco(instrument, oco), steps, isExit, cancellation).ConfigureAwait(false),
                    list => reading.FromPlaced(list, RequestWriting.NewOrders(request)));
            case VenueRequest.PlaceOto oto:
                return Placed(request, await client.PlaceTriggeredAsync(RequestWriting.Oto(instrument, oto), steps, cancellation).ConfigureAwait(false),
                    list => reading.FromPlaced(list, RequestWriting.NewOrders(request)));
            case VenueRequest.PlaceOtoco otoco:
                return Placed(request, await client.PlaceTriggeredAsync(RequestWriting.Otoco(instrument, otoco), steps, cancellation).ConfigureAwait(false),
                    list => reading.FromPlaced(list, RequestWriting.NewOrders(request)));
            case VenueRequest.CancelOrder cancel:
                var reference = new OrderReference
                {
                    Symbol = instrument.Symbol,
                    OrigClientOrderId = cancel.ClientOrderId,
                    NewClientOrderId = OrderNames.CancelNameOf(cancel.ClientOrderId),
                };
                return Cancelled(request.Instrument, cancel.ClientOrderId, null, await client.CancelAsync(reference, cancellation).ConfigureAwait(false), reading.FromCancelled);
            case VenueRequest.CancelList cancel:
                var list = new ListReference { Symbol = instrument.Symbol, ListClientOrderId = cancel.ListId };
                return Cancelled(request.Instrument, null, cancel.ListId, await client.CancelListAsync(list, cancellation).ConfigureAwait(false),
                    all => Noted(request, reading.FromCancelled(all)));
            case VenueRequest.CancelAll:
                return Cancelled(request.Instrument, null, null, await client.CancelAllAsync(instrument.Symbol, cancellation).ConfigureAwait(false),
                    all => Noted(request, all.SelectMany(reading.FromCancelled)));
            case VenueRequest.ReplaceOrder replace:
                return Replaced(replace, await client.CancelReplaceAsync(RequestWriting.Replace(instrument, replace), steps, isExit, cancellation).ConfigureAwait(false));
            case VenueRequest.AmendOrder amend:
                var terms = new AmendOrder
                {
                    // The name stays as it is: otherwise the exchange would make one of its own.
                    Symbol = instrument.Symbol, OrigClientOrderId = amend.ClientOrderId, NewClientOrderId = amend.ClientOrderId, NewQty = amend.NewQuantity,
                };
                return Amended(amend, await client.AmendAsync(terms, steps, cancellation).ConfigureAwait(false));
            default:
                throw new UnreachableException();
        }
    }

    private bool Placed<T>(VenueRequest request, CallOutcome<T> outcome, Func<T, IEnumerable<Engine.ExecutionReport>> read)
    {
        switch (outcome)
        {
            case CallOutcome<T>.Done done:
                TellAll(read(done.Value));
                return false;
            // The name is in use: most likely by this very order, sent before a crash. Its fate is asked for, not guessed.
            case CallOutcome<T>.Refused { Error.Message: EngineText.DuplicateOrder } duplicate:
                TellUnknown(request, duplicate.Error.ToString());
                return false;
            case CallOutcome<T>.Refused refused:
                TellRefused(request, refused.Error.Code, refused.Error.Message);
                return false;
            case CallOutcome<T>.NotSent notSent:
                TellRefused(request, notSent.IsLimit ? HeldBack : Unreachable, "not sent: " + notSent.Reason);
                return !notSent.IsLimit;
            case CallOutcome<T>.Unknown unknown:
                TellUnknown(request, unknown.Reason);
                return true;
            default:
                throw new UnreachableException();
        }
    }

    private bool Cancelled<T>(
        InstrumentId id, ClientOrderId? order, ClientListId? list, CallOutcome<T> outcome, Func<T, IEnumerable<Engine.ExecutionReport>> read)
    {
        switch (outcome)
        {
            case CallOutcome<T>.Done done:
                TellAll(read(done.Value));
                return false;
            case CallOutcome<T>.Refused { Class: ErrorClass.State or ErrorClass.NoSuchOrder or ErrorClass.Refused or ErrorClass.RefusedForNow } refused:
                tell(new VenueEvent.CancelRefused(id, clock.Now(), order, list, refused.Error.Code, refused.Error.Message));
                return false;
            default:
                // Refused for the key, the clock or the limits: that says nothing of the order.
                TellCancelUnknown(id, order, list, outcome.Describe());
                return outcome is CallOutcome<T>.Unknown or CallOutcome<T>.NotSent { IsLimit: false };
        }
    }

    // Which orders it was about is known by the answer alone.
    private Engine.ExecutionReport[] Noted(VenueRequest request, IEnumerable<Engine.ExecutionReport> reports)
    {
        Engine.ExecutionReport[] all = [.. reports];
        watch.Answered(request, [.. all.Select(static report => report.Order.ClientOrderId)]);
        return all;
    }

    private bool Replaced(VenueRequest.ReplaceOrder replace, CallOutcome<CancelReplaceReport> outcome)
    {
        switch (outcome)
        {
            case CallOutcome<CancelReplaceReport>.Done done:
                TellHalves(replace, done.Value);
                return false;
            case CallOutcome<CancelReplaceReport>.Refused { Error.Data: ErrorData.CancelReplace data }:
                TellHalves(replace, data.Report);
                return false;
            case CallOutcome<CancelReplaceReport>.Refused refused:
                // Judged before the cancel: nothing was done, the old order stands.
                TellCancelRefused(replace, refused.Error);
                TellRefused(replace, refused.Error.Code, refused.Error.Message);
                return false;
            case CallOutcome<CancelReplaceReport>.NotSent notSent:
                TellCancelUnknown(replace.Instrument, replace.ClientOrderId, null, notSent.Reason);
                TellRefused(replace, notSent.IsLimit ? HeldBack : Unreachable, "not sent: " + notSent.Reason);
                return !notSent.IsLimit;
            default:
                TellUnknown(replace, outcome.Describe());
                return true;
        }
    }

    private void TellHalves(VenueRequest.ReplaceOrder replace, CancelReplaceReport report)
    {
        switch (report.CancelResponse)
        {
            case CancelReplaceStep.Done done when reading.FromCancelled(done.Report) is { } cancelled:
                TellDone(cancelled);
                break;
            case CancelReplaceStep.ListDone done:
                TellAll(reading.FromCancelled(done.Report));
                break;
            case CancelReplaceStep.Failed failed:
                TellCancelRefused(replace, failed.Error);
                break;
        }

        switch (report.NewOrderResponse)
        {
            case CancelReplaceStep.Done done:
                TellAll(reading.FromPlaced(done.Report, replace.Order));
                break;
            case CancelReplaceStep.Failed failed:
                TellRefused(replace, failed.Error.Code, failed.Error.Message);
                break;
            default:
                TellRefused(replace, ErrorCode.CancelReplaceFailed, "the cancel failed, and so nothing was placed");
                break;
        }
    }

    private bool Amended(VenueRequest.AmendOrder amend, CallOutcome<AmendReport> outcome)
    {
        switch (outcome)
        {
            case CallOutcome<AmendReport>.Done done:
                if (reading.FromAmended(done.Value) is { } report)
                    TellDone(report);
                return false;
            case CallOutcome<AmendReport>.Refused refused:
                // The order stays as it is: that its change was refused must not look as if the order was.
                tell(new VenueEvent.CancelRefused(amend.Id, clock.Now(), amend.ClientOrderId, null, refused.Error.Code, refused.Error.Message));
                return false;
            default:
                TellCancelUnknown(amend.Id, amend.ClientOrderId, null, outcome.Describe());
                return outcome is not CallOutcome<AmendReport>.NotSent { IsLimit: true };
        }
    }

    private void TellAll(IEnumerable<Engine.ExecutionReport> reports)
    {
        foreach (var report in reports)
            TellDone(report);
    }

    private void TellDone(Engine.ExecutionReport report)
    {
        watch.Answered(report.Order.ClientOrderId);
        tell(new VenueEvent.OrderReport(report));
    }

    private void TellRefused(VenueRequest request, int code, string reason)
    {
        // A filter refused what our copy of the rules let pass, or the symbol is closed: the rules have changed.
        if (code is ErrorCode.InvalidMessage || reason == EngineText.MarketClosed)
            rulesDoubted();
        tell(new VenueEvent.PlaceRefused(
            request.Instrument, clock.Now(), NamesOf(RequestWriting.NewOrders(request)), RequestWriting.NewList(request), code, reason));
    }

    private void TellCancelRefused(VenueRequest.ReplaceOrder replace, ApiError error) =>
        tell(new VenueEvent.CancelRefused(replace.Instrument, clock.Now(), replace.ClientOrderId, null, error.Code, error.Message));

    private void TellCancelUnknown(InstrumentId id, ClientOrderId? order, ClientListId? list, string reason) =>
        tell(new VenueEvent.CancelUnknown(id, clock.Now(), order, list, reason));

    private static ClientOrderId[] NamesOf(IReadOnlyList<OrderSpec> orders) => [.. orders.Select(static order => order.ClientOrderId)];
}
