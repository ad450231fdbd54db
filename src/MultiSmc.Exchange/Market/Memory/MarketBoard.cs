using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>How much of the market is remembered.</summary>
public sealed record MarketBoardOptions
{
    /// <summary>Trades of each symbol, the newest; 1 or more. 40 bytes each, taken as they come.</summary>
    public int TradesMax { get; init; } = 200_000;

    /// <summary>Candles of each symbol and interval, the newest; 1,500 or more, so that a day of minutes fits. 96 bytes each, taken as they come.</summary>
    public int BarsMax { get; init; } = 2_000;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(TradesMax, 1, nameof(TradesMax));
        ArgumentOutOfRangeException.ThrowIfLessThan(BarsMax, 1_500, nameof(BarsMax));
    }
}

/// <summary>
/// What the public may know of the market, per symbol: trades, quote, book, candles, rules. The exchange's thread changes it; whoever asks from elsewhere
/// does so through <see cref="MarketDesk"/>.
/// </summary>
public sealed class MarketBoard
{
    private readonly SymbolMemory[] _symbols;
    private readonly Dictionary<string, SymbolMemory> _byName;

    /// <param name="instruments">Each at the place that its <see cref="Instrument.Id"/> says.</param>
    /// <param name="options">How much is remembered.</param>
    /// <exception cref="ArgumentException">An option is out of range, or an instrument is not at its place.</exception>
    public MarketBoard(IReadOnlyList<Instrument> instruments, MarketBoardOptions options)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        for (var i = 0; i < instruments.Count; i++)
        {
            if (instruments[i].Id.Index != i)
                throw new ArgumentException($"{instruments[i].Symbol} is at place {i} but has id {instruments[i].Id.Index}", nameof(instruments));
        }

        _symbols = [.. instruments.Select(instrument => new SymbolMemory(instrument, options))];
        _byName = _symbols.ToDictionary(static symbol => symbol.Instrument.Symbol, StringComparer.Ordinal);
    }

    /// <summary>The market's own clock: time of the latest event, or of the latest <see cref="Advance"/>.</summary>
    public Timestamp MarketTime { get; private set; }

    /// <summary>Held by the exchange's thread for a run of events, and by others while they read.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>The symbols, in the order of their ids.</summary>
    internal IReadOnlyList<SymbolMemory> Symbols => _symbols;

    /// <summary>The market's clock goes on without an event. It does not go back.</summary>
    public void Advance(Timestamp time)
    {
        if (time > MarketTime)
            MarketTime = time;
    }

    /// <summary>Takes the next event of the market.</summary>
    /// <returns>False for a trade that was told already: nothing happens.</returns>
    public bool On(in MarketEvent market)
    {
        var symbol = _symbols[market.Instrument.Index];
        Advance(market.Time);
        switch (market.Kind)
        {
            case MarketEventKind.Trade:
                return symbol.On(market.Trade);
            case MarketEventKind.Quote:
                symbol.On(market.Quote);
                return true;
            default:
                symbol.On(market.Depth);
                return true;
        }
    }

    /// <summary>The rules or the status of an instrument have changed.</summary>
    public void Change(Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        _symbols[instrument.Id.Index].Instrument = instrument;
    }

    /// <summary>The instrument of a symbol as it is on the wire, or null.</summary>
    public Instrument? Find(string symbol) => _byName.GetValueOrDefault(symbol)?.Instrument;

    internal SymbolMemory? Memory(string symbol) => _byName.GetValueOrDefault(symbol);
}
