using MultiSmc.Core;
using MultiSmc.Simulation;

namespace MultiSmc.Exchange;

/// <summary>
/// A synthetic market as a recorder of the exchange's streams would write it down: a whole book of each symbol first, then trades and quotes as they
/// come, and the changes of each book in one message per 100 ms.
/// </summary>
public sealed class SyntheticSource : IMarketSource
{
    private const long MessageNs = 100_000_000;

    private readonly SyntheticMarket _market;
    private readonly Queue<MarketEvent> _ready = new();
    private readonly List<Gathered> _books;
    private readonly Dictionary<InstrumentId, Gathered> _byId;
    private long _dueNs;
    private Timestamp _last;

    /// <param name="listings">The symbols.</param>
    /// <param name="parameters">What happens.</param>
    /// <exception cref="ArgumentException">As of <see cref="SyntheticMarket"/>.</exception>
    public SyntheticSource(IReadOnlyList<SyntheticListing> listings, SyntheticMarketParameters parameters)
        : this(new SyntheticMarket(listings, parameters), [.. listings.Select(static listing => listing.Instrument.Id)], parameters.StartTime)
    {
    }

    /// <summary>A market some of which has been read already: it goes on from there.</summary>
    /// <param name="market">The market, with its books.</param>
    /// <param name="instruments">Its symbols.</param>
    /// <param name="start">The time of the last event that was read, or its beginning.</param>
    public SyntheticSource(SyntheticMarket market, IReadOnlyList<InstrumentId> instruments, Timestamp start)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(instruments);
        _market = market;
        _books = [.. instruments.Select(static id => new Gathered(id))];
        _byId = _books.ToDictionary(static book => book.Id);
        _dueNs = start.Nanoseconds + MessageNs;
        foreach (var book in _books)
            Begin(book, start);
    }

    /// <inheritdoc/>
    public int Read(Span<MarketEvent> buffer)
    {
        var count = 0;
        while (count < buffer.Length)
        {
            if (_ready.TryDequeue(out var market))
            {
                buffer[count++] = market;
                continue;
            }

            if (!_market.TryNext(out var next))
            {
                TellAll(_last);
                if (_ready.Count == 0)
                    break;
                continue;
            }

            // What lies before a boundary of 100 ms goes out ahead of what comes behind it.
            if (next.Time.Nanoseconds >= _dueNs)
                TellAll(next.Time);
            _last = next.Time;
            Take(in next);
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _market.Dispose();

    private void Take(in SyntheticEvent next)
    {
        switch (next.Kind)
        {
            case SyntheticEventKind.Trade:
                _ready.Enqueue(new MarketEvent(next.Instrument, next.Trade));
                break;
            case SyntheticEventKind.Quote:
                _ready.Enqueue(new MarketEvent(next.Instrument, next.Quote));
                break;
            default:
                var change = next.Depth;
                var book = _byId[next.Instrument];
                if (change.UpdateId > book.LastId)
                    book.Changes.Add(change);
                break;
        }
    }

    private void Begin(Gathered book, Timestamp time)
    {
        var snapshot = _market.Snapshot(book.Id);
        book.LastId = snapshot.LastUpdateId;
        var run = new DepthRunWriter(_ready, book.Id, snapshot.LastUpdateId, snapshot.LastUpdateId, time, DepthMarks.Snapshot);
        run.Write(
            [.. snapshot.Bids.Select(static level => new BookLevel(level.Price, level.Quantity))],
            [.. snapshot.Asks.Select(static level => new BookLevel(level.Price, level.Quantity))]);
    }

    private void TellAll(Timestamp time)
    {
        _dueNs = (time.Nanoseconds / MessageNs + 1) * MessageNs;
        foreach (var book in _books)
        {
            if (book.Changes.Count == 0)
                continue;
            var last = book.Changes[^1];
            var run = new DepthRunWriter(_ready, book.Id, book.LastId + 1, last.UpdateId, _last, DepthMarks.None);
            run.Write(Newest(book.Changes, Side.Buy), Newest(book.Changes, Side.Sell));
            book.LastId = last.UpdateId;
            book.Changes.Clear();
        }
    }

    /// <summary>Each level of a side once, with its last size.</summary>
    private static BookLevel[] Newest(List<LevelChange> changes, Side side)
    {
        var levels = new OrderedDictionary<Price, Quantity>();
        foreach (var change in changes)
        {
            if (change.Side == side)
                levels[change.Price] = change.Quantity;
        }

        return [.. levels.Select(static level => new BookLevel(level.Key, level.Value))];
    }

    private sealed class Gathered(InstrumentId id)
    {
        public InstrumentId Id => id;

        public long LastId { get; set; }

        public List<LevelChange> Changes { get; } = [];
    }
}

/// <summary>Writes one message of depth as a run of levels, marked at its ends.</summary>
internal readonly struct DepthRunWriter(Queue<MarketEvent> target, InstrumentId id, long firstId, long lastId, Timestamp time, DepthMarks kind)
{
    public void Write(BookLevel[] bids, BookLevel[] asks)
    {
        var count = bids.Length + asks.Length;
        for (var i = 0; i < count; i++)
        {
            var (level, side) = i < bids.Length ? (bids[i], DepthMarks.None) : (asks[i - bids.Length], DepthMarks.Ask);
            Write(level, side | (i == 0 ? DepthMarks.First : DepthMarks.None) | (i == count - 1 ? DepthMarks.Last : DepthMarks.None));
        }

        if (count == 0)
            Write(default, DepthMarks.First | DepthMarks.Last | DepthMarks.Empty);
    }

    private void Write(BookLevel level, DepthMarks marks) =>
        target.Enqueue(new MarketEvent(id, new DepthChange(firstId, lastId, time, level.Price, level.Quantity, kind | marks)));
}
