using System.Numerics;
using System.Runtime.CompilerServices;
using MultiSmc.Core;

namespace MultiSmc.Packets;

/// <summary>
/// Turns trades into packets, one trade at a time: no allocation after warm-up, nothing but the trades decides the result.
/// A trade is refused as invalid when its price or quantity is not above zero or its quote value exceeds
/// <see cref="PacketParametersValidator.MaxTradeQuote"/> (or, when trades are cut, <see cref="PacketParametersValidator.MaxBucketsPerTrade"/> buckets),
/// so that no sum ever leaves 64 bits.
/// </summary>
public sealed class PacketBuilder
{
    // Times up to the year 2116 take the short way; differences of two such times cannot overflow.
    private const long FarAway = 1L << 62;

    private readonly UnitScale _priceUnits;
    private readonly UnitScale _quantityUnits;
    private readonly double _priceScale;
    private readonly long _bucket;
    private readonly ulong _tradeQuoteLimit;
    private readonly long _sessionGapNs;
    private readonly bool _isSplit;
    private readonly bool _hasDayAnchor;
    private readonly VpinWindow _vpin;
    private readonly SimdPath _path;
    private FormingState _state;
    private PendingMoves _moves;
    private PendingSquares _squares;
    private int _moveCount;
    private PacketCounters _counters;
    private Packet[] _closed = new Packet[8];
    private int _closedCount;
    private bool _hasLast;

    /// <param name="parameters">How trades become packets.</param>
    /// <exception cref="ArgumentException">The parameters have faults; the message lists them all.</exception>
    public PacketBuilder(PacketParameters parameters)
        : this(parameters, SimdPaths.Best, null)
    {
    }

    /// <summary>A builder that goes on behind a known last trade, whose packet is closed, without a VPIN history.</summary>
    internal PacketBuilder(PacketParameters parameters, SimdPath path, TradeSeam? seam)
    {
        Parameters = PacketParametersValidator.ThrowIfBad(parameters);
        _priceUnits = new UnitScale(parameters.PriceDecimals);
        _quantityUnits = new UnitScale(parameters.QuantityDecimals);
        _priceScale = FixedPoint.PowersOfTen[parameters.PriceDecimals];
        _bucket = parameters.Bucket;
        _isSplit = parameters.Overshoot == Overshoot.Split;
        _hasDayAnchor = parameters.Anchor == PacketAnchor.UtcDay;
        _sessionGapNs = parameters.SessionGap.Nanoseconds;
        _vpin = new VpinWindow(parameters.VpinWindow);
        _path = path;
        _tradeQuoteLimit = PacketParametersValidator.MaxTradeQuote;
        if (_isSplit)
            _tradeQuoteLimit = (ulong)UInt128.Min(_tradeQuoteLimit, (UInt128)_bucket * PacketParametersValidator.MaxBucketsPerTrade);
        MaxStepNs = _sessionGapNs == 0 ? FarAway - 1 : Math.Min(_sessionGapNs, FarAway - 1);
        _counters.Segments = 1;
        _state.IsSegmentStart = true;
        Horizon = long.MinValue;
        if (seam is { } last)
            GoOnBehind(last);
    }

    /// <summary>How trades become packets.</summary>
    public PacketParameters Parameters { get; }

    /// <summary>What has been counted so far; the trades of the unfinished packet are among the accepted.</summary>
    public PacketCounters Counters
    {
        get
        {
            var counters = _counters;
            counters.Accepted += _state.TradeCount;
            return counters;
        }
    }

    /// <summary>The unfinished packet with its fields as if it closed now; null when no trade is in it.</summary>
    public Packet? Forming
    {
        get
        {
            if (_state.Quote == 0)
                return null;
            FoldMoves();
            var packet = default(Packet);
            _state.WriteTo(ref packet, _priceScale, _vpin.Peek(_state.AbsoluteSignedQuote, _state.Quote));
            return packet;
        }
    }

    /// <summary>Ordinal that the next packet to close will have.</summary>
    public long NextIndex => _state.NextIndex;

    /// <summary>Id of the last accepted trade; null while there is none.</summary>
    public long? LastId => _hasLast ? _state.LastId : null;

    /// <summary>What the first accepted trade met; <see cref="SeamStep.None"/> while there is none.</summary>
    internal SeamStep FirstStep { get; private set; }

    /// <summary>First time that may need more than the short way: the next midnight with the day anchor.</summary>
    internal long Horizon { get; private set; }

    /// <summary>Longest time between two trades that does not break the segment.</summary>
    internal long MaxStepNs { get; }

    /// <summary>The last accepted trade; null while there is none.</summary>
    internal TradeSeam? Last =>
        _hasLast ? new(_state.LastId, _state.LastTime, _state.LastPrice, (AggressorSide)_state.LastSide) : null;

    /// <summary>The unfinished packet, open to the batch kernels after <see cref="FoldMoves"/>.</summary>
    internal ref FormingState State => ref _state;

    /// <summary>Adds one trade of the tape.</summary>
    /// <returns>What became of it; a price or quantity that is no whole number of canonical units is invalid.</returns>
    public PacketStep Add(in TradeTick trade)
    {
        if (_priceUnits.TryToUnits(trade.Price.Raw, out var price) && _quantityUnits.TryToUnits(trade.Quantity.Raw, out var quantity))
            return Add(trade.Id, trade.Time.Nanoseconds, price, quantity, trade.Aggressor);
        return Refuse();
    }

    /// <summary>Adds one trade in canonical units.</summary>
    /// <param name="id">The exchange's trade id.</param>
    /// <param name="timeNs">Exchange time in ns since the epoch.</param>
    /// <param name="price">Price in units of 10^-price decimals.</param>
    /// <param name="quantity">Base quantity in units of 10^-quantity decimals.</param>
    /// <param name="aggressor">Who took.</param>
    /// <returns>What became of it.</returns>
    public PacketStep Add(long id, long timeNs, long price, long quantity, AggressorSide aggressor)
    {
        // Fewer than 65 leading zeros together: a negative factor, or a product of at least 2^62, which is over every limit.
        if (BitOperations.LeadingZeroCount((ulong)price) + BitOperations.LeadingZeroCount((ulong)quantity) < 65)
            return Refuse();
        var value = price * quantity;
        // Less one and unsigned, zero is the largest number of all.
        if ((ulong)(value - 1) >= _tradeQuoteLimit)
            return Refuse();
        if (id != _state.LastId + 1 || (ulong)(timeNs - _state.LastTime) > (ulong)MaxStepNs || timeNs >= Horizon)
            return AddAtSeam(id, timeNs, price, quantity, value, aggressor);
        AddFacts(id, timeNs, price, aggressor);
        if (value < _bucket - _state.Quote)
        {
            AddPart(quantity, value, -_state.LastSide);
            return new PacketStep(TradeAcceptance.Accepted, false, default);
        }

        _closedCount = 0;
        Fill(quantity, value);
        return new PacketStep(TradeAcceptance.Accepted, false, _closed.AsSpan(0, _closedCount));
    }

    /// <summary>Saves what it has counted, or takes what a builder of the same parameters had.</summary>
    public void Carry(StateCarrier state)
    {
        state.Section("packets", 1);
        // Folding now or later gives the same bits: then only the price before the next change is left of the waiting ones.
        if (_hasLast && !state.IsReading)
            FoldMoves();
        _state.Carry(state);
        _moveCount = 0;
        _moves[0] = state.Int64(_moves[0]);
        _vpin.Carry(state);
        _counters.Carry(state);
        _hasLast = state.Flag(_hasLast);
        FirstStep = state.Enum(FirstStep);
        Horizon = state.Int64(Horizon);
    }

    /// <summary>Folds the waiting price changes in. When does not matter: the order of the sum is that of the trades.</summary>
    internal void FoldMoves()
    {
        ref var moves = ref Unsafe.As<PendingMoves, long>(ref _moves);
        ref var squares = ref Unsafe.As<PendingSquares, double>(ref _squares);
        MoveFold.Square(ref moves, _moveCount, ref squares, _path);
        MoveFold.Sum(ref moves, _moveCount, ref squares, ref _state.Moves, _path);
        moves = _state.LastPrice;
        _moveCount = 0;
    }

    /// <summary>Writes the packet in <see cref="State"/>, all moves folded in, and starts the next.</summary>
    internal void Close(ref Packet slot)
    {
        var vpin = _vpin.Push(_state.AbsoluteSignedQuote, _state.Quote);
        _state.WriteTo(ref slot, _priceScale, vpin);
        _counters.Accepted += _state.TradeCount;
        _state.StartNext();
    }

    private PacketStep Refuse()
    {
        _counters.Invalid++;
        return new PacketStep(TradeAcceptance.Invalid, false, default);
    }

    // The facts of a trade as a whole belong to the packet that holds its first part: the one open now, or the one it opens.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddFacts(long id, long timeNs, long price, AggressorSide aggressor)
    {
        if (_state.Quote == 0)
            _state.Begin(id, timeNs, price);
        var side = aggressor == AggressorSide.Buyer ? 1L : 0L;
        // Whether the price moved is a coin: no branch on it. An unchanged price is written and then overwritten. The last price is read from
        // the state, not from behind the count: one load that waits for a store is enough in the chain from trade to trade.
        var hasMoved = price != _state.LastPrice;
        Unsafe.Add(ref Unsafe.As<PendingMoves, long>(ref _moves), _moveCount + 1) = price;
        _moveCount += hasMoved ? 1 : 0;
        _state.LastId = id;
        _state.LastTime = timeNs;
        _state.LastPrice = price;
        _state.TradeCount++;
        _state.BuyCount += side;
        _state.SideFlips += side ^ _state.LastSide;
        _state.LastSide = side;
        if (_moveCount == MoveFold.Lanes)
            FoldMoves();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddPart(long quantity, long value, long buyMask)
    {
        _state.Base += quantity;
        _state.Quote += value;
        _state.BuyBase += quantity & buyMask;
        _state.BuyQuote += value & buyMask;
        _state.MaxTradeQuote = Math.Max(_state.MaxTradeQuote, value);
    }

    /// <summary>Adds the trade whose facts are in to the open packet, and cuts it where packets fill up.</summary>
    private void Fill(long quantity, long value)
    {
        var buyMask = -_state.LastSide;
        var room = _bucket - _state.Quote;
        if (!_isSplit || value <= room)
        {
            AddPart(quantity, value, buyMask);
            if (value >= room)
                CloseOpen();
            return;
        }

        var (placed, basePlaced) = (0L, 0L);
        while (placed < value)
        {
            if (placed > 0)
            {
                _state.Begin(_state.LastId, _state.LastTime, _state.LastPrice);
                _state.Flags |= PacketFlags.BeginsInsideTrade;
            }

            var part = Math.Min(_bucket - _state.Quote, value - placed);
            placed += part;
            // The floor is of the cumulative share, so the parts' base always sums to the trade's.
            var baseSoFar = (long)((UInt128)(ulong)quantity * (ulong)placed / (ulong)value);
            AddPart(baseSoFar - basePlaced, part, buyMask);
            basePlaced = baseSoFar;
            if (placed < value)
                _state.Flags |= PacketFlags.EndsInsideTrade;
            if (_state.Quote >= _bucket)
                CloseOpen();
        }
    }

    private void CloseOpen()
    {
        FoldMoves();
        if (_closedCount == _closed.Length)
            Array.Resize(ref _closed, _closed.Length * 2);
        Close(ref _closed[_closedCount++]);
    }

    /// <summary>The long way: the first trade, an id that is not the next, a time that is not in the day or ran backwards, a silence.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private PacketStep AddAtSeam(long id, long timeNs, long price, long quantity, long value, AggressorSide aggressor)
    {
        _closedCount = 0;
        var isBreak = false;
        var step = SeamStep.Start;
        if (_hasLast)
        {
            if (id <= _state.LastId)
            {
                _counters.DuplicateOrLate++;
                return new PacketStep(TradeAcceptance.DuplicateOrLate, false, default);
            }

            var flags = PacketFlags.None;
            if (timeNs < _state.LastTime)
            {
                timeNs = _state.LastTime;
                _counters.TimeClamped++;
                flags |= PacketFlags.TimeClamped;
            }

            // Differences of any two 64-bit numbers in order fit an unsigned one.
            var missing = (ulong)id - (ulong)_state.LastId - 1;
            var silence = (ulong)timeNs - (ulong)_state.LastTime;
            isBreak = missing > (ulong)Parameters.MaxGapIds || (_sessionGapNs != 0 && silence > (ulong)_sessionGapNs);
            if (missing > 0)
            {
                _counters.MissingIds += (long)missing;
                flags |= PacketFlags.IdGap;
            }

            step = Cross(isBreak, timeNs);
            _state.Flags |= flags;
        }

        if (!_hasLast || isBreak)
            ForgetPrevious(price, aggressor);
        _hasLast = true;
        FirstStep = FirstStep == SeamStep.None ? step : FirstStep;
        Horizon = NextHorizon(timeNs);
        AddFacts(id, timeNs, price, aggressor);
        Fill(quantity, value);
        return new PacketStep(TradeAcceptance.Accepted, isBreak, _closed.AsSpan(0, _closedCount));
    }

    /// <summary>Does to the open packet what a segment break or a new day does.</summary>
    private SeamStep Cross(bool isBreak, long timeNs)
    {
        if (isBreak)
        {
            _counters.Segments++;
            _counters.Accepted += _state.TradeCount;
            _counters.DiscardedTrades += _state.TradeCount;
            _state.StartSegment();
            _vpin.Clear();
            return SeamStep.Break;
        }

        if (new Timestamp(timeNs).UtcDay == new Timestamp(_state.LastTime).UtcDay)
            return SeamStep.SameDay;
        if (_hasDayAnchor && _state.Quote > 0)
        {
            _state.Flags |= PacketFlags.Truncated;
            CloseOpen();
        }

        return SeamStep.NewDay;
    }

    // With the trade itself as its own predecessor, its step, return and flip come out as none.
    private void ForgetPrevious(long price, AggressorSide aggressor)
    {
        _state.LastSide = aggressor == AggressorSide.Buyer ? 1 : 0;
        _state.LastPrice = price;
        _moveCount = 0;
        _moves[0] = price;
    }

    private void GoOnBehind(TradeSeam last)
    {
        _state.LastId = last.Id;
        _state.LastTime = last.TimeNs;
        _state.LastPrice = last.Price;
        _state.LastSide = last.Aggressor == AggressorSide.Buyer ? 1 : 0;
        _state.PreviousCloseTime = last.TimeNs;
        _state.PreviousClosePrice = last.Price;
        _state.IsSegmentStart = false;
        _moves[0] = last.Price;
        _hasLast = true;
    }

    private long NextHorizon(long timeNs)
    {
        if (timeNs is < 0 or >= FarAway)
            return long.MinValue;
        return _hasDayAnchor ? Math.Min(FarAway, (new Timestamp(timeNs).UtcDay + 1) * Timestamp.NanosecondsPerDay) : FarAway;
    }

    /// <summary>The price before, up to eight changed prices, and the room that <see cref="MoveFold"/> wants for padding.</summary>
    [InlineArray(1 + 2 * MoveFold.Lanes)]
    private struct PendingMoves
    {
        private long _first;
    }

    /// <summary>Their squared returns, and the same room.</summary>
    [InlineArray(2 * MoveFold.Lanes)]
    private struct PendingSquares
    {
        private double _first;
    }
}
