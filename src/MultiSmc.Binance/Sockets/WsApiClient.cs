using System.Diagnostics.CodeAnalysis;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>
/// A WebSocket API connection that stays up: made anew after a loss, for ever; replaced without a gap before the exchange ends it (24 hours, or when
/// it says so). User data events come over it, and calls may go over it.
/// </summary>
internal sealed class WsApiClient(WsApiSetting setting, ClockSync sync, Random jitter, Action<bool, string> changed) : ICallCarrier
{
    private readonly Lock _lock = new();
    private WsApiConnection? _current;
    private Task _retiring = Task.CompletedTask;
    private bool? _told;
    private int _reconnects;

    /// <summary>It carries events and calls.</summary>
    [MemberNotNullWhen(true, nameof(Current))]
    public bool IsUp => Current is { Ended.IsCompleted: false };

    public int Reconnects => _reconnects;

    /// <summary>Local time of the last message, or a default one.</summary>
    public Timestamp LastReceived => Current is { } connection
        ? Timestamp.Of(setting.Time.GetUtcNow() - connection.Silence)
        : default;

    private WsApiConnection? Current => Volatile.Read(ref _current);

    /// <inheritdoc/>
    public Task<CallAnswer> CarryAsync(Endpoint endpoint, ParameterList parameters, CancellationToken cancellation) =>
        Current is { } connection
            ? connection.CarryAsync(endpoint, parameters, cancellation)
            : Task.FromResult<CallAnswer>(new CallAnswer.NotSent("the WebSocket API is not connected"));

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var failures = 0;
        try
        {
            while (true)
            {
                var (connection, fault) = await OpenAsync(cancellation).ConfigureAwait(false);
                if (connection is null)
                {
                    Tell(false, fault);
                    await setting.Time.DelayAsync(Pause(++failures), cancellation).ConfigureAwait(false);
                    continue;
                }

                failures = 0;
                Volatile.Write(ref _current, connection);
                Tell(true, "connected");
                var reason = await KeepAsync(connection, cancellation).ConfigureAwait(false);
                Tell(false, reason);
                await DropAsync().ConfigureAwait(false);
                await setting.Time.DelayAsync(Pause(1), cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            await DropAsync().ConfigureAwait(false);
            await _retiring.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Gives the connection up for another: it stands, and does not bring what it should.</summary>
    public void Restart(string reason) => Current?.GiveUp(reason);

    // Replaces the connection as often as it is due; returns why the last one ended.
    private async Task<string> KeepAsync(WsApiConnection connection, CancellationToken cancellation)
    {
        while (true)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var first = await Task.WhenAny(connection.Ended, connection.ReplaceAsked, setting.Time.DelayAsync(setting.Socket.Lifetime, over.Token)).ConfigureAwait(false);
            await over.CancelAsync().ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            if (first == connection.Ended)
                return await connection.Ended.ConfigureAwait(false);
            if (await ReplaceAsync(connection, cancellation).ConfigureAwait(false) is not { } next)
                return await connection.Ended.ConfigureAwait(false);
            connection = next;
        }
    }

    // Null: the old one ended before there was another.
    private async Task<WsApiConnection?> ReplaceAsync(WsApiConnection old, CancellationToken cancellation)
    {
        for (var failures = 0; !old.Ended.IsCompleted; failures++)
        {
            if (failures > 0)
                await Task.WhenAny(old.Ended, setting.Time.DelayAsync(Pause(failures), cancellation)).ConfigureAwait(false);
            var (next, fault) = await OpenAsync(cancellation).ConfigureAwait(false);
            if (next is null)
            {
                setting.Notice($"the user data connection cannot be replaced yet: {fault}");
                continue;
            }

            Volatile.Write(ref _current, next);
            // Both send the same events for a while, which does no harm; what the old one still carries must arrive.
            _retiring = RetireAsync(_retiring, old, cancellation);
            return next;
        }

        return null;
    }

    private async Task RetireAsync(Task before, WsApiConnection old, CancellationToken cancellation)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await setting.Time.DelayAsync(setting.Socket.Overlap, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await old.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<(WsApiConnection? Connection, string Fault)> OpenAsync(CancellationToken cancellation)
    {
        if (await sync.EnsureAsync(cancellation).ConfigureAwait(false) is { } fault)
            return (null, "the exchange's time is not known: " + fault);
        return await WsApiConnection.OpenAsync(setting, cancellation).ConfigureAwait(false);
    }

    private async Task DropAsync()
    {
        if (Interlocked.Exchange(ref _current, null) is { } connection)
            await connection.DisposeAsync().ConfigureAwait(false);
    }

    private void Tell(bool isUp, string reason)
    {
        if (_told == isUp)
            return;
        if (isUp && _told is not null)
            _reconnects++;
        _told = isUp;
        changed(isUp, reason);
    }

    private TimeSpan Pause(int failures)
    {
        lock (_lock)
            return setting.Socket.Retry.Wait(failures, jitter.NextDouble());
    }
}

/// <summary>Signed calls over the WebSocket API while it is up, everything else over REST. Chosen before a call is sent, never after.</summary>
internal sealed class SocketFirstCarrier(WsApiClient socket, ICallCarrier rest) : ICallCarrier
{
    /// <inheritdoc/>
    public Task<CallAnswer> CarryAsync(Endpoint endpoint, ParameterList parameters, CancellationToken cancellation) =>
        endpoint.Method.Length > 0 && endpoint.Security != EndpointSecurity.None && socket.IsUp
            ? socket.CarryAsync(endpoint, parameters, cancellation)
            : rest.CarryAsync(endpoint, parameters, cancellation);
}
