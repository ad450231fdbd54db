using System.Diagnostics;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Engine;
using WireOrderState = MultiSmc.Binance.Wire.OrderState;

namespace MultiSmc.Binance;

/// <summary>Answers the kernel's questions. What can't be answered is told as that: an answer that was guessed would be believed.</summary>
internal sealed class QueryCalls(SpotClient client, SymbolBook symbols, OrderNames names, ReportReading reading, ServerClock clock, Action<VenueEvent> tell)
{
    private const int PageSize = 1000;

    /// <summary>Answers a question.</summary>
    /// <returns>Whether the way to the exchange is to be doubted.</returns>
    public Task<bool> AnswerAsync(VenueRequest request, CancellationToken cancellation) => request switch
    {
        VenueRequest.QueryOrder query => OrderAsync(query, cancellation),
        VenueRequest.QueryOpenOrders query => OpenOrdersAsync(query, cancellation),
        VenueRequest.QueryFills query => FillsAsync(query, cancellation),
        VenueRequest.QueryAccount query => AccountAsync(query, cancellation),
        _ => throw new UnreachableException(),
    };

    /// <summary>A question could not be answered.</summary>
    public void TellFailed(VenueRequest request, string reason) => tell(new VenueEvent.QueryFailed(request, clock.Now(), reason));

    private async Task<bool> OrderAsync(VenueRequest.QueryOrder query, CancellationToken cancellation)
    {
        var symbol = symbols[query.Id].Symbol;
        // By number where that is known: an order that was cancelled may have lost its name to the cancel.
        var outcome = await client.OrderAsync(Reference(symbol, query.ClientOrderId), cancellation).ConfigureAwait(false);
        if (IsAbsent(outcome) && names.NumberOf(query.ClientOrderId) is null && OrderNames.CancelNameOf(query.ClientOrderId) is { } cancelName)
        {
            var byCancel = await client.OrderAsync(new OrderReference { Symbol = symbol, OrigClientOrderId = cancelName }, cancellation).ConfigureAwait(false);
            if (byCancel is CallOutcome<WireOrderState>.Done)
                outcome = byCancel;
            else if (!IsAbsent(byCancel))
                return Failed(query, byCancel);
        }

        switch (outcome)
        {
            case CallOutcome<WireOrderState>.Done { Value.Status: { IsKnown: true } } done when reading.FromState(done.Value, query.ClientOrderId) is { } report:
                tell(new VenueEvent.OrderReport(report));
                return false;
            case CallOutcome<WireOrderState>.Done done:
                TellFailed(query, $"the answer has a state or side that this version does not know ({done.Value.Status}, {done.Value.Side})");
                return false;
            case CallOutcome<WireOrderState>.Refused { Error.Code: ErrorCode.NoSuchOrder or ErrorCode.OrderArchived }:
                tell(new VenueEvent.OrderAbsent(query.Id, clock.Now(), query.ClientOrderId));
                return false;
            default:
                return Failed(query, outcome);
        }
    }

    private async Task<bool> OpenOrdersAsync(VenueRequest.QueryOpenOrders query, CancellationToken cancellation)
    {
        var outcome = await client.OpenOrdersAsync(symbols[query.Id].Symbol, cancellation).ConfigureAwait(false);
        if (outcome is not CallOutcome<WireOrderState[]>.Done done)
            return Failed(query, outcome);
        var reports = new List<Engine.ExecutionReport>(done.Value.Length);
        foreach (var state in done.Value.OrderBy(static order => order.OrderId.Value))
        {
            if (reading.FromState(state, null) is { } report)
                reports.Add(report);
        }

        tell(new VenueEvent.OpenOrders(query.Id, clock.Now(), reports));
        return false;
    }

    private async Task<bool> FillsAsync(VenueRequest.QueryFills query, CancellationToken cancellation)
    {
        var symbol = symbols[query.Id].Symbol;
        var range = query.After.Value > 0
            ? new HistoryRange { FromId = query.After.Value + 1, Limit = PageSize }
            : new HistoryRange { StartTime = query.Since, Limit = PageSize };
        var outcome = await client.MyTradesAsync(symbol, range, cancellation).ConfigureAwait(false);
        if (outcome is not CallOutcome<MyTradeRow[]>.Done done)
            return Failed(query, outcome);
        var fills = new List<Fill>(done.Value.Length);
        foreach (var trade in done.Value.OrderBy(static row => row.Id.Value))
        {
            if (names.NameOf(query.Id, trade.OrderId) is not { } name)
            {
                var (found, failure) = await NameAsync(query.Id, symbol, trade.OrderId, cancellation).ConfigureAwait(false);
                if (failure is not null)
                    return Failed(query, failure);
                name = found;
            }

            fills.Add(ReportReading.FromTrade(trade, query.Id, name));
        }

        tell(new VenueEvent.Fills(query.Id, clock.Now(), query.After, fills, IsComplete: done.Value.Length < PageSize));
        return false;
    }

    // Trades are listed by the exchange's number of the order alone.
    private async Task<(ClientOrderId Name, CallOutcome<WireOrderState>? Failure)> NameAsync(
        InstrumentId id, string symbol, VenueOrderId number, CancellationToken cancellation)
    {
        var outcome = await client.OrderAsync(new OrderReference { Symbol = symbol, OrderId = number }, cancellation).ConfigureAwait(false);
        if (outcome is not CallOutcome<WireOrderState>.Done done)
            return (default, outcome);
        var shown = done.Value.ClientOrderId;
        var name = done.Value.Status is { } status && status.Is(OrderStatus.Canceled) ? OrderNames.OrderNameOf(shown) : shown;
        names.Learn(id, number, name);
        return (name, null);
    }

    private async Task<bool> AccountAsync(VenueRequest.QueryAccount query, CancellationToken cancellation)
    {
        var outcome = await client.AccountAsync(omitZeros: true, cancellation).ConfigureAwait(false);
        if (outcome is not CallOutcome<AccountReply>.Done done)
            return Failed(query, outcome);
        var balances = done.Value.Balances.Select(static row => row.ToBalance()).OrderBy(static entry => entry.Asset).ToArray();
        // The account's own time: balances hold all that happened by then, and perhaps not what happened since.
        tell(new VenueEvent.AccountUpdate(query.Id, done.Value.UpdateTime, balances, IsWhole: true));
        return false;
    }

    private OrderReference Reference(string symbol, ClientOrderId name) => names.NumberOf(name) is { } number
        ? new OrderReference { Symbol = symbol, OrderId = number }
        : new OrderReference { Symbol = symbol, OrigClientOrderId = name };

    private bool Failed<T>(VenueRequest request, CallOutcome<T> outcome)
    {
        TellFailed(request, outcome.Describe());
        return outcome is CallOutcome<T>.Unknown or CallOutcome<T>.NotSent { IsLimit: false };
    }

    private static bool IsAbsent(CallOutcome<WireOrderState> outcome) => outcome is CallOutcome<WireOrderState>.Refused { Error.Code: ErrorCode.NoSuchOrder };
}
