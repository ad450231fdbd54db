using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Binance.Tests.Rig;

/// <summary>A request as the scripted exchange saw it.</summary>
internal sealed record Seen(string Name, ParameterList Parameters, int Connection);

/// <summary>What a script answers a REST request with.</summary>
internal sealed record Reply(int Status, string Body, string? RetryAfter = null)
{
    /// <summary>The connection is cut once the request has been read.</summary>
    public bool IsCut { get; init; }

    public (string Name, string Value)[] Headers { get; init; } = [];

    public static Reply Ok(string body) => new(200, body);

    public static Reply Error(int status, int code, string text) => new(status, $$"""{"code":{{code}},"msg":"{{text}}"}""");
}

/// <summary>One user of the scripted WebSocket API.</summary>
internal sealed class Session(int number, WebSocket socket) : IDisposable
{
    private readonly SemaphoreSlim _sending = new(1);

    public int Number => number;

    public TaskCompletionSource Cut { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task SendAsync(string text)
    {
        await _sending.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Dispose() => _sending.Dispose();

    public Task EventAsync(string body) => SendAsync($$"""{"subscriptionId":0,"event":{{body}}}""");
}

/// <summary>
/// An exchange on this machine that does what a test's script says: REST by "VERB path", the WebSocket API by method. Time, log-on and subscription
/// are answered where the script does not.
/// </summary>
internal sealed class ScriptedExchange : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<Seen> _seen = new();
    private readonly ConcurrentDictionary<string, Func<Seen, Task<Reply>>> _rest = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Func<Session, WsApiRequest, Task<string?>>> _methods = new(StringComparer.Ordinal);
    private int _sessions;

    private ScriptedExchange(WebApplication application) => _application = application;

    public Uri Rest { get; private set; } = new("http://127.0.0.1/");

    public Uri WebSocketApi => new("ws" + Rest.AbsoluteUri[4..]);

    public IReadOnlyList<Seen> Requests => [.. _seen];

    /// <summary>The exchange's clock less this machine's.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>Called with each new connection of the WebSocket API after its subscription.</summary>
    public Func<Session, Task>? OnSubscribed { get; set; }

    public static async Task<ScriptedExchange> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        var exchange = new ScriptedExchange(builder.Build());
        exchange._application.UseWebSockets();
        exchange._application.Run(exchange.AnswerAsync);
        await exchange._application.StartAsync();
        var addresses = exchange._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        exchange.Rest = new Uri((addresses?.Addresses.First() ?? throw new InvalidOperationException("it listens nowhere")) + "/");
        exchange.On("GET /api/v3/time", _ => Reply.Ok($$"""{"serverTime":{{exchange.Now}}}"""));
        return exchange;
    }

    public long Now => (DateTimeOffset.UtcNow + ClockOffset).ToUnixTimeMilliseconds();

    /// <summary>Scripts a REST request: "POST /api/v3/order".</summary>
    public void On(string request, Func<Seen, Reply> answer) => _rest[request] = seen => Task.FromResult(answer(seen));

    /// <summary>Scripts a REST request.</summary>
    public void OnAsync(string request, Func<Seen, Task<Reply>> answer) => _rest[request] = answer;

    /// <summary>Scripts a method of the WebSocket API; null: no answer.</summary>
    public void OnMethod(string method, Func<Session, WsApiRequest, Task<string?>> answer) => _methods[method] = answer;

    public int CountOf(string name) => _seen.Count(seen => seen.Name == name);

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            await ServeAsync(context);
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var name = $"{context.Request.Method} {context.Request.Path}";
        var seen = new Seen(name, ParameterList.FromRequest(context.Request.QueryString.Value?.TrimStart('?') ?? "", body), context.Connection.RemotePort);
        _seen.Enqueue(seen);
        var reply = _rest.TryGetValue(name, out var answer) ? await answer(seen) : new Reply(404, "");
        if (reply.IsCut)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status;
        if (reply.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = wait;
        foreach (var (header, value) in reply.Headers)
            context.Response.Headers[header] = value;
        await context.Response.WriteAsync(reply.Body);
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var session = new Session(Interlocked.Increment(ref _sessions), socket);
        var listening = ListenAsync(session, socket);
        await Task.WhenAny(listening, session.Cut.Task);
        socket.Abort();
        context.Abort();
    }

    private async Task ListenAsync(Session session, WebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                    return;
                Assert.True(WsApiRequest.TryRead(buffer.AsSpan(0, received.Count), out var request, out _, out _));
                _seen.Enqueue(new Seen(request.Method, request.Params ?? new ParameterList(), session.Number));
                _ = AnswerAsync(session, request);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or OperationCanceledException)
        {
            // The client went away.
        }
    }

    private async Task AnswerAsync(Session session, WsApiRequest request)
    {
        var answer = _methods.TryGetValue(request.Method, out var script) ? await script(session, request)
            : request.Method switch
            {
                "session.logon" => $$"""{"id":{{request.Id}},"status":200,"result":{"apiKey":"k","authorizedSince":{{Now}},"connectedSince":{{Now}},"returnRateLimits":false,"serverTime":{{Now}} } }""",
                "userDataStream.subscribe.signature" => $$"""{"id":{{request.Id}},"status":200,"result":{"subscriptionId":0} }""",
                "ping" => $$"""{"id":{{request.Id}},"status":200,"result":{} }""",
                _ => null,
            };
        if (answer is null)
            return;
        await session.SendAsync(answer);
        if (request.Method == "userDataStream.subscribe.signature" && OnSubscribed is { } next)
            await next(session);
    }
}
