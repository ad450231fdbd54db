using System.Threading.Channels;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>Watches the way of the orders: asks for the exchange's time every now and then, at once when a call fared badly, and tells when the way comes and goes.</summary>
internal sealed class OrderLink(ClockSync sync, TimeProvider time, TimeSpan interval, Action<bool, string> changed)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly Channel<bool> _doubt = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile bool _isUp;
    private long _lastAnswer;
    private int _reconnects;

    public bool IsUp => _isUp;

    /// <summary>Local time of the last answer, or a default one.</summary>
    public Timestamp LastAnswer => new(Volatile.Read(ref _lastAnswer));

    public int Reconnects => _reconnects;

    /// <summary>A call fared badly: look at once.</summary>
    public void Doubt() => _doubt.Writer.TryWrite(true);

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        bool? told = null;
        for (var failures = 0; ;)
        {
            var fault = await sync.RefreshAsync(cancellation).ConfigureAwait(false);
            failures = fault is null ? 0 : failures + 1;
            if (fault is null)
                Volatile.Write(ref _lastAnswer, Now().Nanoseconds);
            // One failure alone is asked about again before entries are stopped for it.
            if (fault is null || failures > 1 || told is null)
                Tell(ref told, fault);
            var pause = fault is null ? interval : TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(failures - 1, 8)));
            await PauseAsync(pause, cancellation).ConfigureAwait(false);
        }
    }

    private void Tell(ref bool? told, string? fault)
    {
        var isUp = fault is null;
        if (told == isUp)
            return;
        if (isUp && told is not null)
            _reconnects++;
        told = _isUp = isUp;
        changed(isUp, fault ?? "the exchange answers");
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var doubt = _doubt.Reader.WaitToReadAsync(over.Token).AsTask();
        var delay = time.DelayAsync(pause, over.Token);
        await Task.WhenAny(doubt, delay).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(doubt, delay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        _doubt.Reader.TryRead(out _);
    }

    private Timestamp Now() => Timestamp.Of(time.GetUtcNow());
}
