using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Binance;

/// <summary>
/// Sends requests without making the caller wait. What changes something goes in the order of the calls per instrument: a cancel waits for the answer
/// to the placement that it is about, a placement for all before it, each for a moment only. Questions wait for nobody.
/// </summary>
internal sealed class RequestDesk(PlacementCalls placements, QueryCalls queries, Action doubt, TimeProvider time, Action<string> notice)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<(VenueRequest Request, Task Task)> _running = [];

    /// <summary>Takes a request.</summary>
    public void Send(VenueRequest request, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _running.RemoveAll(static one => one.Task.IsCompleted);
            var before = IsQuery(request) ? [] : _running.Where(one => IsAwaited(one.Request, request)).Select(static one => one.Task).ToArray();
            _running.Add((request, Task.Run(() => RunAsync(request, before, cancellation), CancellationToken.None)));
        }
    }

    /// <summary>Waits until everything that was taken has been answered.</summary>
    public Task DrainAsync()
    {
        lock (_lock)
            return Task.WhenAll(_running.Select(static one => one.Task));
    }

    private async Task RunAsync(VenueRequest request, Task[] before, CancellationToken cancellation)
    {
        try
        {
            if (before.Length > 0)
                await Task.WhenAny(Task.WhenAll(before), time.DelayAsync(LongestWait, cancellation)).ConfigureAwait(false);
            var isDoubtful = IsQuery(request)
                ? await queries.AnswerAsync(request, cancellation).ConfigureAwait(false)
                : await placements.CarryOutAsync(request, cancellation).ConfigureAwait(false);
            if (isDoubtful)
                doubt();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            TellUnanswered(request, "the node ended before the answer");
        }
        catch (Exception fault)
        {
            // The host loop of one request: nobody foresaw this, so nobody knows what was done. It is asked for.
            notice($"a request could not be carried through: {fault}");
            TellUnanswered(request, fault.Message);
        }
    }

    private void TellUnanswered(VenueRequest request, string reason)
    {
        if (IsQuery(request))
            queries.TellFailed(request, reason);
        else
            placements.TellUnknown(request, reason);
    }

    private static bool IsAwaited(VenueRequest earlier, VenueRequest later)
    {
        if (IsQuery(earlier) || earlier.Instrument != later.Instrument)
            return false;
        return later switch
        {
            VenueRequest.CancelOrder cancel => Makes(earlier, cancel.ClientOrderId),
            VenueRequest.CancelList cancel => RequestWriting.NewList(earlier) == cancel.ListId,
            VenueRequest.AmendOrder amend => Makes(earlier, amend.ClientOrderId),
            _ => true,
        };
    }

    private static bool Makes(VenueRequest request, ClientOrderId order) =>
        RequestWriting.NewOrders(request).Any(spec => spec.ClientOrderId == order);

    private static bool IsQuery(VenueRequest request) =>
        request is VenueRequest.QueryOrder or VenueRequest.QueryOpenOrders or VenueRequest.QueryFills or VenueRequest.QueryAccount;
}
