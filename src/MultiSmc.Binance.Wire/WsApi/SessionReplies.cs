using System.Text.Json.Serialization;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>Answer of session.logon, session.status and session.logout.</summary>
public sealed record SessionReply
{
    /// <summary>The key logged on with, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? ApiKey { get; init; }

    /// <summary>Since when, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Timestamp? AuthorizedSince { get; init; }

    /// <summary>Since when the connection stands.</summary>
    public required Timestamp ConnectedSince { get; init; }

    /// <summary>Whether answers carry rate limits.</summary>
    public required bool ReturnRateLimits { get; init; }

    /// <summary>The exchange's clock.</summary>
    public required Timestamp ServerTime { get; init; }

    /// <summary>Whether the session's own subscription is active; null: not offered on this server.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool? UserDataStream { get; init; }
}

/// <summary>Answer of userDataStream.subscribe and .subscribe.signature; row of session.subscriptions.</summary>
public sealed record SubscriptionReply
{
    /// <summary>Number of the subscription on this connection.</summary>
    public required int SubscriptionId { get; init; }
}

/// <summary>Answers about a WebSocket API connection itself.</summary>
public static class SessionReplies
{
    /// <summary>session.logon, session.status, session.logout.</summary>
    public static MessageFormat<SessionReply> Session { get; } = new("session", json => json.SessionReply);

    /// <summary>userDataStream.subscribe, userDataStream.subscribe.signature.</summary>
    public static MessageFormat<SubscriptionReply> Subscription { get; } = new("subscription", json => json.SubscriptionReply);

    /// <summary>session.subscriptions.</summary>
    public static MessageFormat<SubscriptionReply[]> Subscriptions { get; } = new("subscriptions", json => json.SubscriptionReplyArray);
}
