namespace MultiSmc.Core;

/// <summary>What a market event holds.</summary>
public enum MarketEventKind : byte
{
    /// <summary>A trade.</summary>
    Trade,

    /// <summary>A best bid and ask.</summary>
    Quote,
}

/// <summary>A trade or a quote of one instrument, in one flat value: a tape is a sequence of these.</summary>
public readonly struct MarketEvent
{
    private readonly long _a;
    private readonly long _b;
    private readonly long _c;
    private readonly long _d;
    private readonly long _e;
    private readonly AggressorSide _aggressor;

    /// <summary>A trade.</summary>
    public MarketEvent(InstrumentId instrument, in TradeTick trade)
    {
        Kind = MarketEventKind.Trade;
        Instrument = instrument;
        Time = trade.Time;
        _a = trade.Id;
        _b = trade.Price.Raw;
        _c = trade.Quantity.Raw;
        _aggressor = trade.Aggressor;
    }

    /// <summary>A quote.</summary>
    public MarketEvent(InstrumentId instrument, in Quote quote)
    {
        Kind = MarketEventKind.Quote;
        Instrument = instrument;
        Time = quote.Time;
        _a = quote.UpdateId;
        _b = quote.Bid.Raw;
        _c = quote.BidQuantity.Raw;
        _d = quote.Ask.Raw;
        _e = quote.AskQuantity.Raw;
    }

    /// <summary>Exchange time.</summary>
    public Timestamp Time { get; }

    /// <summary>Whose.</summary>
    public InstrumentId Instrument { get; }

    /// <summary>Which of the two.</summary>
    public MarketEventKind Kind { get; }

    /// <summary>The trade; only for <see cref="MarketEventKind.Trade"/>.</summary>
    public TradeTick Trade => new(_a, Time, new Price(_b), new Quantity(_c), _aggressor);

    /// <summary>The quote; only for <see cref="MarketEventKind.Quote"/>.</summary>
    public Quote Quote => new(_a, Time, new Price(_b), new Quantity(_c), new Price(_d), new Quantity(_e));
}
