namespace MultiSmc.Research.Tests;

/// <content>What is saved, what need not be, and why.</content>
public sealed partial class CarriedFields
{
    private const string Carried =
        """
        AtrWindow: Count Sum _next _previousClose _ring
        Balances: Count
        CommandDesk: _order _results
        ConnectionWatch: _downSince _isDown
        Enquiry: Absences Attempts Due IsAsked Request
        EntryDesk: LastClose _sent
        EntryLocks: OfAccount _ofInstrument
        ExtremePoint: Close Index Open Value
        FillSearch: _lastAt _seen
        FlowWindow: Base20 BuySurplus5 Count Downs20 Elapsed5 Elapsed50 Flips5 ImbalanceEma Path10 Quote20 Quote5 Signed20 Signed5 Trades5 Trades50
        FlowWindow: TrueRange20 Ups20 _first _last _rows _segment
        FormerOrders: _orders
        ForeignOrders: _open _over _seen
        FormingState: Base BuyBase BuyCount BuyQuote FirstId Flags IsSegmentStart LastId LastPrice LastSide LastTime MaxTradeQuote Moves NextIndex
        FormingState: Open OpenTime PreviousClosePrice PreviousCloseTime Quote Segment SideFlips TradeCount
        FractalSwings: _segmentStart
        Leg: Adverse Ext ExtIndex Origin OriginIndex
        LegTrail: _count
        LevelBook: Trend
        MarketUnit: Instrument
        MoveSums: High Low Path RealisedVariance
        MultiSmcStrategy: _lastPacket _nextNumber _noEntryBefore _setups
        OrderLedger: _firstSentAt _missing _open _orders _unsettled
        OrderState: CancelRefusals CancelSentAt DoneBy Filled FilledQuote Number Quantity ReportedFilled State Status UnsettledSince _tradeIds
        Packet: Base BuyBase BuyCount BuyQuote Close CloseTime Efficiency ElapsedNs FirstId Flags High Imbalance Index Intensity LastId Low
        Packet: MaxTradeQuote NetMove Open OpenTime PartCount Path Quote RealisedVariance RealisedVolatility ReturnCount Segment SideFlips TradeCount
        Packet: Vpin Vwap
        PacketBuilder: FirstStep Horizon _counters _hasLast _moveCount _moves _state
        PacketCounters: Accepted DiscardedTrades DuplicateOrLate Invalid MissingIds Segments TimeClamped
        PendingMoves: _first
        Portfolio: _wholeAsOf _asOf _marks
        PositionBook: Highest Lowest _bought _boughtQuote _closedAt _feeBase _feeOther _feeQuote _lastExit _openedAt _outside _outsideValue _sold
        PositionBook: _soldQuote
        PositionProtection: _legs _sharesPpm
        PartSale: _left _order
        ProtectionLeg: Allocated IsOver _above _below _exit _isCancelSent _isNaked _isShrunk _list _market _outside _sold _stop
        ProtectionLeg: _target
        RefusedLevels: _count
        Reconciler: _enquiries _isPeriodic _nextReview _round
        RetryPause: _count _until
        RiskGate: IsDailyLossHit IsDrawdownHit _committed _count _countBySymbol _day _dayStart _peak _risk _sent
        Round: AreFillsNewer IsAccountKnown IsStale
        Row: Base BuySurplus Close ElapsedNs Flips MaxTradeQuote Quote Signed Step Trades TrueRange Variance Vpin
        Setup: Bounds BreakEven Committed Entry FillPacket Intent IsNear IsRepriceTimerSet LastJudged LastJudgedPrice LastPlaced LastSkip Levels
        Setup: Pending Phase Protection PulledAtPacket Rearms RefusalsLeft Zone
        SplitMix64: _state
        StrategyContext: Instrument
        StructureDetector: NextIndex
        SuffixMaxima: Count
        SwingSequence: _high _highBefore _lastSide _low _lowBefore
        TargetPatience: _since
        TrackedLevel: _index _isStanding _price
        TradingKernel: Now _lastSequence _units
        VpinWindow: _count _imbalanceSum _oldest _quoteSum
        ZigzagSwings: _direction _extreme _keepFrom _pull
        Zone: Adverse Bottom BrokenIndex BrokenPrice Created EndedAt EnteredAt Entry Eq Ext ExtIndex Id Kind Origin OriginIndex Side Sl State Top
        Zone: TouchedAt Tp1 Tp2 Tp3 Version
        ZoneBook: _endedCount _liveCount _nextId
        ShortageWatch: _seen
        """;

    /// <summary>Saved, but not in the shape in memory: behind what counts lie leftovers, rings begin elsewhere, sums before the oldest leg are left out.</summary>
    private const string CarriedInPart =
        """
        ZoneBook: _live _ended
        FlowWindow: _quotes _signed
        SuffixMaxima: _head _ring
        LegTrail: _legs
        Balances: _entries
        VpinWindow: _imbalances _quotes
        """;

    /// <summary>
    /// Made by the constructor and never changed (prices and instruments of the portfolio), worked out again (the market's features, the highest price), or
    /// of one input only: what it closed, found, named or effected, the model's last row.
    /// </summary>
    private const string NotCarried =
        """
        TradingKernel: Effects _isSpoilt _namesInInput
        PacketBuilder: _closed _closedCount _squares
        PendingSquares: _first
        EventBuffer: _items _count
        FractalSwings: _found
        ZigzagSwings: _found
        FeatureEngine: _isMarketKnown _market _vwap20
        ForestApproachModel: _row
        MarketUnit: MaxPrice
        Portfolio: _fixedMarks _instruments
        """;

    /// <summary>Types of these rooms that no kernel holds on to: builders of whole days, the shell's buffer, immutable values.</summary>
    private const string NotOfTheKernel =
        """
        BatchPacketBuilder
        BatchScratch
        DayStitching
        EffectBuffer
        FeatureSnapshot
        PacketSink
        Widths
        """;
}
