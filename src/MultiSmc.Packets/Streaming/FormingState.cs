using MultiSmc.Core;

namespace MultiSmc.Packets;

/// <summary>
/// The unfinished packet and the seam behind it. What can be derived is not kept: parts = trades begun + 1 when it begins inside a trade,
/// returns = trades begun − 1 at the start of a segment, close, last id and close time are those of the last accepted trade.
/// </summary>
internal struct FormingState
{
    private const long ShortestElapsedNs = 1_000_000;

    // The last accepted trade. Its side is 1 for a buyer.
    public long LastId;
    public long LastTime;
    public long LastPrice;
    public long LastSide;

    // The packet before; meaningless in the first packet of a segment.
    public long PreviousCloseTime;
    public long PreviousClosePrice;

    public long FirstId;
    public long OpenTime;
    public long Open;
    public long TradeCount;
    public long BuyCount;
    public long SideFlips;
    public long Base;

    // Zero means that no packet is open: every part has a value of at least one unit.
    public long Quote;
    public long BuyBase;
    public long BuyQuote;
    public long MaxTradeQuote;
    public MoveSums Moves;
    public long NextIndex;
    public int Segment;
    public PacketFlags Flags;
    public bool IsSegmentStart;

    /// <summary>|bought − sold| of the packet.</summary>
    public readonly long AbsoluteSignedQuote => Math.Abs(2 * BuyQuote - Quote);

    /// <summary>Opens a packet with a part of this trade.</summary>
    public void Begin(long id, long timeNs, long price)
    {
        FirstId = id;
        OpenTime = timeNs;
        Open = price;
        Moves.High = price;
        Moves.Low = price;
    }

    /// <summary>Writes the packet as if it closed now.</summary>
    /// <param name="packet">Overwritten whole.</param>
    /// <param name="priceScale">10^price decimals.</param>
    /// <param name="vpin">VPIN with this packet.</param>
    public readonly void WriteTo(ref Packet packet, double priceScale, double vpin)
    {
        packet.Index = NextIndex;
        packet.Segment = Segment;
        packet.Flags = IsSegmentStart ? Flags | PacketFlags.SegmentStart : Flags;
        packet.FirstId = FirstId;
        packet.LastId = LastId;
        packet.OpenTime = new(OpenTime);
        packet.CloseTime = new(LastTime);
        var elapsed = LastTime - (IsSegmentStart ? OpenTime : PreviousCloseTime);
        packet.ElapsedNs = Math.Max(ShortestElapsedNs, elapsed);
        packet.Open = Open;
        packet.Close = LastPrice;
        packet.TradeCount = TradeCount;
        packet.PartCount = (Flags & PacketFlags.BeginsInsideTrade) != 0 ? TradeCount + 1 : TradeCount;
        packet.BuyCount = BuyCount;
        packet.SideFlips = SideFlips;
        packet.Base = Base;
        packet.Quote = Quote;
        packet.BuyBase = BuyBase;
        packet.BuyQuote = BuyQuote;
        packet.MaxTradeQuote = MaxTradeQuote;
        packet.NetMove = LastPrice - (IsSegmentStart ? Open : PreviousClosePrice);
        packet.ReturnCount = IsSegmentStart ? TradeCount - 1 : TradeCount;
        packet.Imbalance = (double)(2 * BuyQuote - Quote) / (double)Quote;
        packet.Vwap = Base == 0 ? (double)LastPrice / priceScale : ((double)Quote / (double)Base) / priceScale;
        packet.Intensity = ((double)TradeCount * 1e9) / (double)packet.ElapsedNs;
        packet.Vpin = vpin;
        WriteMoves(ref packet, Moves);
    }

    /// <summary>Writes the fields that depend on price changes; the net move must be there.</summary>
    public static void WriteMoves(ref Packet packet, in MoveSums moves)
    {
        packet.High = moves.High;
        packet.Low = moves.Low;
        packet.Path = moves.Path;
        packet.RealisedVariance = moves.RealisedVariance;
        packet.RealisedVolatility = Math.Sqrt(moves.RealisedVariance);
        packet.Efficiency = moves.Path == 0 ? 0 : (double)Math.Abs(packet.NetMove) / (double)moves.Path;
    }

    /// <summary>Forgets the packet; what comes next stands behind it.</summary>
    public void StartNext()
    {
        NextIndex++;
        PreviousCloseTime = LastTime;
        PreviousClosePrice = LastPrice;
        IsSegmentStart = false;
        Clear();
    }

    /// <summary>Forgets the packet as if it had never been, and the segment with it.</summary>
    public void StartSegment()
    {
        Segment++;
        IsSegmentStart = true;
        Clear();
    }

    /// <summary>Saves the packet, or takes a saved one.</summary>
    public void Carry(StateCarrier state)
    {
        LastId = state.Int64(LastId);
        LastTime = state.Int64(LastTime);
        LastPrice = state.Int64(LastPrice);
        LastSide = state.Int64(LastSide);
        PreviousCloseTime = state.Int64(PreviousCloseTime);
        PreviousClosePrice = state.Int64(PreviousClosePrice);
        FirstId = state.Int64(FirstId);
        OpenTime = state.Int64(OpenTime);
        Open = state.Int64(Open);
        TradeCount = state.Int64(TradeCount);
        BuyCount = state.Int64(BuyCount);
        SideFlips = state.Int64(SideFlips);
        Base = state.Int64(Base);
        Quote = state.Int64(Quote);
        BuyBase = state.Int64(BuyBase);
        BuyQuote = state.Int64(BuyQuote);
        MaxTradeQuote = state.Int64(MaxTradeQuote);
        Moves.High = state.Int64(Moves.High);
        Moves.Low = state.Int64(Moves.Low);
        Moves.Path = state.Int64(Moves.Path);
        Moves.RealisedVariance = state.Double(Moves.RealisedVariance);
        NextIndex = state.Int64(NextIndex);
        Segment = state.Int32(Segment);
        Flags = state.Enum(Flags);
        IsSegmentStart = state.Flag(IsSegmentStart);
    }

    private void Clear()
    {
        TradeCount = 0;
        BuyCount = 0;
        SideFlips = 0;
        Base = 0;
        Quote = 0;
        BuyBase = 0;
        BuyQuote = 0;
        MaxTradeQuote = 0;
        Moves = default;
        Flags = PacketFlags.None;
    }
}
