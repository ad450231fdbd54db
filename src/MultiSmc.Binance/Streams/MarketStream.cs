using System.Net.WebSockets;
using System.Threading.Channels;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>
/// Market streams that stay up: connects, subscribes in batches, connects again after a loss, and replaces a connection before the exchange ends it
/// (24 hours, or when it says so) without a gap. Messages go through a bounded channel; where that is full the stream fails, it never drops.
/// </summary>
/// <remarks>
/// What a consumer must know: where one connection takes over from another, the first messages of the new one, behind the last of the old one, repeat some
/// of those (trade ids and update ids tell); after
/// <see cref="StreamMessageKind.Closed"/> messages are lost until <see cref="StreamMessageKind.Opened"/>, so trades have to be filled by id and books
/// begun anew. The order between different streams is not the exchange's.
/// </remarks>
public sealed class MarketStream
{
    private readonly MarketStreamOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _jitter;
    private readonly IStreamSink _sink;
    private volatile StreamLink? _link;
    private int _opened;

    /// <param name="options">What and how.</param>
    /// <param name="time">The clock, also for the waits.</param>
    /// <param name="jitter">For the waits' length.</param>
    /// <exception cref="ArgumentException">No streams, or more than a connection may have.</exception>
    public MarketStream(MarketStreamOptions options, TimeProvider time, Random jitter)
        : this(options, time, jitter, new ChannelSink((options ?? throw new ArgumentNullException(nameof(options))).Capacity))
    {
    }

    internal MarketStream(MarketStreamOptions options, TimeProvider time, Random jitter, IStreamSink sink)
    {
        if (options.Streams.Count is 0 or > 1024)
            throw new ArgumentException($"{options.Streams.Count} streams; a connection takes 1 to 1024", nameof(options));
        (_options, _time, _jitter, _sink) = (options, time, jitter, sink);
    }

    /// <summary>What comes, in the order of receipt. Completes when the stream ends, with its failure where there was one.</summary>
    public ChannelReader<StreamMessage> Messages => (_sink as ChannelSink)?.Messages ?? throw new InvalidOperationException("the messages go to a sink");

    /// <summary>Runs until it is cancelled; once for each object.</summary>
    /// <exception cref="StreamException">It cannot go on; <see cref="Messages"/> ends with the same.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await ConnectForeverAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _sink.Complete(null);
        }
        catch (StreamException failure)
        {
            _sink.Complete(failure);
            throw;
        }
    }

    /// <summary>Gives the connection up for another: it stands, and does not bring what it should.</summary>
    internal void Restart(string reason) => _link?.GiveUp(reason);

    private async Task ConnectForeverAsync(CancellationToken cancellation)
    {
        StreamLink? link = null;
        var failures = 0;
        try
        {
            while (true)
            {
                link = _link = await OpenAsync(failures, isHeld: false, cancellation).ConfigureAwait(false);
                while (await WaitAsync(link, cancellation).ConfigureAwait(false) is null)
                    link = _link = await ReplaceAsync(link, cancellation).ConfigureAwait(false);
                var reason = await link.Ended.ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
                failures = link.FirstData.IsCompleted ? 1 : failures + 1;
                await link.DisposeAsync().ConfigureAwait(false);
                Tell(link.Number, reason);
                link = null;
            }
        }
        finally
        {
            if (link is not null)
                await link.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Null: it is time for another connection. Otherwise why this one is gone.
    private async Task<string?> WaitAsync(StreamLink link, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var first = await Task.WhenAny(link.Ended, link.ReplaceAsked, _time.DelayAsync(_options.Lifetime, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return first == link.Ended ? await link.Ended.ConfigureAwait(false) : null;
    }

    private async Task<StreamLink> ReplaceAsync(StreamLink old, CancellationToken cancellation)
    {
        var next = await OpenAsync(0, isHeld: true, cancellation).ConfigureAwait(false);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(Task.WhenAll(next.Opened, next.FirstData), next.Ended, _time.DelayAsync(_options.Overlap, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await old.LeaveAsync().ConfigureAwait(false);
        next.Release();
        await old.DisposeAsync().ConfigureAwait(false);
        return next;
    }

    private async Task<StreamLink> OpenAsync(int failures, bool isHeld, CancellationToken cancellation)
    {
        while (true)
        {
            if (failures > 0)
                await _time.DelayAsync(_options.Retry.Wait(failures, _jitter.NextDouble()), cancellation).ConfigureAwait(false);
            try
            {
                var link = await StreamLink.OpenAsync(_opened + 1, isHeld, _options, _sink, _time, cancellation).ConfigureAwait(false);
                _opened++;
                return link;
            }
            catch (Exception refused) when (refused is WebSocketException or TimeoutException)
            {
                failures++;
                if (_opened == 0 && failures >= _options.Retry.MaxAttempts)
                    throw new StreamException($"{_options.Address}: cannot connect ({refused.Message}); gave up after {failures} attempts", refused);
            }
        }
    }

    private void Tell(int number, string reason)
    {
        var now = Timestamp.Of(_time.GetUtcNow());
        if (!_sink.TryTake(StreamMessageKind.Closed, number, now, default, reason))
            throw new StreamException($"{_options.Capacity} messages are waiting and none is taken: the consumer is too slow for these streams; take fewer of them");
    }
}
