using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>The WebSocket API: takes connections, opens their requests, writes the answers.</summary>
internal sealed class WsApiHost(
    ApiGateway gateway, ExchangeEngine engine, RequestMeter meter, ExchangeClock clock, Action<Exception> onFault)
{
    /// <summary>Where it is served.</summary>
    public const string Path = "/ws-api/v3";

    private const int ConnectWeight = 2;
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PongWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Age = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<WsApiConnection, byte> _connections = [];
    private readonly SessionDesk _sessions = new(engine, clock);

    public IEnumerable<WsApiConnection> Connections => _connections.Keys;

    /// <summary>Serves a connection until it ends.</summary>
    public async Task AcceptAsync(HttpContext http, CancellationToken stopping)
    {
        var address = RestHost.AddressOf(http);
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (meter.Charge(address, ConnectWeight) is { } limit)
        {
            http.Response.StatusCode = limit.Status;
            return;
        }

        if (!RestHost.TryUnit(http.Request.Query["timeUnit"], out var unit))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = PingInterval, KeepAliveTimeout = PongWait }).ConfigureAwait(false);
        var options = new WsApiOptions(unit, http.Request.Query["returnRateLimits"] != "false");
        using var connection = new WsApiConnection(socket, address, options, clock.Now, stopping);
        _connections.TryAdd(connection, 0);
        var end = clock.Time.CreateTimer(_ => Announce(connection), null, Age, Timeout.InfiniteTimeSpan);
        await using var ends = end.ConfigureAwait(false);
        try
        {
            await connection.RunAsync((message, cancellation) => AnswerAsync(connection, message, cancellation)).ConfigureAwait(false);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
            await _sessions.ForgetAsync(connection).ConfigureAwait(false);
        }
    }

    /// <summary>Tells every connection that the exchange ends, and closes it; done when all clients have agreed.</summary>
    public Task AnnounceShutdownAsync()
    {
        var connections = Connections.ToArray();
        foreach (var connection in connections)
            Announce(connection);
        return Task.WhenAll(connections.Select(static one => one.Ended));
    }

    /// <summary>A key has lost its rights: its sessions are told, its subscriptions end.</summary>
    public async Task OnRevokedAsync(string key, CancellationToken cancellation)
    {
        await _sessions.EndAsync(subscription => subscription.Key.Text == key, cancellation).ConfigureAwait(false);
        foreach (var connection in Connections.Where(one => one.Session?.Text == key))
        {
            connection.Session = null;
            connection.AuthorizedAt = null;
            connection.Send(WsApiReply.EncodeError(RequestId.Null, 401, ApiError.Of(ErrorCode.RejectedKey, EngineText.RejectedKey), null));
        }
    }

    private void Announce(WsApiConnection connection)
    {
        connection.Tell(new UserEventFrame(null, new ServerShutdown { EventTime = clock.Now }));
        connection.Close();
    }

    private async Task AnswerAsync(WsApiConnection connection, ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        if (!WsApiRequest.TryRead(message.Span, out var request, out var id, out var error))
        {
            connection.Send(WsApiReply.EncodeError(id, 400, error, LimitsOf(connection, null)));
            return;
        }

        var parameters = request.Params ?? new ParameterList();
        if (Endpoints.ByMethod(request.PlainMethod) is not { } endpoint)
        {
            var unknown = ApiError.Of(ErrorCode.UnsupportedOperation, "This operation is not supported.");
            connection.Send(WsApiReply.EncodeError(id, 400, unknown, LimitsOf(connection, parameters)));
            return;
        }

        var call = new ApiCall
        {
            Endpoint = endpoint,
            Parameters = parameters,
            Address = connection.Address,
            ApiKey = parameters.Find("apiKey"),
            Session = connection.Session,
            HasSignature = verifier => verifier.IsValid(parameters),
        };
        var (reply, sent) = await AnswerAsync(call, connection, cancellation).ConfigureAwait(false);
        if (reply is not null)
            connection.Send(Encode(request.Id, reply, connection, parameters));
        sent();
        // A banned address loses its sockets.
        if (reply?.Status == 418)
            connection.Close();
    }

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, WsApiConnection connection, CancellationToken cancellation)
    {
        try
        {
            return await gateway.AnswerAsync(call, _sessions.For(call, connection, cancellation), cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or InvariantException or OverflowException)
        {
            onFault(e);
            return new ApiAnswer(ApiReply.Refused(ErrorCode.Unknown, "An unknown error occurred while processing the request.", 500), static () => { });
        }
    }

    private byte[] Encode(RequestId id, ApiReply reply, WsApiConnection connection, ParameterList parameters)
    {
        var limits = LimitsOf(connection, parameters);
        if (limits is not null && reply.OrderCounts is { } counts)
            limits = [.. counts, .. limits];
        return reply switch
        {
            ApiReply.Done(var encode) => WsApiReply.EncodeResult(id, new RawJson(System.Text.Encoding.UTF8.GetString(encode(connection.Options.Unit))), limits),
            ApiReply.Failed(var status, var error) => WsApiReply.EncodeError(id, status, error, limits, connection.Options.Unit),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private RateLimit[]? LimitsOf(WsApiConnection connection, ParameterList? parameters)
    {
        var asked = parameters?.Find("returnRateLimits");
        return (asked is null ? connection.Options.ReturnsRateLimits : asked == "true") ? meter.Counts(connection.Address) : null;
    }
}
