using System.Net;
using System.Net.Sockets;

namespace MultiSmc.Sockets.Tests;

/// <summary>A wire between a node and the exchange that a test can cut and mend.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _target;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private readonly Lock _gate = new();
    private readonly List<Socket> _sockets = [];
    private bool _isCut;
    private volatile bool _isFrozen;
    private (byte[] Text, TaskCompletionSource Release)? _hold;

    public Relay(Uri target)
    {
        _target = new IPEndPoint(IPAddress.Loopback, target.Port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What a node connects to.</summary>
    public Uri Address(string scheme, string path = "") => new($"{scheme}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/{path}");

    /// <summary>How often somebody came.</summary>
    public int Attempts { get; private set; }

    /// <summary>Breaks what stands and lets nobody through until it is mended.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _isCut = true;
            foreach (var socket in _sockets)
                Break(socket);
            _sockets.Clear();
        }
    }

    public void Mend()
    {
        lock (_gate)
            _isCut = false;
    }

    /// <summary>Everything stands, and nothing gets through.</summary>
    public void Freeze() => _isFrozen = true;

    /// <summary>What stood while it was frozen is worth nothing any more; what comes now gets through.</summary>
    public void Thaw()
    {
        Cut();
        _isFrozen = false;
        Mend();
    }

    /// <summary>The next piece with this text waits on its way until it is released.</summary>
    public TaskCompletionSource Hold(string text)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            _hold = (System.Text.Encoding.ASCII.GetBytes(text), release);
        return release;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Cut();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private static void Break(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0); // a reset, not an orderly end
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            return; // it has ended by itself
        }

        socket.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var near = await _listener.AcceptSocketAsync(_stop.Token);
            Attempts++;
            var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            near.NoDelay = true;
            try
            {
                await far.ConnectAsync(_target, _stop.Token);
            }
            catch (SocketException)
            {
                Break(near);
                far.Dispose();
                continue;
            }

            lock (_gate)
            {
                if (_isCut)
                {
                    Break(near);
                    Break(far);
                    continue;
                }

                _sockets.AddRange([near, far]);
            }

            _ = PumpAsync(near, far);
            _ = PumpAsync(far, near);
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (var count = await from.ReceiveAsync(buffer, _stop.Token); count > 0; count = await from.ReceiveAsync(buffer, _stop.Token))
            {
                if (_isFrozen)
                    continue;
                if (TakeHold(buffer.AsSpan(0, count)) is { } release)
                    await release.WaitAsync(_stop.Token);
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _stop.Token);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            from.Dispose();
            to.Dispose();
        }
    }

    private Task? TakeHold(ReadOnlySpan<byte> piece)
    {
        lock (_gate)
        {
            if (_hold is not { } hold || piece.IndexOf(hold.Text) < 0)
                return null;
            _hold = null;
            return hold.Release.Task;
        }
    }
}
