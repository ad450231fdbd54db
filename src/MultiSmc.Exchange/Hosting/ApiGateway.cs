using System.Collections.Frozen;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Exchange;

/// <summary>
/// The way of every request, whatever it came over: limits, faults, credentials, then the market's memory or the engine, then faults and delays.
/// </summary>
internal sealed class ApiGateway(
    ExchangeEngine engine, Credentials credentials, RequestMeter meter, FaultBoard faults, ExchangeClock clock, MarketDesk market)
{
    private static readonly FrozenDictionary<Endpoint, Func<FloorCall, ApiReply>> Desks = new Dictionary<Endpoint, Func<FloorCall, ApiReply>>
    {
        [Endpoints.Account] = AccountDesk.Account,
        [Endpoints.Commission] = AccountDesk.Commission,
        [Endpoints.OrderLimits] = AccountDesk.OrderLimits,
        [Endpoints.MyFilters] = AccountDesk.MyFilters,
        [Endpoints.ApiRestrictions] = AccountDesk.Restrictions,
        [Endpoints.OrderStatus] = QueryDesk.Order,
        [Endpoints.OpenOrders] = QueryDesk.OpenOrders,
        [Endpoints.AllOrders] = QueryDesk.AllOrders,
        [Endpoints.MyTrades] = QueryDesk.Trades,
        [Endpoints.ListStatus] = QueryDesk.List,
        [Endpoints.OpenLists] = QueryDesk.OpenLists,
        [Endpoints.AllLists] = QueryDesk.AllLists,
        [Endpoints.Amendments] = QueryDesk.Amendments,
        [Endpoints.PreventedMatches] = QueryDesk.PreventedMatches,
        [Endpoints.PlaceOrder] = OrderDesk.Place,
        [Endpoints.TestOrder] = OrderDesk.Test,
        [Endpoints.CancelOrder] = OrderDesk.Cancel,
        [Endpoints.CancelAll] = OrderDesk.CancelAll,
        [Endpoints.CancelReplace] = ReplaceDesk.Replace,
        [Endpoints.AmendOrder] = OrderDesk.Amend,
        [Endpoints.PlaceOco] = ListDesk.PlaceOco,
        [Endpoints.PlaceOto] = ListDesk.PlaceTriggered,
        [Endpoints.PlaceOtoco] = ListDesk.PlaceTriggered,
        [Endpoints.PlaceOpo] = ListDesk.PlaceTriggered,
        [Endpoints.PlaceOpoco] = ListDesk.PlaceTriggered,
        [Endpoints.CancelList] = ListDesk.Cancel,
    }.ToFrozenDictionary();

    /// <summary>Answers a request.</summary>
    /// <param name="call">The request.</param>
    /// <param name="own">Answers what belongs to a connection itself (sessions, subscriptions); the key is null for endpoints without security.</param>
    /// <param name="cancellation">The caller is gone.</param>
    public async Task<ApiAnswer> AnswerAsync(ApiCall call, Func<ApiKey?, Task<ApiReply>>? own, CancellationToken cancellation)
    {
        var gate = faults.AreEventsBehindAnswers ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : null;
        void Sent() => gate?.TrySetResult();
        try
        {
            if (faults.IsMaintenance)
                return new ApiAnswer(Maintenance(), Sent);
            var reply = faults.Take(call.Endpoint, FaultMoment.Before) is { } before
                ? before.Answer
                : await CarryOutAsync(call, own, gate?.Task, cancellation).ConfigureAwait(false);
            if (faults.Take(call.Endpoint, FaultMoment.After) is { } after)
                reply = after.Answer;
            if (faults.AnswerDelay is var delay && delay > TimeSpan.Zero)
                await Task.Delay(delay, clock.Time, cancellation).ConfigureAwait(false);
            return new ApiAnswer(reply, Sent);
        }
        catch
        {
            Sent();
            throw;
        }
    }

    private async Task<ApiReply> CarryOutAsync(ApiCall call, Func<ApiKey?, Task<ApiReply>>? own, Task? gate, CancellationToken cancellation)
    {
        var weight = Weights.Of(call.Endpoint, call.Parameters);
        if (meter.Charge(call.Address, weight) is { } limit)
            return limit;
        ApiKey? key = null;
        if (call.Endpoint.Security != EndpointSecurity.None && credentials.Judge(call, out key) is { } refusal)
            return refusal;
        if (own is not null)
            return await own(key).ConfigureAwait(false);
        var reader = new ParameterReader(call.Parameters);
        if (key is null)
            return OfMarket(call.Endpoint, reader);
        if (!Desks.TryGetValue(call.Endpoint, out var desk))
            return Unsupported();
        var reply = await engine.AskAsync(floor => OnFloor(floor, desk, call, key, reader), gate, cancellation).ConfigureAwait(false);
        if (reply.IsFree || (call.Endpoint.IsFreeOnSuccess && reply.Status == 200))
            meter.Refund(call.Address, weight);
        return reply;
    }

    private ApiReply OnFloor(TradingFloor floor, Func<FloorCall, ApiReply> desk, ApiCall call, ApiKey key, ParameterReader reader)
    {
        if (credentials.JudgeTime(call.Parameters) is { } late)
            return late;
        return floor.FindAccount(key.Account) is { } account
            ? desk(new FloorCall(floor, call.Endpoint, account, key, reader))
            : ApiReply.Refused(ErrorCode.RejectedKey, EngineText.RejectedKey, 401);
    }

    private ApiReply OfMarket(Endpoint endpoint, ParameterReader reader) => !market.TryAnswer(endpoint, reader, clock.Now, out var answer) ? Unsupported()
        : answer switch
        {
            MarketAnswer.Body(var encode) => new ApiReply.Done(encode),
            MarketAnswer.Refused(var error) => ApiReply.Refused(error),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static ApiReply Unsupported() => ApiReply.Refused(ErrorCode.UnsupportedOperation, "This operation is not supported.");

    private static ApiReply.Failed Maintenance() => new(503, ApiError.Of(ErrorCode.ShuttingDown, "This service is no longer available: system maintenance."));
}
