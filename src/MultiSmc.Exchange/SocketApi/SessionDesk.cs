using System.Threading.Channels;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Exchange;

/// <summary>Answers what belongs to a connection of the WebSocket API: who is logged on, which user data it gets.</summary>
internal sealed class SessionDesk(ExchangeEngine engine, ExchangeClock clock)
{
    private const int MostSubscriptions = 65_535;

    /// <summary>The answerer of a request that belongs to a connection; null for any other.</summary>
    public Func<ApiKey?, Task<ApiReply>>? For(ApiCall call, WsApiConnection connection, CancellationToken cancellation)
    {
        var endpoint = call.Endpoint;
        var reader = new ParameterReader(call.Parameters);
        if (endpoint == Endpoints.SessionLogon)
            return key => LogonAsync(connection, key, cancellation);
        if (endpoint == Endpoints.SessionStatus)
            return _ => StatusAsync(connection, cancellation);
        if (endpoint == Endpoints.SessionLogout)
            return _ => LogoutAsync(connection, cancellation);
        if (endpoint == Endpoints.SessionSubscriptions)
            return _ => ListAsync(connection, cancellation);
        if (endpoint == Endpoints.Subscribe)
            return _ => connection.Session is { } session ? SubscribeAsync(connection, session, isOfSession: true, cancellation) : Task.FromResult(NotLoggedOn());
        if (endpoint == Endpoints.SubscribeBySignature)
            return key => key is null ? Task.FromResult(NotLoggedOn()) : SubscribeAsync(connection, key, isOfSession: false, cancellation);
        return endpoint == Endpoints.Unsubscribe ? _ => UnsubscribeAsync(connection, reader, cancellation) : null;
    }

    /// <summary>A connection is gone.</summary>
    public async Task ForgetAsync(WsApiConnection connection)
    {
        try
        {
            await engine.TellAsync(
                floor =>
                {
                    foreach (var subscription in floor.Feed.Subscriptions.Where(one => one.Connection == connection).ToArray())
                        floor.Feed.Remove(subscription);
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            // The exchange closes: there is nothing left to forget.
        }
    }

    /// <summary>Ends subscriptions, each told by an event.</summary>
    public Task<int> EndAsync(Predicate<UserSubscription> which, CancellationToken cancellation) => engine.AskAsync(
        floor =>
        {
            var before = floor.Feed.Subscriptions.Count;
            floor.Feed.Terminate(which, floor.Now);
            return before - floor.Feed.Subscriptions.Count;
        },
        gate: null,
        cancellation);

    private async Task<ApiReply> LogonAsync(WsApiConnection connection, ApiKey? key, CancellationToken cancellation)
    {
        if (key is null || key.Verifier.Kind != KeyKind.Ed25519)
            return ApiReply.Refused(ErrorCode.Unauthorized, "Only Ed25519 API keys are supported for this operation.", 401);
        connection.Session = key;
        connection.AuthorizedAt = clock.Now;
        return await StatusAsync(connection, cancellation).ConfigureAwait(false);
    }

    private async Task<ApiReply> LogoutAsync(WsApiConnection connection, CancellationToken cancellation)
    {
        await EndAsync(one => one.Connection == connection && one.IsOfSession, cancellation).ConfigureAwait(false);
        connection.Session = null;
        connection.AuthorizedAt = null;
        return await StatusAsync(connection, cancellation).ConfigureAwait(false);
    }

    private async Task<ApiReply> StatusAsync(WsApiConnection connection, CancellationToken cancellation)
    {
        var isSubscribed = await engine.AskAsync(
            floor => floor.Feed.Subscriptions.Any(one => one.Connection == connection && one.IsOfSession), gate: null, cancellation).ConfigureAwait(false);
        return ApiReply.Of(SessionReplies.Session, new SessionReply
        {
            ApiKey = connection.Session?.Text,
            AuthorizedSince = connection.AuthorizedAt,
            ConnectedSince = connection.ConnectedAt,
            ReturnRateLimits = connection.Options.ReturnsRateLimits,
            ServerTime = clock.Now,
            UserDataStream = isSubscribed,
        });
    }

    private Task<ApiReply> ListAsync(WsApiConnection connection, CancellationToken cancellation) => engine.AskAsync(
        floor => ApiReply.Of(
            SessionReplies.Subscriptions,
            floor.Feed.Subscriptions.Where(one => one.Connection == connection).Select(static one => new SubscriptionReply { SubscriptionId = one.Id }).ToArray()),
        gate: null,
        cancellation);

    private Task<ApiReply> SubscribeAsync(WsApiConnection connection, ApiKey key, bool isOfSession, CancellationToken cancellation) => engine.AskAsync(
        floor =>
        {
            if (floor.FindAccount(key.Account) is not { } account)
                return ApiReply.Refused(ErrorCode.RejectedKey, EngineText.RejectedKey, 401);
            if (floor.Feed.Subscriptions.Any(one => one.Connection == connection && one.Account == account))
                return ApiReply.Refused(ErrorCode.SubscriptionActive, "A user data stream subscription is already active for this account.");
            if (connection.NextSubscription >= MostSubscriptions)
                return ApiReply.Refused(ErrorCode.SubscriptionIdsUsedUp, "Subscription ids of this connection are used up.");
            var number = connection.NextSubscription++;
            floor.Feed.Add(new UserSubscription(account, key, connection, number, isOfSession));
            return ApiReply.Of(SessionReplies.Subscription, new SubscriptionReply { SubscriptionId = number });
        },
        gate: null,
        cancellation);

    private async Task<ApiReply> UnsubscribeAsync(WsApiConnection connection, ParameterReader reader, CancellationToken cancellation)
    {
        var number = reader.SmallInteger("subscriptionId");
        if (reader.Finish() is { } error)
            return ApiReply.Refused(error);
        var ended = await EndAsync(one => one.Connection == connection && (number is null || one.Id == number), cancellation).ConfigureAwait(false);
        return ended > 0 ? ApiReply.Empty : ApiReply.Refused(ErrorCode.SubscriptionInactive, "No such user data stream subscription is active.");
    }

    private static ApiReply NotLoggedOn() => ApiReply.Refused(ErrorCode.Unauthorized, "Log on with session.logon first.", 401);
}
