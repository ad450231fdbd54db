using System.Threading.Channels;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Binance;

/// <summary>
/// Trades and quotes of the exchange for a live node: over several connections, trades in the order of their ids, gaps filled from REST at the start,
/// after each reconnect and whenever an id is missing. On the way from the socket to the inbox nothing waits and no memory is taken per message.
/// </summary>
public sealed class BinanceMarketFeed : IMarketFeed
{
    private const int Fetchers = 4;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongFill = TimeSpan.FromSeconds(3);

    private readonly FeedOptions _options;
    private readonly ServerClock _clock;
    private readonly TimeProvider _time;
    private readonly Random _jitter;
    private readonly HttpClient _http;
    private readonly TradePages _pages;
    private readonly TradeCatchUp _catchUp;
    private readonly Channel<(FeedStream Stream, TradeLine Line, bool IsCheck)> _work =
        Channel.CreateUnbounded<(FeedStream, TradeLine, bool)>(); // each line is in it at most twice
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<TradeLine, long> _filling = [];
    private IReadOnlyList<FeedStream> _streams = [];
    private IShellInbox? _inbox;
    private Task _running = Task.CompletedTask;
    private bool? _told;
    private volatile bool _isUp;

    /// <param name="options">Addresses, instruments, limits.</param>
    /// <param name="clock">The exchange's clock; may be shared with the gateway.</param>
    /// <param name="time">The local clock, also for the waits.</param>
    /// <param name="jitter">For the waits' length.</param>
    /// <exception cref="ArgumentException">An address is plain and of another machine.</exception>
    public BinanceMarketFeed(FeedOptions options, ServerClock clock, TimeProvider time, Random jitter)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(jitter);
        ServiceAddress.RequireSafe(options.Rest);
        ServiceAddress.RequireSafe(options.Streams);
        (_options, _clock, _time, _jitter) = (options, clock, time, jitter);
        _http = RestCarrier.CreateHttp(options.Rest, new CallPolicy());
        var patient = new PatientClient(_http, new RetryPolicy(), time, new Random(jitter.Next()), new SilentObserver(), options.Gate);
        _pages = new TradePages(patient, options.Rest, options.Gate);
        _catchUp = new TradeCatchUp(_pages, time, options.Notice);
    }

    /// <inheritdoc/>
    public Task Completion => _completion.Task;

    /// <inheritdoc/>
    public bool BeginsAnew => false;

    /// <inheritdoc/>
    public IReadOnlyList<LinkStatus> Links
    {
        get
        {
            var streams = _streams;
            var last = streams.Count == 0 ? default : streams.Max(static stream => stream.LastReceived);
            var lines = streams.SelectMany(static stream => stream.Lines).ToList();
            var detail = $"{streams.Count(static stream => stream.IsOpen)}/{streams.Count} connections, {lines.Sum(static line => line.Missing)} trades missing";
            return [new LinkStatus("market-data", _isUp, last, Duration.Zero, streams.Sum(static stream => stream.Reconnects), detail)];
        }
    }

    /// <inheritdoc/>
    public void Start(IShellInbox inbox, IReadOnlyList<TradeId> after)
    {
        ArgumentNullException.ThrowIfNull(inbox);
        ArgumentNullException.ThrowIfNull(after);
        if (_inbox is not null)
            throw new InvalidOperationException("the feed has been started");
        if (after.Count != _options.Instruments.Count)
            throw new ArgumentException($"{after.Count} ids for {_options.Instruments.Count} instruments", nameof(after));
        _inbox = inbox;
        var lines = _options.Instruments.Select(instrument => new TradeLine(instrument, inbox, _options, _time)).ToArray();
        for (var i = 0; i < lines.Length; i++)
        {
            if (after[i].Value > 0)
                lines[i].BeginAfter(after[i].Value);
        }

        var table = new SymbolTable(lines);
        var perLine = _options.HasQuotes ? 2 : 1;
        _streams = [.. lines.Chunk(Math.Max(1, _options.StreamsPerConnection / perLine)).Select(some => StreamOf(some, table))];
        Tell(false, "connecting");
        _running = HostAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _http.Dispose();
        _stop.Dispose();
    }

    private FeedStream StreamOf(TradeLine[] lines, SymbolTable table)
    {
        var names = lines.SelectMany(line => _options.HasQuotes
            ? new[] { line.Symbol.ToLowerInvariant() + "@trade", line.Symbol.ToLowerInvariant() + "@bookTicker" }
            : [line.Symbol.ToLowerInvariant() + "@trade"]);
        var options = new MarketStreamOptions { Address = _options.Streams, Streams = [.. names], Silence = _options.Silence, Retry = _options.Retry };
        return new FeedStream(options, lines, table, _clock, _time, new Random(_jitter.Next()), OnTurned);
    }

    private async Task HostAsync()
    {
        try
        {
            await Task.Yield();
            var tasks = _streams.Select(stream => stream.RunAsync(_stop.Token)).Append(BeatAsync()).Concat(Enumerable.Range(0, Fetchers).Select(_ => FetchAsync())).ToList();
            // The streams end when they are cancelled, or when they cannot go on: then nothing can.
            var first = await Task.WhenAny(tasks).ConfigureAwait(false);
            await _stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await first.ConfigureAwait(false);
            _completion.TrySetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            _completion.TrySetResult();
        }
        catch (Exception fault)
        {
            // The host: it cannot go on, and whoever runs it is told why.
            Tell(false, fault.Message);
            _completion.TrySetException(fault);
        }
    }

    private void OnTurned(FeedStream stream, bool isOpen, string reason)
    {
        if (isOpen)
        {
            // What came while nothing stood is not sent again.
            foreach (var line in stream.Lines)
                Catch(stream, line);
        }

        Judge(isOpen ? "connected" : reason);
    }

    private async Task BeatAsync()
    {
        while (true)
        {
            await _time.DelayAsync(Beat, _stop.Token).ConfigureAwait(false);
            foreach (var stream in _streams)
            {
                foreach (var line in stream.Lines)
                {
                    if (line.IsOverdue)
                        Catch(stream, line);
                    else if (stream.IsOpen && line.Quiet > _options.ProgressWatch)
                        Check(stream, line);
                }
            }

            Judge("caught up");
        }
    }

    private void Catch(FeedStream stream, TradeLine line)
    {
        if (!line.TryBeginFilling())
            return;
        lock (_lock)
            _filling[line] = _time.GetTimestamp();
        _work.Writer.TryWrite((stream, line, false));
    }

    private void Check(FeedStream stream, TradeLine line)
    {
        line.NoteAsked();
        _work.Writer.TryWrite((stream, line, true));
    }

    private async Task FetchAsync()
    {
        await foreach (var (stream, line, isCheck) in _work.Reader.ReadAllAsync(_stop.Token).ConfigureAwait(false))
        {
            if (isCheck)
            {
                await CheckAsync(stream, line).ConfigureAwait(false);
                continue;
            }

            await _catchUp.RunAsync(line, _stop.Token).ConfigureAwait(false);
            lock (_lock)
                _filling.Remove(line);
            Judge("caught up");
        }
    }

    // A connection may stand, answer, and yet bring nothing: only the exchange's own last trade tells.
    private async Task CheckAsync(FeedStream stream, TradeLine line)
    {
        try
        {
            var expected = line.Next;
            if (await _pages.NewestIdAsync(line.Symbol, _stop.Token).ConfigureAwait(false) is not { } newest || line.Next != expected)
                return;
            // Nothing has ever come, so nobody can tell what is missing: from now on, what the exchange has behind this one is.
            if (expected == 0)
            {
                line.BeginAfter(newest);
                return;
            }

            // Test networks are emptied now and then.
            if (newest < expected - 1)
                _options.Notice($"{line.Symbol}: the exchange's newest trade is {newest}, and {expected - 1} was there before: it has begun anew, and the node has to, with a state of its own");
            if (newest < expected)
                return;
            // It may be on its way.
            await _time.DelayAsync(TimeSpan.FromSeconds(1), _stop.Token).ConfigureAwait(false);
            if (line.Next != expected)
                return;
            _options.Notice($"{line.Symbol}: the exchange has trade {newest}, its stream has brought nothing since {expected - 1}: connected anew");
            stream.Restart($"no trades of {line.Symbol} come, and the exchange has some");
        }
        catch (DownloadException failure)
        {
            _options.Notice($"{line.Symbol}: cannot ask whether its stream is whole: {failure.Message}");
        }
    }

    private void Judge(string reason)
    {
        var isOpen = _streams.All(static stream => stream.IsOpen);
        lock (_lock)
        {
            // A gap that is filled at once is nothing that entries have to stop for; to catch up for long is, and so is the start.
            var isBehind = _told != true ? _filling.Count > 0 : _filling.Values.Any(since => _time.GetElapsedTime(since) > LongFill);
            TellUnderLock(isOpen && !isBehind, isBehind && isOpen ? "catching up with missed trades" : reason);
        }
    }

    private void Tell(bool isUp, string reason)
    {
        lock (_lock)
            TellUnderLock(isUp, reason);
    }

    // Under the lock: two turns must not overtake each other on the way to the inbox.
    private void TellUnderLock(bool isUp, string reason)
    {
        if (_told == isUp)
            return;
        _told = _isUp = isUp;
        _inbox?.OnVenue(new VenueEvent.ConnectionChanged(VenueLink.MarketData, _clock.Now(), isUp, reason));
    }

    private sealed class SilentObserver : IDownloadObserver
    {
        public void OnBytes(string file, long bytes, long? total)
        {
        }

        public void OnWaiting(string what, string why, TimeSpan wait)
        {
        }

        public void OnDone(FileOutcome outcome)
        {
        }
    }
}
