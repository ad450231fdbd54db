using System.Runtime.InteropServices;
using MultiSmc.Core;

namespace MultiSmc.Journal;

/// <summary>
/// Trades and quotes as differences to the one before of their instrument, prices in ticks and quantities in lots: a trade takes 7 to 10 bytes. What is no
/// whole number of ticks and lots is written raw and comes back all the same. State lasts for one block: each block is read alone.
/// </summary>
internal sealed class MarketCoder
{
    /// <summary>Bits of the tag above the kind of record.</summary>
    [Flags]
    public enum Bits : byte
    {
        None = 0,
        Buyer = 0x08,
        SameTime = 0x10,
        SameInstrument = 0x20,
        NextId = 0x40,
        InSteps = 0x80,
    }

    private readonly State[] _initial;
    private State[] _states;
    private int _lastInstrument;

    /// <param name="instruments">Whose ticks and lots are the steps; others are written raw.</param>
    public MarketCoder(IReadOnlyList<Instrument> instruments)
    {
        _initial = new State[instruments.Count];
        foreach (var instrument in instruments)
        {
            if (instrument.Id.Index < _initial.Length)
                _initial[instrument.Id.Index] = new State { Tick = instrument.TickSize.Raw, Lot = instrument.LotSize.Raw };
        }

        _states = (State[])_initial.Clone();
    }

    /// <summary>A new block begins.</summary>
    public void Reset()
    {
        if (_states.Length != _initial.Length)
            _states = new State[_initial.Length];
        _initial.CopyTo(_states, 0);
        _lastInstrument = 0;
    }

    /// <param name="to">Where to.</param>
    /// <param name="ours">Our time of the input.</param>
    /// <param name="elapsedNs">Since the input before it.</param>
    /// <param name="market">The event.</param>
    public void Write(ByteWriter to, Timestamp ours, long elapsedNs, in MarketEvent market)
    {
        var index = market.Instrument.Index;
        ref var state = ref Of(index);
        var bits = index == _lastInstrument ? Bits.SameInstrument : Bits.None;
        if (market.Time == ours)
            bits |= Bits.SameTime;
        var head = new Head(index, elapsedNs, unchecked(market.Time.Nanoseconds - ours.Nanoseconds));
        if (market.Kind == MarketEventKind.Trade)
            WriteTrade(to, bits, in head, market.Trade, ref state);
        else
            WriteQuote(to, bits, in head, market.Quote, ref state);
        _lastInstrument = index;
    }

    public MarketEvent Read(ref ByteReader from, RecordKind kind, Bits bits, Timestamp ours)
    {
        var index = (bits & Bits.SameInstrument) != 0 ? _lastInstrument : checked((int)Math.Min(from.ReadUnsigned(), 1 << 20));
        ref var state = ref Of(index);
        var time = (bits & Bits.SameTime) != 0 ? ours : new Timestamp(unchecked(ours.Nanoseconds + TimeStep.Read(ref from)));
        _lastInstrument = index;
        return kind == RecordKind.Trade
            ? new MarketEvent(new InstrumentId(index), ReadTrade(ref from, bits, time, ref state))
            : new MarketEvent(new InstrumentId(index), ReadQuote(ref from, bits, time, ref state));
    }

    private static void WriteTrade(ByteWriter to, Bits bits, in Head head, in TradeTick trade, ref State state)
    {
        var (tick, lot) = state.StepsFor(trade.Price.Raw, trade.Quantity.Raw, out var inSteps);
        if (inSteps)
            bits |= Bits.InSteps;
        if (trade.Id == unchecked(state.TradeId + 1))
            bits |= Bits.NextId;
        if (trade.Aggressor == AggressorSide.Buyer)
            bits |= Bits.Buyer;
        WriteHead(to, RecordKind.Trade, bits, in head);
        if ((bits & Bits.NextId) == 0)
            to.WriteSigned(unchecked(trade.Id - state.TradeId));
        to.WriteSigned(unchecked(trade.Price.Raw / tick - state.TradePrice / tick));
        to.WriteSigned(trade.Quantity.Raw / lot);
        state.TradeId = trade.Id;
        state.TradePrice = trade.Price.Raw;
    }

    private static TradeTick ReadTrade(ref ByteReader from, Bits bits, Timestamp time, ref State state)
    {
        var (tick, lot) = state.StepsOf((bits & Bits.InSteps) != 0);
        var id = unchecked(state.TradeId + ((bits & Bits.NextId) != 0 ? 1 : from.ReadSigned()));
        var price = unchecked((state.TradePrice / tick + from.ReadSigned()) * tick);
        var quantity = unchecked(from.ReadSigned() * lot);
        state.TradeId = id;
        state.TradePrice = price;
        return new TradeTick(id, time, new Price(price), new Quantity(quantity), (bits & Bits.Buyer) != 0 ? AggressorSide.Buyer : AggressorSide.Seller);
    }

    private static void WriteQuote(ByteWriter to, Bits bits, in Head head, in Quote quote, ref State state)
    {
        var (tick, lot) = state.StepsFor(quote.Bid.Raw, quote.BidQuantity.Raw, out var bidFits);
        state.StepsFor(quote.Ask.Raw, quote.AskQuantity.Raw, out var askFits);
        if (bidFits && askFits)
            bits |= Bits.InSteps;
        else
            (tick, lot) = (1, 1);
        if (quote.UpdateId == unchecked(state.UpdateId + 1))
            bits |= Bits.NextId;
        WriteHead(to, RecordKind.Quote, bits, in head);
        if ((bits & Bits.NextId) == 0)
            to.WriteSigned(unchecked(quote.UpdateId - state.UpdateId));
        to.WriteSigned(unchecked(quote.Bid.Raw / tick - state.Bid / tick));
        to.WriteSigned(unchecked(quote.Ask.Raw / tick - quote.Bid.Raw / tick));
        to.WriteSigned(quote.BidQuantity.Raw / lot);
        to.WriteSigned(quote.AskQuantity.Raw / lot);
        state.UpdateId = quote.UpdateId;
        state.Bid = quote.Bid.Raw;
    }

    private static Quote ReadQuote(ref ByteReader from, Bits bits, Timestamp time, ref State state)
    {
        var (tick, lot) = state.StepsOf((bits & Bits.InSteps) != 0);
        var id = unchecked(state.UpdateId + ((bits & Bits.NextId) != 0 ? 1 : from.ReadSigned()));
        var bidSteps = unchecked(state.Bid / tick + from.ReadSigned());
        var askSteps = unchecked(bidSteps + from.ReadSigned());
        var (bid, ask) = unchecked((bidSteps * tick, askSteps * tick));
        var (bidQuantity, askQuantity) = unchecked((from.ReadSigned() * lot, from.ReadSigned() * lot));
        state.UpdateId = id;
        state.Bid = bid;
        return new Quote(id, time, new Price(bid), new Quantity(bidQuantity), new Price(ask), new Quantity(askQuantity));
    }

    private static void WriteHead(ByteWriter to, RecordKind kind, Bits bits, in Head head)
    {
        to.WriteByte((byte)((byte)kind | (byte)bits));
        TimeStep.Write(to, head.ElapsedNs);
        if ((bits & Bits.SameInstrument) == 0)
            to.WriteUnsigned((ulong)head.Instrument);
        if ((bits & Bits.SameTime) == 0)
            TimeStep.Write(to, head.BehindNs);
    }

    private ref State Of(int index)
    {
        if (index >= _states.Length)
            Array.Resize(ref _states, index + 1);
        return ref MemoryMarshal.GetReference(_states.AsSpan(index));
    }

    private readonly record struct Head(int Instrument, long ElapsedNs, long BehindNs);

    private struct State
    {
        public long Tick;
        public long Lot;
        public long TradeId;
        public long TradePrice;
        public long UpdateId;
        public long Bid;

        public readonly (long Tick, long Lot) StepsFor(long price, long quantity, out bool inSteps)
        {
            inSteps = Tick > 0 && Lot > 0 && price % Tick == 0 && quantity % Lot == 0;
            return StepsOf(inSteps);
        }

        public readonly (long Tick, long Lot) StepsOf(bool inSteps)
        {
            if (!inSteps)
                return (1, 1);
            return Tick > 0 && Lot > 0 ? (Tick, Lot) : throw new InvalidDataException("a price in ticks of an instrument that the session does not have");
        }
    }
}
