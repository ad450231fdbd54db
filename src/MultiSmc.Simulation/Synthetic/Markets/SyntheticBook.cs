using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>
/// A symbol's order book: makers quote around the fair price, pull what has come to stand on its wrong side, add and cancel; takers eat it from the
/// best level on. Never crossed, never empty on a side.
/// </summary>
internal sealed class SyntheticBook
{
    /// <summary>Most prints of one order; what it still wants then is cancelled.</summary>
    public const int MaxPrints = 200;

    private const int MinLevels = 20;
    private const int KeptLevels = 4;
    private const int MaxLevels = 60;

    // Makers come to one of the first levels only: deeper ones would be rewritten unseen.
    private const int BusyLevels = 8;
    private readonly SyntheticProfile _profile;
    private readonly Instrument _instrument;
    private readonly EventTape _tape;
    private SplitMix64 _random;
    private long _lotsPerCent;
    private long _tradeId;
    private TickLevel _quotedBid;
    private TickLevel _quotedAsk;

    public SyntheticBook(Instrument instrument, SyntheticProfile profile, ulong seed, EventTape tape, long firstTradeId)
    {
        (_instrument, _profile, _tape, _tradeId) = (instrument, profile, tape, firstTradeId);
        _random = new SplitMix64(seed);
    }

    public BookSide Bids { get; } = new();

    public BookSide Asks { get; } = new();

    /// <summary>Puts the first quotes around a price, without an event.</summary>
    public void Open(long ticks)
    {
        SettleSizes(ticks);
        Bids.PushBest(new TickLevel(ticks, NewLevel()));
        Asks.PushBest(new TickLevel(ticks + 1, NewLevel()));
        Refill(Bids, -1, 0, isSilent: true);
        Refill(Asks, 1, 0, isSilent: true);
        (_quotedBid, _quotedAsk) = (Bids.Best, Asks.Best);
    }

    /// <summary>Fits quote amounts to lots at a price: 2^-24 lots for a hundredth of the quote asset.</summary>
    public void SettleSizes(long ticks) =>
        _lotsPerCent = (long)(((Int128)FixedPoint.Scale * (FixedPoint.Scale / 100) << 24) / ((Int128)ticks * _instrument.TickSize.Raw * _instrument.LotSize.Raw));

    /// <summary>What makers do before an order comes.</summary>
    /// <param name="timeNs">When.</param>
    /// <param name="fair">The fair price in 2^-20 ticks.</param>
    /// <param name="isThin">Whether they keep off: wider and smaller.</param>
    public void Maintain(long timeNs, long fair, bool isThin)
    {
        var bits = _random.Next();
        var band = (long)_profile.RequoteSixteenths << (SyntheticSymbol.FairBits - 4);
        var low = (Bids.Best.Ticks << SyntheticSymbol.FairBits) - band;
        var high = (Asks.Best.Ticks << SyntheticSymbol.FairBits) + band;
        // A spread that takers tore open closes sooner than a quote at rest is moved.
        var share = Asks.Best.Ticks - Bids.Best.Ticks > 1 ? _profile.RecoverShare : _profile.RequoteShare;
        if (fair < low || fair > high || (int)(bits & 0xFFFF) < share)
            Requote(timeNs, fair >> SyntheticSymbol.FairBits, NextSpread(isThin));
        AddOrCancel(timeNs, bits >> 16, isThin);
        Refill(Bids, -1, timeNs, isSilent: false);
        Refill(Asks, 1, timeNs, isSilent: false);
        Quote(timeNs);
    }

    /// <summary>A taking order meets the book.</summary>
    /// <param name="timeNs">When.</param>
    /// <param name="isBuyer">Its side.</param>
    /// <param name="cents">What it wants, in hundredths of the quote asset.</param>
    /// <param name="isHidden">Whether its trades get lost on the way to the tape.</param>
    public void Execute(long timeNs, bool isBuyer, long cents, bool isHidden)
    {
        var side = isBuyer ? Asks : Bids;
        var walks = Draw.Happens(ref _random, _profile.WalkShare);
        var last = side.Best.Ticks + (isBuyer ? _profile.WalkTicks : -_profile.WalkTicks);
        var wanted = ToLots(cents);
        for (var prints = 0; prints < MaxPrints && wanted > 0; prints++)
        {
            ref var best = ref side.Best;
            var print = Math.Min(Math.Min(wanted, ToLots(_profile.Makers.Next(ref _random))), best.Lots);
            if (!isHidden)
                _tape.Trade(_tradeId, timeNs, best.Ticks, print, isBuyer);
            _tradeId++;
            wanted -= print;
            best = best with { Lots = best.Lots - print };
            _tape.Depth(timeNs, !isBuyer, best);
            if (best.Lots > 0)
                continue;
            side.PopBest();
            if (!walks || side.Count <= KeptLevels || (isBuyer ? side.Best.Ticks > last : side.Best.Ticks < last))
                break;
        }

        Quote(timeNs);
    }

    private void Requote(long timeNs, long fairTicks, long wantedSpread)
    {
        var spread = Math.Min(wantedSpread, fairTicks / 4);
        var bid = fairTicks - (spread - 1) / 2;
        var ask = bid + spread;
        while (Bids.Count > 0 && Bids.Best.Ticks > bid)
            Pull(Bids, timeNs, isBid: true);
        while (Asks.Count > 0 && Asks.Best.Ticks < ask)
            Pull(Asks, timeNs, isBid: false);
        if (Bids.Count == 0 || Bids.Best.Ticks < bid)
            Put(Bids, timeNs, bid, isBid: true);
        if (Asks.Count == 0 || Asks.Best.Ticks > ask)
            Put(Asks, timeNs, ask, isBid: false);
    }

    private void Pull(BookSide side, long timeNs, bool isBid)
    {
        _tape.Depth(timeNs, isBid, side.Best with { Lots = 0 });
        side.PopBest();
    }

    private void Put(BookSide side, long timeNs, long ticks, bool isBid)
    {
        if (side.Count == MaxLevels)
        {
            _tape.Depth(timeNs, isBid, side.Far with { Lots = 0 });
            side.PopFar();
        }

        side.PushBest(new TickLevel(ticks, NewLevel()));
        _tape.Depth(timeNs, isBid, side.Best);
    }

    private void AddOrCancel(long timeNs, ulong bits, bool isThin)
    {
        // The better a level, the likelier: the smaller of two draws.
        var place = (int)Math.Min(bits % BusyLevels, (bits >> 3) % BusyLevels);
        var isBid = ((bits >> 6) & 1) != 0;
        var side = isBid ? Bids : Asks;
        if (place >= side.Count)
            return;
        ref var level = ref side[place];
        // What is cancelled is a share of the level, what is added is not: sizes come back to their mean.
        var lots = ((bits >> 7) & (isThin ? 3UL : 1UL)) == 0
            ? level.Lots + NewLevel()
            : Math.Max(1, level.Lots - Draw.Scale(level.Lots, (long)((bits >> 9) & 0xFFFF), 16));
        if (lots == level.Lots)
            return;
        level = level with { Lots = lots };
        _tape.Depth(timeNs, isBid, level);
    }

    private void Refill(BookSide side, int direction, long timeNs, bool isSilent)
    {
        while (side.Count < MinLevels)
        {
            var away = 1 + Draw.Exponential(ref _random, _profile.LevelTicks);
            var ticks = side.Far.Ticks + direction * away;
            if (ticks <= 0)
                return;
            side.PushFar(new TickLevel(ticks, NewLevel()));
            if (!isSilent)
                _tape.Depth(timeNs, direction < 0, side.Far);
        }
    }

    private void Quote(long timeNs)
    {
        var (bid, ask) = (Bids.Best, Asks.Best);
        if (bid == _quotedBid && ask == _quotedAsk)
            return;
        (_quotedBid, _quotedAsk) = (bid, ask);
        _tape.Quote(timeNs, bid, ask);
    }

    private long NextSpread(bool isThin)
    {
        if (!Draw.Happens(ref _random, _profile.WideShare))
            return isThin ? 2 : 1;
        return (1 + Draw.Exponential(ref _random, _profile.WideTicks)) * (isThin ? 2 : 1);
    }

    private long NewLevel() => ToLots(_profile.Levels.Next(ref _random));

    private long ToLots(long cents) => Math.Max(1, Draw.Scale(cents, _lotsPerCent, 24));
}
