using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>
/// The market streams over WebSocket: <c>/ws</c>, <c>/ws/STREAM</c>, <c>/stream?streams=A/B</c>. The exchange's thread shows it the market through
/// <see cref="MarketFloor"/>; connections live on threads of their own, each behind a bounded queue, and can't slow that thread down.
/// </summary>
public sealed partial class StreamServer : IAsyncDisposable
{
    // RFC 6455, 1.3.
    private const string HandshakeGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan AnnouncedBefore = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FarewellMax = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<long, StreamConnection> _connections = new();
    private readonly StreamServerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly StreamControl _control;
    private readonly ITimer _watch;
    private long _numbers;
    private long _cutOff;

    /// <param name="board">What is told.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="time">Clock of pings and limits; the market's own times come with its events.</param>
    /// <param name="logger">Is told who comes and goes.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public StreamServer(MarketBoard board, StreamServerOptions options, TimeProvider time, ILogger<StreamServer> logger)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Validate();
        _options = options;
        _time = time;
        _logger = logger;
        Hub = new StreamHub(board, Faults);
        Faults.MutesChanged += Hub.RefreshMutes;
        _control = new StreamControl(Hub);
        _watch = time.CreateTimer(_ => Watch(), null, WatchInterval, WatchInterval);
    }

    /// <summary>Faults that are played.</summary>
    public StreamFaults Faults { get; } = new();

    /// <summary>Open connections.</summary>
    public int Connections => _connections.Count;

    /// <summary>Connections cut off by this server, for whatever reason.</summary>
    public long CutOff => Interlocked.Read(ref _cutOff);

    internal StreamHub Hub { get; }

    /// <summary>Serves one connection until its end.</summary>
    /// <param name="context">A request to upgrade; anything else gets 400.</param>
    public async Task HandleAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var key = context.Request.Headers.SecWebSocketKey.ToString();
        var upgrade = context.Features.Get<IHttpUpgradeFeature>();
        if (upgrade is not { IsUpgradableRequest: true } || key.Length == 0 || !TryReadForm(context.Request, out var form))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("A WebSocket connection is expected here, with timeUnit=MICROSECOND, MILLISECOND or none.").ConfigureAwait(false);
            return;
        }

        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.SecWebSocketAccept = AcceptOf(key);
        var stream = await upgrade.UpgradeAsync().ConfigureAwait(false);
        using var connection = new StreamConnection(Interlocked.Increment(ref _numbers), form, _options, _time, context.RequestAborted);
        _connections[connection.Number] = connection;
        LogOpened(connection.Number, context.Request.Path.ToString());
        try
        {
            if (!connection.TrySubscribe(Hub, StreamsOf(context.Request)))
                connection.Cut($"it asks for more than {_options.StreamsMax} streams");
            await ServeAsync(connection, stream).ConfigureAwait(false);
        }
        finally
        {
            _connections.TryRemove(connection.Number, out _);
            if (connection.CutReason is { } reason)
            {
                NoteCut(connection, reason);
                context.Abort();
            }
        }
    }

    /// <summary>Announces the end to every connection; <see cref="DisconnectAll"/> or the host's end then ends them.</summary>
    /// <param name="time">Time of the event.</param>
    public void AnnounceShutdown(Timestamp time)
    {
        foreach (var connection in _connections.Values)
            Announce(connection, time);
    }

    /// <summary>Cuts every connection, without a word: a fault that is played.</summary>
    public void DisconnectAll()
    {
        foreach (var connection in _connections.Values)
            connection.Cut("all connections are cut");
    }

    /// <summary>Ends every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync().ConfigureAwait(false);
        foreach (var connection in _connections.Values)
            connection.Cut("the server ends");
    }

    private async Task ServeAsync(StreamConnection connection, Stream stream)
    {
        var reading = ReadAsync(connection, stream);
        var writing = connection.WriteAsync(stream);
        var first = await Task.WhenAny(reading, writing).ConfigureAwait(false);
        var farewell = first == reading && reading.IsCompletedSuccessfully ? reading.Result : null;
        connection.End();
        // What is being written goes out, if the other end still reads; then the last word. A timer cuts off who keeps that waiting.
        await using var patience = _time.CreateTimer(static state => ((StreamConnection)state!).Cut("its end is not read"), connection, FarewellMax, Timeout.InfiniteTimeSpan);
        foreach (var side in (Task[])[reading, writing])
            await side.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (farewell is null || connection.CutReason is not null)
            return;
        if (farewell.Reason is { } reason)
            NoteCut(connection, reason);
        connection.Send(farewell.Frame);
        try
        {
            await connection.DrainAsync(stream).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            LogLost(connection.Number, e.Message);
        }
    }

    private async Task<Farewell?> ReadAsync(StreamConnection connection, Stream stream)
    {
        var reader = new FrameReader(stream, _options.MessageMax);
        try
        {
            while (await reader.ReadAsync(connection.Ended).ConfigureAwait(false) is { } frame)
            {
                if (frame.Kind == FrameKind.Close)
                    return new Farewell(null, Frames.Of(FrameKind.Close, frame.Payload.Span));
                if (!connection.TryCount())
                    return new Farewell("too many messages in a second", Frames.Close(1008, "Too many requests"));
                if (frame.Kind == FrameKind.Ping)
                    connection.Send(Frames.Of(FrameKind.Pong, frame.Payload.Span));
                else if (frame.Kind == FrameKind.Pong)
                    connection.OnPong();
                else
                    connection.Send(Frames.Of(FrameKind.Text, _control.Answer(connection, frame.Payload.Span)));
            }
        }
        catch (FrameException e)
        {
            return new Farewell(e.Message, Frames.Close(e.Status, e.Message));
        }

        return null;
    }

    private void Watch()
    {
        var now = _time.GetTimestamp();
        var payload = Encoding.ASCII.GetBytes(_time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        foreach (var connection in _connections.Values)
        {
            if (_time.GetElapsedTime(connection.PongAt, now) >= _options.PingInterval + _options.PongTimeout)
                connection.Cut("no pong");
            else if (_time.GetElapsedTime(connection.BeganAt, now) >= _options.AgeMax + AnnouncedBefore)
                connection.Cut("its time is up");
            else if (!connection.IsAnnounced && _time.GetElapsedTime(connection.BeganAt, now) >= _options.AgeMax)
                Announce(connection, Timestamp.Of(_time.GetUtcNow()));
            else if (_time.GetElapsedTime(connection.PingedAt, now) >= _options.PingInterval)
            {
                connection.PingedAt = now;
                connection.Send(Frames.Of(FrameKind.Ping, payload));
            }
        }
    }

    private static void Announce(StreamConnection connection, Timestamp time)
    {
        connection.IsAnnounced = true;
        var shutdown = new StreamShutdownEvent { EventTime = time };
        connection.Send(Frames.Of(FrameKind.Text, connection.Form.IsCombined
            ? StreamFrame.EncodeWrapped("!serverShutdown", StreamFormats.Shutdown, shutdown, connection.Form.Unit)
            : StreamFormats.Shutdown.Encode(shutdown, connection.Form.Unit)));
    }

    private void NoteCut(StreamConnection connection, string reason)
    {
        Interlocked.Increment(ref _cutOff);
        LogCut(connection.Number, reason);
    }

    private static IEnumerable<string> StreamsOf(HttpRequest request)
    {
        var path = request.Path.ToString();
        var named = path.StartsWith("/stream", StringComparison.Ordinal)
            ? request.Query["streams"].ToString()
            : path.StartsWith("/ws/", StringComparison.Ordinal) ? path["/ws/".Length..] : "";
        // Clients number their connections in the path ("/ws/0"): what is no stream is no subscription.
        return named.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(static name => name.Contains('@', StringComparison.Ordinal));
    }

    private static bool TryReadForm(HttpRequest request, out StreamForm form)
    {
        var unit = request.Query["timeUnit"].ToString().ToUpperInvariant();
        var isCombined = request.Path.ToString().StartsWith("/stream", StringComparison.Ordinal);
        form = new StreamForm(isCombined, unit == "MICROSECOND" ? ExchangeTimeUnit.Microseconds : ExchangeTimeUnit.Milliseconds);
        return unit is "" or "MICROSECOND" or "MILLISECOND";
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "RFC 6455 asks for SHA-1 here; it guards nothing.")]
    private static string AcceptOf(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + HandshakeGuid)));

    [LoggerMessage(4101, LogLevel.Debug, "stream connection {Number} opened at {Path}")]
    private partial void LogOpened(long number, string path);

    [LoggerMessage(4102, LogLevel.Information, "stream connection {Number} was cut off: {Reason}")]
    private partial void LogCut(long number, string reason);

    [LoggerMessage(4103, LogLevel.Debug, "stream connection {Number}: the last word was lost: {Reason}")]
    private partial void LogLost(long number, string reason);

    /// <param name="Reason">Why the server ends it; null where the client does.</param>
    /// <param name="Frame">The last frame.</param>
    private sealed record Farewell(string? Reason, byte[] Frame);
}
