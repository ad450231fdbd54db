using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>
/// Several symbols as one seeded market, merged by exchange time: trades, quotes and depth that agree with each other. Any length in constant memory.
/// Step by step with <see cref="TryNext"/>, or as a tape with <see cref="Read(Span{MarketEvent})"/>; not both at once.
/// </summary>
public sealed class SyntheticMarket : IMarketSource
{
    private readonly SyntheticSymbol[] _symbols;
    private readonly InstrumentId[] _ids;
    private readonly bool _withQuotes;

    // When each symbol's next event is; MaxValue behind its end.
    private readonly long[] _nextNs;

    /// <param name="listings">The symbols, none twice; events of the same time come in this order.</param>
    /// <param name="parameters">What happens.</param>
    /// <param name="content">Which events are made: a book costs time.</param>
    /// <exception cref="ArgumentException">A parameter is out of its range, a symbol is named twice, or its tick is too coarse for its profile.</exception>
    public SyntheticMarket(IReadOnlyList<SyntheticListing> listings, SyntheticMarketParameters parameters, SyntheticContent content = SyntheticContent.Book)
    {
        ArgumentNullException.ThrowIfNull(listings);
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Validate();
        if (listings.Count == 0)
            throw new ArgumentException("a market has at least one symbol", nameof(listings));
        if (listings.DistinctBy(listing => listing.Instrument.Symbol).Count() != listings.Count)
            throw new ArgumentException("a symbol is named twice", nameof(listings));
        _withQuotes = content == SyntheticContent.Book;
        _symbols = [.. listings.Select(listing => new SyntheticSymbol(listing, parameters, _withQuotes))];
        _ids = [.. listings.Select(listing => listing.Instrument.Id)];
        _nextNs = new long[_symbols.Length];
        for (var i = 0; i < _symbols.Length; i++)
            Look(i);
    }

    /// <summary>The next event of all symbols.</summary>
    /// <returns>False at the end of time.</returns>
    public bool TryNext(out SyntheticEvent next)
    {
        var first = 0;
        for (var i = 1; i < _nextNs.Length; i++)
        {
            if (_nextNs[i] < _nextNs[first])
                first = i;
        }

        if (_nextNs[first] == long.MaxValue)
        {
            next = default;
            return false;
        }

        next = _symbols[first].Tape.Peek;
        _symbols[first].Tape.Skip();
        Look(first);
        return true;
    }

    /// <summary>
    /// A symbol's book. It may be ahead of the events read by those of one order: a reader leaves out changes at or below
    /// <see cref="DepthSnapshot.LastUpdateId"/>, as with the exchange's snapshots. Quotes and trades of that order are in it, too.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">No such instrument.</exception>
    public DepthSnapshot Snapshot(InstrumentId instrument)
    {
        var index = Array.IndexOf(_ids, instrument);
        ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(instrument));
        return _symbols[index].Snapshot();
    }

    /// <summary>Fills the buffer with trades, and quotes where a book is made.</summary>
    /// <returns>How many events were written; 0 means the end.</returns>
    public int Read(Span<MarketEvent> buffer)
    {
        var count = 0;
        while (count < buffer.Length && TryNext(out var next))
        {
            if (next.Kind == SyntheticEventKind.Trade)
                buffer[count++] = new MarketEvent(next.Instrument, next.Trade);
            else if (next.Kind == SyntheticEventKind.Quote)
                buffer[count++] = new MarketEvent(next.Instrument, next.Quote);
        }

        return count;
    }

    /// <summary>Nothing to release.</summary>
    public void Dispose()
    {
    }

    private void Look(int index) =>
        _nextNs[index] = _symbols[index].TryFill() ? _symbols[index].Tape.Peek.Time.Nanoseconds : long.MaxValue;
}

/// <summary>Which events a synthetic market makes; the trades are the same in either case.</summary>
public enum SyntheticContent
{
    /// <summary>Trades, quotes and depth.</summary>
    Book,

    /// <summary>Trades alone.</summary>
    Trades,
}
