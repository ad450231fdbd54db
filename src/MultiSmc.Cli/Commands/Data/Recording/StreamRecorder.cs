using System.Text;
using System.Threading.Channels;
using MultiSmc.Binance;
using MultiSmc.Binance.Wire;
using MultiSmc.Catalog;
using MultiSmc.Core;

namespace MultiSmc.Cli.Commands;

/// <summary>
/// Records market streams: every message goes to a log on disk as it came, and at the end of each UTC day and of the recording the logs go into the
/// catalog. Starts with what a killed recording left.
/// </summary>
internal sealed class StreamRecorder : IDisposable
{
    private const string Folder = ".recording";
    private static readonly TimeSpan SyncEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BookRetry = TimeSpan.FromSeconds(5);

    private readonly CommandConsole _console;
    private readonly MarketStream _stream;
    private readonly DepthBooks _books;
    private readonly SegmentJoin _join;
    private readonly TimeProvider _time;
    private readonly FileStream _lock;
    private readonly Dictionary<string, RecordedSymbol> _symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RecordedSymbol>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly Channel<(RecordedSymbol Symbol, byte[]? Book)> _answers = Channel.CreateUnbounded<(RecordedSymbol, byte[]?)>();
    private Task _joining = Task.CompletedTask;
    private readonly List<Task> _asks = [];
    private readonly SortedSet<string> _unjoined = new(StringComparer.Ordinal);

    /// <param name="console">Where it says how it goes.</param>
    /// <param name="store">The catalog.</param>
    /// <param name="symbols">Upper case.</param>
    /// <param name="stream">Not running yet.</param>
    /// <param name="rest">What completes the stream.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="CatalogException">Another recording writes to the catalog.</exception>
    public StreamRecorder(
        CommandConsole console, CatalogStore store, IEnumerable<string> symbols, MarketStream stream, (ITradeBackfill Backfill, DepthBooks Books) rest,
        TimeProvider time)
    {
        (_console, _stream, _books, _time) = (console, stream, rest.Books, time);
        _join = new SegmentJoin(console, store, rest.Backfill);
        var folder = Path.Combine(store.Root, Folder);
        Directory.CreateDirectory(folder);
        try
        {
            _lock = new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy)
        {
            throw new CatalogException(store.Root, "another recording is writing to the catalog", "Stop it, or record into another catalog.", busy);
        }

        foreach (var symbol in symbols)
            _symbols.Add(symbol, new RecordedSymbol(symbol, Path.Combine(folder, symbol)));
        _bySpan = _symbols.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Records until it is told to stop, then puts everything into the catalog.</summary>
    /// <exception cref="StreamException">The stream cannot go on; what came is in the catalog.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        await JoinAllAsync(stop).ConfigureAwait(false);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = _stream.RunAsync(ending.Token);
        try
        {
            await ReceiveAsync(ending.Token).ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ((Task)Task.WhenAll(_asks)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _joining.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // The user asked to stop; putting into the catalog what was recorded is part of stopping.
            await JoinAllAsync(CancellationToken.None).ConfigureAwait(false);
            foreach (var symbol in _symbols.Values.Where(static symbol => symbol.Log.Cut().Count == 0))
                SegmentJoin.ForgetFirst(symbol.Folder);
        }

        await running.ConfigureAwait(false);
    }

    /// <summary>Symbols of which something recorded is not in the catalog; known once the recording has ended.</summary>
    public IReadOnlyCollection<string> Unjoined => _unjoined;

    /// <summary>Messages kept of each symbol.</summary>
    public IEnumerable<(string Symbol, long Messages)> Counts() => _symbols.Values.Select(static symbol => (symbol.Symbol, symbol.Log.Lines));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var symbol in _symbols.Values)
            symbol.Dispose();
        _lock.Dispose();
    }

    private async Task ReceiveAsync(CancellationToken stop)
    {
        var messages = _stream.Messages;
        var (synced, day) = (_time.GetTimestamp(), _time.GetUtcNow().UtcDateTime.Date);
        while (!messages.Completion.IsCompleted)
        {
            while (messages.TryRead(out var message))
                Take(in message);
            TakeBooks(stop);
            foreach (var symbol in _symbols.Values)
                symbol.Log.Flush();
            if (_time.GetElapsedTime(synced) >= SyncEvery)
            {
                foreach (var symbol in _symbols.Values)
                    symbol.Log.Sync();
                synced = _time.GetTimestamp();
            }

            if (_time.GetUtcNow().UtcDateTime.Date is var today && today != day)
            {
                day = today;
                JoinInBackground(stop);
            }

            await WaitAsync(messages).ConfigureAwait(false);
        }
    }

    // A message, or the moment to sync; the stream's own end wakes it too.
    private async Task WaitAsync(ChannelReader<StreamMessage> messages)
    {
        using var over = new CancellationTokenSource();
        var next = messages.WaitToReadAsync().AsTask();
        await Task.WhenAny(next, Task.Delay(SyncEvery, _time, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
    }

    private void Take(in StreamMessage message)
    {
        if (message.Kind == StreamMessageKind.Closed)
        {
            _console.WriteWarning($"connection {message.Connection}: {message.Reason}; connecting again");
            foreach (var symbol in _symbols.Values)
                symbol.OnLoss();
        }

        if (message.Kind != StreamMessageKind.Data)
            return;
        var bytes = message.Bytes.Span;
        switch (MarketMessage.KindOf(bytes))
        {
            case MarketMessageKind.Trade when TradeMessageDecoder.TryDecode(bytes, out var trade):
                Find(trade.Symbol)?.OnTrade(in trade, message.ReceivedAt, bytes);
                break;
            case MarketMessageKind.BookTicker when BookTickerDecoder.TryDecode(bytes, out var ticker):
                Find(ticker.Symbol)?.OnQuote(ticker.Quote, message.ReceivedAt, bytes);
                break;
            case MarketMessageKind.DepthUpdate when DepthUpdateDecoder.TryDecode(bytes, out var header):
                Find(header.Symbol)?.OnDepth(message.ReceivedAt, bytes);
                break;
            default:
                _console.WriteWarning($"connection {message.Connection}: a message that cannot be read was left out: {Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 200)])}");
                break;
        }
    }

    private RecordedSymbol? Find(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[64];
        return name.Length <= text.Length && Encoding.UTF8.TryGetChars(name, text, out var length) && _bySpan.TryGetValue(text[..length], out var symbol) ? symbol : null;
    }

    // Whole books come beside the stream: asking for one must not hold it up.
    private void TakeBooks(CancellationToken stop)
    {
        while (_answers.Reader.TryRead(out var answer))
        {
            if (answer.Book is { } book)
                answer.Symbol.OnBook(Timestamp.Of(_time.GetUtcNow()), book);
            else
                answer.Symbol.OnLoss();
        }

        foreach (var symbol in _symbols.Values.Where(static symbol => symbol.WantsBook))
        {
            symbol.NoteAsked();
            _asks.RemoveAll(static ask => ask.IsCompleted);
            _asks.Add(AskAsync(symbol, stop));
        }
    }

    private async Task AskAsync(RecordedSymbol symbol, CancellationToken stop)
    {
        byte[]? book = null;
        try
        {
            book = await _books.FetchAsync(symbol.Symbol, stop).ConfigureAwait(false);
        }
        catch (DownloadException failure)
        {
            _console.WriteWarning($"{failure.Message}; the book of {symbol.Symbol} stays unknown until the next try");
            await Task.Delay(BookRetry, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The recording ends; no book is needed any more.
        }

        _answers.Writer.TryWrite((symbol, book));
    }

    private void JoinInBackground(CancellationToken stop)
    {
        var work = _symbols.Values.Select(static symbol => (symbol, Segments: symbol.Log.Cut())).ToArray();
        var before = _joining;
        _joining = Task.Run(
            async () =>
            {
                await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                foreach (var (symbol, segments) in work)
                    await JoinAsync(symbol, segments, stop).ConfigureAwait(false);
            },
            CancellationToken.None);
    }

    private async Task JoinAllAsync(CancellationToken stop)
    {
        foreach (var symbol in _symbols.Values)
            await JoinAsync(symbol, symbol.Log.Cut(), stop).ConfigureAwait(false);
    }

    private async Task JoinAsync(RecordedSymbol symbol, IReadOnlyList<string> segments, CancellationToken stop)
    {
        try
        {
            await _join.RunAsync(symbol.Folder, symbol.Symbol, segments, stop).ConfigureAwait(false);
            _unjoined.Remove(symbol.Symbol);
        }
        catch (Exception failure) when (failure is CatalogException or DataFileException)
        {
            _unjoined.Add(symbol.Symbol);
            _console.WriteError($"{failure.Message} What was recorded of {symbol.Symbol} stays in {symbol.Folder}; the next recording puts it in.");
        }
    }
}
