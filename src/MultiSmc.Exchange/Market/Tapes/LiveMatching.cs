using MultiSmc.Core;
using MultiSmc.Simulation;

namespace MultiSmc.Exchange;

/// <summary>Shows an event of the market.</summary>
internal delegate void ShowMarket(in MarketEvent market);

/// <summary>
/// A market made by orders of accounts alone: participants follow a tape of trades, others' orders stand in the same book. What is shown are the
/// prints, the best levels when they change, and the changes of the book each 100 ms. Belongs to the exchange's thread.
/// </summary>
public sealed class LiveMatching
{
    private static readonly Duration DepthInterval = Duration.FromMilliseconds(100);

    private readonly SpotExchange _exchange;
    private readonly TapeParticipants[] _participants;
    private readonly LiveBook[] _books;
    private ShowMarket _show = static (in _) => { };

    /// <param name="exchange">Its <see cref="ExchangeParameters.Liquidity"/> is orders, and it tracks depth.</param>
    /// <param name="instruments">All of its instruments.</param>
    /// <param name="parameters">How the participants quote; each instrument's sizes come from a seed of its own.</param>
    public LiveMatching(SpotExchange exchange, IReadOnlyList<Instrument> instruments, TapeParticipantsParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(parameters);
        _exchange = exchange;
        _books = [.. instruments.Select(static instrument => new LiveBook(instrument.Id))];
        _participants = [.. instruments.Select(instrument =>
            new TapeParticipants(exchange, instrument.Id, parameters with { Seed = parameters.Seed + (ulong)instrument.Id.Index }))];
    }

    internal void Begin(ShowMarket show)
    {
        _show = show;
        foreach (var book in _books)
            show(new MarketEvent(book.Id, new DepthChange(0, 0, default, default, default, DepthMarks.Snapshot | DepthMarks.First | DepthMarks.Last | DepthMarks.Empty)));
    }

    /// <summary>Plays the next trade of the tape; what comes of it are prints of the exchange.</summary>
    internal void Play(InstrumentId instrument, in TradeTick trade, Timestamp time)
    {
        _participants[instrument.Index].Play(trade with { Time = time }, time);
        AfterStep(instrument, time);
    }

    /// <summary>The book may have changed.</summary>
    internal void AfterStep(InstrumentId instrument, Timestamp time)
    {
        var book = _books[instrument.Index];
        var updateId = _exchange.UpdateIdOf(instrument);
        if (updateId == book.SeenId)
            return;
        book.SeenId = updateId;
        ShowQuote(book, time);
        if (time >= book.DepthDue)
            ShowDepth(book, time);
    }

    /// <summary>Time goes on: changes of books that are due are shown.</summary>
    internal void Advance(Timestamp time)
    {
        foreach (var book in _books)
        {
            if (book.SeenId > book.ShownId && time >= book.DepthDue)
                ShowDepth(book, time);
        }
    }

    private void ShowQuote(LiveBook book, Timestamp time)
    {
        Span<BookLevel> best = stackalloc BookLevel[1];
        var bid = _exchange.CopyDepth(book.Id, Side.Buy, best) > 0 ? best[0] : default;
        var ask = _exchange.CopyDepth(book.Id, Side.Sell, best) > 0 ? best[0] : default;
        if (bid == book.Bid && ask == book.Ask)
            return;
        (book.Bid, book.Ask) = (bid, ask);
        _show(new MarketEvent(book.Id, new Quote(book.SeenId, time, bid.Price, bid.Quantity, ask.Price, ask.Quantity)));
    }

    private void ShowDepth(LiveBook book, Timestamp time)
    {
        var changes = _exchange.TakeDepthChanges(book.Id);
        var (first, last) = (book.ShownId + 1, book.SeenId);
        book.ShownId = last;
        book.DepthDue = time + DepthInterval;
        for (var i = 0; i < changes.Count; i++)
        {
            var marks = (changes[i].Side == Side.Sell ? DepthMarks.Ask : DepthMarks.None)
                | (i == 0 ? DepthMarks.First : DepthMarks.None) | (i == changes.Count - 1 ? DepthMarks.Last : DepthMarks.None);
            _show(new MarketEvent(book.Id, new DepthChange(first, last, time, changes[i].Level.Price, changes[i].Level.Quantity, marks)));
        }

        if (changes.Count == 0)
            _show(new MarketEvent(book.Id, new DepthChange(first, last, time, default, default, DepthMarks.First | DepthMarks.Last | DepthMarks.Empty)));
    }

    private sealed class LiveBook(InstrumentId id)
    {
        public InstrumentId Id => id;

        /// <summary>The exchange's update id when the quote was looked at last.</summary>
        public long SeenId { get; set; }

        /// <summary>The last update id that a message of depth has told.</summary>
        public long ShownId { get; set; }

        public Timestamp DepthDue { get; set; }

        public BookLevel Bid { get; set; }

        public BookLevel Ask { get; set; }
    }
}
