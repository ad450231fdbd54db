using System.Threading.Channels;
using MultiSmc.Binance.Wire;
using MultiSmc.Engine;

namespace MultiSmc.Binance;

/// <summary>Reads the exchange's rules again and again, at once when a refusal says that they have changed, and tells what is another now.</summary>
internal sealed class RulesWatch(SpotClient client, SymbolBook symbols, GatewayOptions options, TimeProvider time, ServerClock clock, Action<VenueEvent> tell)
{
    private readonly Channel<bool> _doubt = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly HashSet<string> _noticed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SymbolFilter[]> _assetFilters = new(StringComparer.Ordinal);
    private readonly HashSet<string> _isAsked = new(StringComparer.Ordinal);

    /// <summary>A refusal says that our rules are old.</summary>
    public void Doubt() => _doubt.Writer.TryWrite(true);

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await ReadAsync(cancellation).ConfigureAwait(false);
            await time.DelayAsync(options.RulesPause, cancellation).ConfigureAwait(false);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var doubt = _doubt.Reader.WaitToReadAsync(over.Token).AsTask();
            var delay = time.DelayAsync(options.RulesInterval, over.Token);
            await Task.WhenAny(doubt, delay).ConfigureAwait(false);
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(doubt, delay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
            if (_doubt.Reader.TryRead(out _))
                _isAsked.Clear(); // it may have been one of these that refused
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var outcome = await client.ExchangeInfoAsync(symbols.Symbols, cancellation).ConfigureAwait(false);
        if (outcome is not CallOutcome<ExchangeInfo>.Done done)
        {
            options.Notice($"the exchange's rules cannot be read: {outcome.Describe()}; those of before stay in force");
            return;
        }

        options.Gate.Renew(done.Value.RateLimits);
        var catalogue = InstrumentCatalogue.Of(done.Value);
        foreach (var symbol in symbols.Symbols)
        {
            var before = symbols.Find(symbol);
            if (before is null)
                continue;
            var lookup = catalogue.Find(symbol, before.Id);
            foreach (var notice in lookup.Notices)
                NoticeOnce(notice);
            if (lookup.Instrument is not { } listed)
                continue;
            var now = AssetBounds.Apply(listed, await AssetFiltersAsync(symbol, cancellation).ConfigureAwait(false));
            if (now == before)
                continue;
            symbols.Renew(now);
            tell(new VenueEvent.InstrumentChanged(now, clock.Now()));
        }
    }

    // They cost much to ask for and hardly ever change: once, and again after a refusal that may come from them.
    private async Task<SymbolFilter[]> AssetFiltersAsync(string symbol, CancellationToken cancellation)
    {
        var known = _assetFilters.GetValueOrDefault(symbol, []);
        if (_isAsked.Contains(symbol))
            return known;
        var outcome = await client.MyFiltersAsync(symbol, cancellation).ConfigureAwait(false);
        if (outcome is CallOutcome<MyFiltersReply>.Done done)
            _assetFilters[symbol] = known = done.Value.AssetFilters;
        // Not every exchange tells them. Where there was no answer, it is asked for with the next reading, and those of before stay in force.
        if (outcome is CallOutcome<MyFiltersReply>.Done or CallOutcome<MyFiltersReply>.Refused)
            _isAsked.Add(symbol);
        return known;
    }

    private void NoticeOnce(string notice)
    {
        if (_noticed.Add(notice))
            options.Notice(notice);
    }
}
