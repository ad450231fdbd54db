using System.Net.WebSockets;
using System.Text.Json;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>
/// One connection: subscribes, receives, watches over silence. Receiving never waits for anything: the platform answers the exchange's pings only
/// while it receives.
/// </summary>
internal sealed class StreamLink : IAsyncDisposable
{
    private const int StreamsAtOnce = 50;
    private const int LargestMessage = 16 << 20;
    private const long FirstProbe = 1_000_000;
    private static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(2);

    private readonly MarketStreamOptions _options;
    private readonly IStreamSink _output;
    private readonly TimeProvider _time;
    private readonly ClientWebSocket _socket;
    private readonly CancellationTokenSource _stop;
    private readonly TaskCompletionSource _replaceAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _firstData = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly List<Held> _held = [];
    private bool _isHeld;
    private long _lastFrame;
    private int _unconfirmed;
    private string? _verdict;

    private StreamLink(
        int number, bool isHeld, MarketStreamOptions options, IStreamSink output, TimeProvider time, ClientWebSocket socket, CancellationToken cancellation)
    {
        _isHeld = isHeld;
        (Number, _options, _output, _time, _socket) = (number, options, output, time, socket);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _lastFrame = time.GetTimestamp();
        _unconfirmed = (options.Streams.Count + StreamsAtOnce - 1) / StreamsAtOnce;
        Ended = RunAsync();
    }

    /// <summary>Its number.</summary>
    public int Number { get; }

    /// <summary>Completes with the reason when the connection is gone; fails with <see cref="StreamException"/> where another one would fare no better.</summary>
    public Task<string> Ended { get; }

    /// <summary>Completes when the exchange says that it will end the connection.</summary>
    public Task ReplaceAsked => _replaceAsked.Task;

    /// <summary>Completes when all streams are subscribed.</summary>
    public Task Opened => _opened.Task;

    /// <summary>Completes with the first market message.</summary>
    public Task FirstData => _firstData.Task;

    /// <summary>Opens a connection.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="isHeld">What it brings waits for <see cref="Release"/>, so that it stands behind the last of the connection before it.</param>
    /// <param name="options">Where to, and what for.</param>
    /// <param name="output">Takes the messages.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="WebSocketException">It cannot be opened.</exception>
    /// <exception cref="TimeoutException">Nobody answers.</exception>
    public static async Task<StreamLink> OpenAsync(
        int number, bool isHeld, MarketStreamOptions options, IStreamSink output, TimeProvider time, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        // Pings are the exchange's to send; pongs of our own count against its limit of frames.
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        if (ServiceAddress.IsLoopback(options.Address))
            socket.Options.Proxy = null;
        using var limit = new CancellationTokenSource(ConnectLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await socket.ConnectAsync(new Uri(options.Address, "stream"), either.Token).ConfigureAwait(false);
            return new StreamLink(number, isHeld, options, output, time, socket, cancellation);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            socket.Dispose();
            throw new TimeoutException($"no answer within {ConnectLimit.TotalSeconds:0} s", late);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Says goodbye and takes what the exchange sent before its answer: what is still on its way here was sent before a replacement was subscribed, and
    /// comes nowhere else. Waits two seconds for the answer at most.
    /// </summary>
    public async Task LeaveAsync()
    {
        _leaving.TrySetResult();
        await ((Task)Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Gives on what was held back, and everything from now on.</summary>
    public void Release()
    {
        lock (_gate)
        {
            foreach (var held in _held)
                Give(held.Kind, held.Time, held.Bytes);
            _held.Clear();
            _isHeld = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await ((Task)Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task<string> RunAsync()
    {
        // The receive loop is on its own from the first moment; the other two only send.
        var receiving = ReceiveAsync();
        var sending = SendAsync();
        await Task.WhenAny(receiving, sending).ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var reason = await receiving.ConfigureAwait(false);
        return _verdict ?? (sending.Exception is { InnerException: { } failure } ? failure.Message : reason);
    }

    private async Task<string> ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        var count = 0;
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(count), _stop.Token).ConfigureAwait(false);
                Volatile.Write(ref _lastFrame, _time.GetTimestamp());
                if (received.MessageType == WebSocketMessageType.Close)
                    return $"the exchange closed the connection ({_socket.CloseStatus})";
                count += received.Count;
                if (received.EndOfMessage)
                {
                    Take(buffer.AsMemory(0, count));
                    count = 0;
                }
                else if (count == buffer.Length)
                {
                    if (count >= LargestMessage)
                        return $"a message is longer than {LargestMessage} bytes";
                    Array.Resize(ref buffer, 2 * count);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return "stopped";
        }
        catch (WebSocketException broken)
        {
            return $"the connection broke ({broken.Message})";
        }
    }

    private void Take(ReadOnlyMemory<byte> message)
    {
        var kind = MarketMessage.KindOf(message.Span);
        if (kind == MarketMessageKind.Other && StreamFrame.TryOpen(message, out var frame, out _))
        {
            if (frame.IsShutdown)
            {
                _replaceAsked.TrySetResult();
                return;
            }

            if (frame.Kind == StreamFrameKind.Error)
                throw new StreamException($"{_options.Address}: the exchange refuses a subscription: {frame.Error.Message} ({frame.Error.Code}); check the symbols");
            if (frame.Kind == StreamFrameKind.Reply)
            {
                TakeReply(frame.Payload);
                return;
            }
        }

        _firstData.TrySetResult();
        Write(StreamMessageKind.Data, message.Span);
    }

    // Answers to SUBSCRIBE are null: before the last of them trades may be missed, so the connection counts as open from there on. Those to our asking are
    // arrays: an open connection that has forgotten its streams is worse than none.
    private void TakeReply(ReadOnlyMemory<byte> result)
    {
        using var json = JsonDocument.Parse(result);
        if (json.RootElement.ValueKind != JsonValueKind.Array)
        {
            if (--_unconfirmed == 0)
            {
                Write(StreamMessageKind.Opened, default);
                _opened.TrySetResult();
            }

            return;
        }

        var listed = json.RootElement.EnumerateArray().Select(static name => name.ToString()).ToHashSet(StringComparer.Ordinal);
        if (_options.Streams.FirstOrDefault(name => !listed.Contains(name)) is not { } lost)
            return;
        GiveUp($"the exchange no longer sends {lost}");
    }

    /// <summary>Ends the connection.</summary>
    public void GiveUp(string reason)
    {
        _verdict = reason;
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    private async Task SendAsync()
    {
        var id = 0L;
        foreach (var batch in _options.Streams.Chunk(StreamsAtOnce))
        {
            if (id > 0)
                await _time.DelayAsync(BetweenFrames, _stop.Token).ConfigureAwait(false);
            await SendAsync(StreamRequest.Subscribe(new RequestId(++id), batch)).ConfigureAwait(false);
        }

        for (id = FirstProbe; ;)
        {
            if (await IsLeftWithinAsync(_options.Silence / 4).ConfigureAwait(false))
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _stop.Token).ConfigureAwait(false);
                await _time.DelayAsync(GoodbyeLimit, _stop.Token).ConfigureAwait(false);
                return;
            }

            var silence = _time.GetElapsedTime(Volatile.Read(ref _lastFrame));
            if (silence >= _options.Silence)
            {
                _verdict = $"nothing came for {silence.TotalSeconds:0.#} s";
                return;
            }

            if (silence >= _options.Silence / 2)
                await SendAsync(new StreamRequest("LIST_SUBSCRIPTIONS", null, new RequestId(id++))).ConfigureAwait(false);
        }
    }

    private async Task<bool> IsLeftWithinAsync(TimeSpan time)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        await Task.WhenAny(_leaving.Task, _time.DelayAsync(time, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        _stop.Token.ThrowIfCancellationRequested();
        return _leaving.Task.IsCompleted;
    }

    private async Task SendAsync(StreamRequest request) =>
        await _socket.SendAsync(request.Encode(), WebSocketMessageType.Text, endOfMessage: true, _stop.Token).ConfigureAwait(false);

    private void Write(StreamMessageKind kind, ReadOnlySpan<byte> bytes)
    {
        var now = Timestamp.Of(_time.GetUtcNow());
        if (Volatile.Read(ref _isHeld))
        {
            lock (_gate)
            {
                if (_isHeld)
                {
                    if (_held.Count == _options.Capacity)
                        throw TooSlow();
                    _held.Add(new Held(kind, now, bytes.ToArray()));
                    return;
                }
            }
        }

        Give(kind, now, bytes);
    }

    private void Give(StreamMessageKind kind, Timestamp time, ReadOnlySpan<byte> bytes)
    {
        if (!_output.TryTake(kind, Number, time, bytes, ""))
            throw TooSlow();
    }

    private StreamException TooSlow() => new($"{_options.Capacity} messages are waiting and none is taken: the consumer is too slow for these streams; take fewer of them");

    private readonly record struct Held(StreamMessageKind Kind, Timestamp Time, byte[] Bytes);
}
