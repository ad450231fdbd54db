using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Node;

/// <summary>
/// A recording or a synthetic market as a feed: its events in their own order, as fast as the node takes them. A session that goes on gets it from its
/// beginning again: the shell walks along its journal to where it stopped.
/// </summary>
/// <param name="source">The tape; disposed with the feed.</param>
public sealed class TapeFeed(IMarketSource source) : IMarketFeed
{
    private const int BatchSize = 4_096;

    private readonly CancellationTokenSource _stop = new();
    private Task _completion = Task.CompletedTask;
    private long _events;

    /// <inheritdoc/>
    public Task Completion => _completion;

    /// <inheritdoc/>
    public bool BeginsAnew => true;

    /// <inheritdoc/>
    public IReadOnlyList<LinkStatus> Links =>
        [new LinkStatus("market-data", !_completion.IsFaulted, default, Duration.Zero, 0, $"a tape, {Interlocked.Read(ref _events)} events read")];

    /// <inheritdoc/>
    public void Start(IShellInbox inbox, IReadOnlyList<TradeId> after) => _completion = Task.Run(() => Pump(inbox));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // a tape that failed has been heard of by its node
        _stop.Dispose();
        source.Dispose();
    }

    private void Pump(IShellInbox inbox)
    {
        var batch = new MarketEvent[BatchSize];
        for (var count = source.Read(batch); count > 0 && !_stop.IsCancellationRequested; count = source.Read(batch))
        {
            for (var i = 0; i < count; i++)
                inbox.OnMarket(in batch[i]);
            Interlocked.Add(ref _events, count);
        }
    }
}
