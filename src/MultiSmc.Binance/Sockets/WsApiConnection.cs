using System.Collections.Concurrent;
using System.Net.WebSockets;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Binance;

/// <summary>What every WebSocket API connection of a client has in common.</summary>
internal sealed record WsApiSetting(
    Uri Address, ApiKey Key, ServerClock Clock, RequestGate Gate, TimeProvider Time, SocketPolicy Socket, CallPolicy Calls, Action<UserEvent> Take, Action<string> Notice);

/// <summary>
/// One WebSocket API connection, logged on where the key can, with a subscription of user data. Answers are matched by id in any order; what is on its
/// way when the connection ends is lost, which is all that can be said of it. Receiving never waits: the platform answers pings only while it receives.
/// </summary>
internal sealed class WsApiConnection : IAsyncDisposable
{
    private const int LargestMessage = 16 << 20;

    private readonly WsApiSetting _setting;
    private readonly ClientWebSocket _socket;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<long, TaskCompletionSource<CallAnswer>> _pending = new();
    private readonly TaskCompletionSource _replaceAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastId;
    private long _lastFrame;
    private int? _subscription;
    private string? _verdict;
    private volatile bool _isLoggedOn;
    private volatile bool _isOver;

    private WsApiConnection(WsApiSetting setting, ClientWebSocket socket)
    {
        (_setting, _socket) = (setting, socket);
        _lastFrame = setting.Time.GetTimestamp();
        Ended = RunAsync();
    }

    /// <summary>Completes with the reason when the connection is gone.</summary>
    public Task<string> Ended { get; }

    /// <summary>Completes when the exchange says that it will end the connection.</summary>
    public Task ReplaceAsked => _replaceAsked.Task;

    /// <summary>Since the last message.</summary>
    public TimeSpan Silence => _setting.Time.GetElapsedTime(Volatile.Read(ref _lastFrame));

    /// <summary>Opens a connection, logs it on and subscribes.</summary>
    /// <returns>It, or why it can't be had.</returns>
    public static async Task<(WsApiConnection? Connection, string Fault)> OpenAsync(WsApiSetting setting, CancellationToken cancellation)
    {
        if (!setting.Gate.TryEnter(new RequestCost(2), RequestUrgency.Protective, out var wait))
            return (null, $"the exchange's limits hold it back for {wait.TotalSeconds:0.#} s");
        var socket = new ClientWebSocket();
        // Pings are the exchange's to send; pongs of our own count against its limit of frames.
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        if (ServiceAddress.IsLoopback(setting.Address))
            socket.Options.Proxy = null;
        using var limit = new CancellationTokenSource(setting.Socket.OpenTimeout, setting.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        WsApiConnection? connection = null;
        try
        {
            await socket.ConnectAsync(ServiceAddress.WebSocketApiOf(setting.Address), either.Token).ConfigureAwait(false);
            connection = new WsApiConnection(setting, socket);
            if (await connection.BeginAsync(either.Token).ConfigureAwait(false) is not { } fault)
                return (connection, "");
            await connection.DisposeAsync().ConfigureAwait(false);
            return (null, fault);
        }
        catch (WebSocketException refused)
        {
            socket.Dispose();
            return (null, $"{setting.Address.Host} cannot be reached ({refused.GetBaseException().Message})");
        }
        catch (OperationCanceledException)
        {
            if (connection is not null)
                await connection.DisposeAsync().ConfigureAwait(false);
            socket.Dispose();
            cancellation.ThrowIfCancellationRequested();
            return (null, $"no answer within {setting.Socket.OpenTimeout.TotalSeconds:0.#} s");
        }
    }

    /// <summary>Sends a call and waits for its answer.</summary>
    public async Task<CallAnswer> CarryAsync(Endpoint endpoint, ParameterList parameters, CancellationToken cancellation)
    {
        if (_isOver)
            return new CallAnswer.NotSent("the connection is gone");
        var id = Interlocked.Increment(ref _lastId);
        var answer = new TaskCompletionSource<CallAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var late = new CancellationTokenSource(_setting.Calls.AnswerTimeout, _setting.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            await _sending.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new CallAnswer.NotSent("the connection takes nothing");
        }

        _pending[id] = answer;
        try
        {
            try
            {
                var frame = new WsApiRequest(new RequestId(id), endpoint.Method, Signed(endpoint, parameters)).Encode();
                // Not to be cancelled half-way: a frame that breaks off ends the connection.
                await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, _stop.Token).ConfigureAwait(false);
            }
            finally
            {
                _sending.Release();
            }

            // It may have ended between the look above and now; then nobody would answer.
            return _isOver && !answer.Task.IsCompleted ? Lost() : await answer.Task.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return _isOver ? Lost() : new CallAnswer.Lost($"no answer within {_setting.Calls.AnswerTimeout.TotalSeconds:0.#} s");
        }
        catch (Exception broken) when (broken is WebSocketException or InvalidOperationException or ObjectDisposedException)
        {
            return Lost();
        }
        finally
        {
            _pending.TryRemove(id, out _);
        }
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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await ((Task)Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _stop.Dispose();
        _sending.Dispose();
    }

    private static CallAnswer.Lost Lost() => new("the connection broke before the answer");

    // Null: it stands. Otherwise what is wrong.
    private async Task<string?> BeginAsync(CancellationToken cancellation)
    {
        if (_setting.Key.Signer.Kind == KeyKind.Ed25519)
        {
            var logon = await CarryAsync(Endpoints.SessionLogon, new ParameterList(), cancellation).ConfigureAwait(false);
            if (FaultOf(logon) is { } refused)
                return _verdict ?? "log-on: " + refused;
            _isLoggedOn = true;
        }

        // Works with any kind of key, and does not end with the log-on.
        var subscribed = await CarryAsync(Endpoints.SubscribeBySignature, new ParameterList(), cancellation).ConfigureAwait(false);
        // Words of the exchange that end the connection may come right behind its answer: they say more than that it broke.
        if (FaultOf(subscribed) is { } fault)
            return _verdict ?? "subscription of user data: " + fault;
        if (subscribed is CallAnswer.Answered answer && SessionReplies.Subscription.TryDecode(answer.Body.Span, out var reply, out _))
            _subscription = reply.SubscriptionId;
        return null;
    }

    private static string? FaultOf(CallAnswer answer) => answer switch
    {
        CallAnswer.Answered { Status: 200 } => null,
        CallAnswer.Answered { Error: { } error } => error.ToString(),
        CallAnswer.Answered other => $"status {other.Status}",
        CallAnswer.NotSent notSent => notSent.Reason,
        CallAnswer.Lost lost => lost.Reason,
        _ => null,
    };

    private ParameterList? Signed(Endpoint endpoint, ParameterList parameters)
    {
        if (endpoint.Security == EndpointSecurity.None)
            return parameters.Items.Count == 0 ? null : parameters;
        var stamped = Stamping.Stamped(parameters, _setting.Clock, _setting.Calls.ReceiveWindow);
        // A subscription by signature is signed on any connection.
        if (_isLoggedOn && endpoint != Endpoints.SubscribeBySignature)
            return stamped;
        return _setting.Key.Signer.SignParams(stamped.Add("apiKey", _setting.Key.Name.Reveal()));
    }

    private async Task<string> RunAsync()
    {
        var receiving = ReceiveAsync();
        var watching = WatchAsync();
        await Task.WhenAny(receiving, watching).ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await ((Task)watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var reason = await receiving.ConfigureAwait(false);
        _isOver = true;
        foreach (var waiting in _pending.Values)
            waiting.TrySetResult(Lost());
        return _verdict ?? reason;
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
                Volatile.Write(ref _lastFrame, _setting.Time.GetTimestamp());
                if (received.MessageType == WebSocketMessageType.Close)
                    return $"the exchange closed the connection ({_socket.CloseStatus})";
                count += received.Count;
                if (received.EndOfMessage)
                {
                    // Answers are read later, by others: they get bytes of their own.
                    Take(buffer.AsSpan(0, count).ToArray());
                    count = 0;
                    if (_verdict is { } verdict)
                        return verdict;
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
        catch (Exception broken) when (broken is WebSocketException or IOException)
        {
            return $"the connection broke ({broken.Message})";
        }
    }

    private void Take(byte[] message)
    {
        if (!WsApiReply.TryOpen(message, out var reply, out var fault))
        {
            _setting.Notice($"a message on the user data connection cannot be read: {fault.Describe()}");
            return;
        }

        if (reply.Kind == WsApiFrameKind.Event)
        {
            TakeEvent(message);
            return;
        }

        if (reply.RateLimits is { } limits)
            _setting.Gate.Observe(limits);
        if (reply.Id.Number is { } id && _pending.TryGetValue(id, out var waiting))
            waiting.TrySetResult(new CallAnswer.Answered(reply.Status, reply.Result, reply.Error, null));
        else if (reply is { Id.IsNull: true, Status: >= 400 })
            _verdict = $"the exchange ended the session: {reply.Error}";
    }

    private void TakeEvent(byte[] message)
    {
        if (!UserEventFrame.TryDecode(message, out var frame, out var fault))
        {
            _setting.Notice($"a user data event cannot be read: {fault.Describe()}");
            return;
        }

        switch (frame.Event)
        {
            case ServerShutdown:
                _replaceAsked.TrySetResult();
                break;
            case StreamTerminated when _subscription is null || frame.SubscriptionId is null || frame.SubscriptionId == _subscription:
                _verdict = "the exchange ended the subscription of user data";
                break;
            default:
                _setting.Take(frame.Event);
                break;
        }
    }

    private async Task WatchAsync()
    {
        while (true)
        {
            await _setting.Time.DelayAsync(_setting.Socket.Silence / 4, _stop.Token).ConfigureAwait(false);
            var silence = Silence;
            if (silence >= _setting.Socket.Silence)
            {
                _verdict = $"nothing came for {silence.TotalSeconds:0.#} s";
                return;
            }

            if (silence >= _setting.Socket.Silence / 2 && _setting.Gate.TryEnter(new RequestCost(Endpoints.Ping.Weight), RequestUrgency.Protective, out _))
                _ = await CarryAsync(Endpoints.Ping, new ParameterList(), _stop.Token).ConfigureAwait(false);
        }
    }
}
