namespace MultiSmc.Core;

/// <summary>What a market event holds.</summary>
public enum MarketEventKind : byte
{
    /// <summary>A trade.</summary>
    Trade,

    /// <summary>A best bid and ask.</summary>
    Quote,

    /// <summary>One level of a change of the order book, or of a whole book.</summary>
    Depth,
}

/// <summary>A trade, a quote or a level of depth of one instrument, in one flat value: a tape is a sequence of these.</summary>
public readonly struct MarketEvent
{
    private readonly long _a;
    private readonly long _b;
    private readonly long _c;
    private readonly long _d;
    private readonly long _e;
    private readonly AggressorSide _aggressor;
    private readonly DepthMarks _marks;

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

    /// <summary>A level of depth.</summary>
    public MarketEvent(InstrumentId instrument, in DepthChange depth)
    {
        Kind = MarketEventKind.Depth;
        Instrument = instrument;
        Time = depth.Time;
        _a = depth.FirstUpdateId;
        _b = depth.LastUpdateId;
        _c = depth.Price.Raw;
        _d = depth.Quantity.Raw;
        _marks = depth.Marks;
    }

    /// <summary>Exchange time.</summary>
    public Timestamp Time { get; }

    /// <summary>Whose.</summary>
    public InstrumentId Instrument { get; }

    /// <summary>Which of the three.</summary>
    public MarketEventKind Kind { get; }

    /// <summary>The trade; only for <see cref="MarketEventKind.Trade"/>.</summary>
    public TradeTick Trade => new(_a, Time, new Price(_b), new Quantity(_c), _aggressor);

    /// <summary>The quote; only for <see cref="MarketEventKind.Quote"/>.</summary>
    public Quote Quote => new(_a, Time, new Price(_b), new Quantity(_c), new Price(_d), new Quantity(_e));

    /// <summary>The level of depth; only for <see cref="MarketEventKind.Depth"/>.</summary>
    public DepthChange Depth => new(_a, _b, Time, new Price(_c), new Quantity(_d), _marks);
}
