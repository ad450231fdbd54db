using System.Buffers;
using System.Net.WebSockets;
using System.Threading.Channels;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>
/// One connection of the WebSocket API. Requests are handed on in the order in which they come; answers go out as they are ready, events as the engine
/// gives them, both through one line to the socket. A client that does not read is disconnected.
/// </summary>
internal sealed class WsApiConnection : IDisposable
{
    private const int LongestMessage = 65_536;
    private const int LineLength = 4_096;
    private const int MostAtWork = 256;
    private static readonly TimeSpan CloseWait = TimeSpan.FromSeconds(2);
    private readonly WebSocket _socket;
    private readonly CancellationTokenSource _end;
    private readonly SemaphoreSlim _room = new(MostAtWork);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isClosing;

    private readonly Channel<byte[]> _line = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(LineLength) { SingleReader = true });

    public WsApiConnection(WebSocket socket, string address, WsApiOptions options, Timestamp connectedAt, CancellationToken stopping)
    {
        _socket = socket;
        Address = address;
        Options = options;
        ConnectedAt = connectedAt;
        _end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    }

    public string Address { get; }

    public WsApiOptions Options { get; set; }

    public Timestamp ConnectedAt { get; }

    /// <summary>The key it is logged on with, or null.</summary>
    public ApiKey? Session { get; set; }

    /// <summary>Since when, or null.</summary>
    public Timestamp? AuthorizedAt { get; set; }

    /// <summary>Number of the next subscription. The engine's thread alone touches it.</summary>
    public int NextSubscription { get; set; }

    /// <summary>Sends an event of a subscription.</summary>
    public void Tell(UserEventFrame frame) => Send(frame.Encode(Options.Unit));

    /// <summary>A subscription was ended by the exchange.</summary>
    public void OnTerminated(UserSubscription subscription, Timestamp now) =>
        Tell(new UserEventFrame(subscription.Id, new StreamTerminated { EventTime = now }));

    /// <summary>Sends a message, or ends a connection whose client does not read.</summary>
    public void Send(byte[] message)
    {
        if (!_line.Writer.TryWrite(message) && !_isClosing)
            Abort();
    }

    /// <summary>Ends the connection without a word.</summary>
    public void Abort()
    {
        _end.Cancel();
        _socket.Abort();
    }

    /// <summary>Ends the connection after what is to be sent has been sent.</summary>
    public void Close()
    {
        _isClosing = true;
        _line.Writer.TryComplete();
    }

    /// <summary>Both sides have ended it.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Serves the connection until either side ends it.</summary>
    /// <param name="handle">Answers a message; it may take its time.</param>
    public async Task RunAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task> handle)
    {
        var sending = SendAllAsync();
        var atWork = new List<Task>();
        try
        {
            while (await ReceiveAsync().ConfigureAwait(false) is { } message)
            {
                await _room.WaitAsync(_end.Token).ConfigureAwait(false);
                atWork.RemoveAll(static task => task.IsCompleted);
                atWork.Add(HandleAsync(handle, message));
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The other side, or the exchange, is gone: that is how a connection ends.
        }

        Close();
        await _end.CancelAsync().ConfigureAwait(false);
        await sending.ConfigureAwait(false);
        await Task.WhenAll(atWork).ConfigureAwait(false);
        _ended.TrySetResult();
    }

    public void Dispose()
    {
        _end.Dispose();
        _room.Dispose();
    }

    private async Task HandleAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task> handle, byte[] message)
    {
        try
        {
            await handle(message, _end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The connection is gone; nobody waits for the answer.
        }
        finally
        {
            _room.Release();
        }
    }

    private async Task<byte[]?> ReceiveAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(LongestMessage);
        try
        {
            var length = 0;
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(length, LongestMessage - length), _end.Token).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close)
                    return null;
                length += part.Count;
                if (part.EndOfMessage)
                    return buffer.AsSpan(0, length).ToArray();
                if (length == LongestMessage)
                    return null; // nothing that this exchange takes is as long
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var message in _line.Reader.ReadAllAsync(_end.Token).ConfigureAwait(false))
                await _socket.SendAsync(message, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, _end.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // As in receiving.
        }

        using var patience = new CancellationTokenSource(CloseWait);
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // It is over either way.
        }
    }
}

/// <summary>What a connection chose in its address.</summary>
/// <param name="Unit">Unit of times.</param>
/// <param name="ReturnsRateLimits">Whether answers carry the limits.</param>
internal sealed record WsApiOptions(ExchangeTimeUnit Unit, bool ReturnsRateLimits);
