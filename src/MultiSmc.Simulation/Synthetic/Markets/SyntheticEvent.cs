using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>What a <see cref="SyntheticEvent"/> holds.</summary>
public enum SyntheticEventKind : byte
{
    /// <summary>A trade.</summary>
    Trade,

    /// <summary>A best bid and ask.</summary>
    Quote,

    /// <summary>A change of one level of the book.</summary>
    Depth,
}

/// <summary>
/// One event of a synthetic market. A trade comes before the change that it makes to its level: at that moment the price is the best of its side and
/// at least its quantity rests there. The quote comes after the changes that led to it.
/// </summary>
public readonly struct SyntheticEvent
{
    private readonly long _a;
    private readonly long _b;
    private readonly long _c;
    private readonly long _d;
    private readonly long _e;
    private readonly byte _side;

    internal SyntheticEvent(InstrumentId instrument, in TradeTick trade)
    {
        (Kind, Instrument, Time) = (SyntheticEventKind.Trade, instrument, trade.Time);
        (_a, _b, _c, _side) = (trade.Id, trade.Price.Raw, trade.Quantity.Raw, (byte)trade.Aggressor);
    }

    internal SyntheticEvent(InstrumentId instrument, in Quote quote)
    {
        (Kind, Instrument, Time) = (SyntheticEventKind.Quote, instrument, quote.Time);
        (_a, _b, _c, _d, _e) = (quote.UpdateId, quote.Bid.Raw, quote.BidQuantity.Raw, quote.Ask.Raw, quote.AskQuantity.Raw);
    }

    internal SyntheticEvent(InstrumentId instrument, in LevelChange change)
    {
        (Kind, Instrument, Time) = (SyntheticEventKind.Depth, instrument, change.Time);
        (_a, _b, _c, _side) = (change.UpdateId, change.Price.Raw, change.Quantity.Raw, (byte)change.Side);
    }

    /// <summary>Which of the three.</summary>
    public SyntheticEventKind Kind { get; }

    /// <summary>Whose.</summary>
    public InstrumentId Instrument { get; }

    /// <summary>Exchange time.</summary>
    public Timestamp Time { get; }

    /// <summary>The trade; only for <see cref="SyntheticEventKind.Trade"/>.</summary>
    public TradeTick Trade => new(_a, Time, new Price(_b), new Quantity(_c), (AggressorSide)_side);

    /// <summary>The quote; only for <see cref="SyntheticEventKind.Quote"/>.</summary>
    public Quote Quote => new(_a, Time, new Price(_b), new Quantity(_c), new Price(_d), new Quantity(_e));

    /// <summary>The change of a level; only for <see cref="SyntheticEventKind.Depth"/>.</summary>
    public LevelChange Depth => new(_a, Time, (Side)_side, new Price(_b), new Quantity(_c));
}
