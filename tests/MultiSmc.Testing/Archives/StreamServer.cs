using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MultiSmc.Testing.Archives;

/// <summary>One connection of a <see cref="StreamServer"/>, subscribed.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Socket">The socket.</param>
/// <param name="Streams">What was asked for.</param>
public sealed record ServedStream(int Number, WebSocket Socket, IReadOnlyList<string> Streams)
{
    /// <summary>Sends a message.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> message) =>
        await Socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}

/// <summary>A server of market streams on this machine: accepts, answers requests, and does with each connection what the test says.</summary>
public sealed class StreamServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Func<ServedStream, Task> _serve;
    private readonly int _wanted;
    private int _connections;

    private StreamServer(WebApplication application, int wanted, Func<ServedStream, Task> serve) => (_application, _wanted, _serve) = (application, wanted, serve);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("ws://127.0.0.1/");

    /// <summary>Frames of each SUBSCRIBE: how many streams.</summary>
    public List<int> Batches { get; } = [];

    /// <summary>What LIST_SUBSCRIPTIONS leaves out.</summary>
    public string? Forgotten { get; set; }

    /// <summary>Connections that answer nothing.</summary>
    public Func<int, bool> IsDeaf { get; set; } = static _ => false;

    /// <summary>Called with a connection's number once it is open.</summary>
    public Action<int>? OnConnected { get; set; }

    /// <summary>Requests for the subscriptions.</summary>
    public int Probes { get; private set; }

    /// <summary>Starts a server.</summary>
    /// <param name="wanted">Streams after whose subscription a connection is served.</param>
    /// <param name="serve">Serves a connection; it is cut off when this returns.</param>
    public static async Task<StreamServer> StartAsync(int wanted, Func<ServedStream, Task> serve)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        var server = new StreamServer(builder.Build(), wanted, serve);
        server._application.UseWebSockets();
        server._application.Run(server.AnswerAsync);
        await server._application.StartAsync();
        var addresses = server._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        server.Address = new Uri("ws" + (addresses?.Addresses.First() ?? throw new InvalidOperationException("it listens nowhere"))[4..] + "/");
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest || context.Request.Path != "/stream")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var number = Interlocked.Increment(ref _connections);
        OnConnected?.Invoke(number);
        var streams = new List<string>();
        var subscribed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var listening = ListenAsync(number, socket, streams, subscribed);
        await Task.WhenAny(subscribed.Task, listening);
        if (subscribed.Task.IsCompletedSuccessfully)
            await Task.WhenAny(_serve(new ServedStream(number, socket, streams)), listening);
        if (listening.IsCompletedSuccessfully && await listening)
            return;
        socket.Abort();
        context.Abort();
    }

    // True: the client said goodbye and was answered, behind all that was sent before.
    private async Task<bool> ListenAsync(int number, WebSocket socket, List<string> streams, TaskCompletionSource subscribed)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    return true;
                }

                using var request = JsonDocument.Parse(buffer.AsMemory(0, received.Count));
                var id = request.RootElement.GetProperty("id").GetRawText();
                var result = "null";
                if (request.RootElement.GetProperty("method").GetString() == "SUBSCRIBE")
                {
                    var asked = request.RootElement.GetProperty("params").EnumerateArray().Select(static name => name.GetString() ?? "").ToArray();
                    streams.AddRange(asked);
                    lock (Batches)
                        Batches.Add(asked.Length);
                }
                else
                {
                    Probes++;
                    result = JsonSerializer.Serialize(streams.Where(name => name != Forgotten));
                }

                if (!IsDeaf(number))
                    await socket.SendAsync(Encoding.UTF8.GetBytes($"{{\"result\":{result},\"id\":{id}}}"), WebSocketMessageType.Text, true, CancellationToken.None);
                if (streams.Count >= _wanted)
                    subscribed.TrySetResult();
            }
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or OperationCanceledException)
        {
            // The client went away.
            return false;
        }
    }
}
