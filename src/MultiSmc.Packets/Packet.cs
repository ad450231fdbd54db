using MultiSmc.Core;

namespace MultiSmc.Packets;

/// <summary>What is special about a packet.</summary>
[Flags]
public enum PacketFlags : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Closed by the day anchor before its bucket was full.</summary>
    Truncated = 1,

    /// <summary>Trade ids are missing before one of its trades.</summary>
    IdGap = 2,

    /// <summary>First of its segment.</summary>
    SegmentStart = 4,

    /// <summary>A trade's time ran backwards and was clamped.</summary>
    TimeClamped = 8,

    /// <summary>Begins with the rest of a trade.</summary>
    BeginsInsideTrade = 16,

    /// <summary>Its last trade goes on in the next packet.</summary>
    EndsInsideTrade = 32,
}

/// <summary>
/// A bucket of trades of about equal quote value. Integers are in the instrument's canonical units (price 10^-pd, quantity 10^-qd, quote 10^-(pd+qd)).
/// "Parts" are the pieces of trades in the packet; facts of a trade as a whole belong to the packet that holds its first part.
/// </summary>
public record struct Packet
{
    /// <summary>Ordinal in this run.</summary>
    public long Index;

    /// <summary>Id of its first part's trade. With symbol and bucket, its lasting identity.</summary>
    public long FirstId;

    /// <summary>Id of its last part's trade.</summary>
    public long LastId;

    /// <summary>Time of its first part.</summary>
    public Timestamp OpenTime;

    /// <summary>Time of its last part.</summary>
    public Timestamp CloseTime;

    /// <summary>max(1 ms, close time − previous packet's close time), in ns; first of a segment: − its own open time.</summary>
    public long ElapsedNs;

    /// <summary>Price of the first part.</summary>
    public long Open;

    /// <summary>Highest price.</summary>
    public long High;

    /// <summary>Lowest price.</summary>
    public long Low;

    /// <summary>Price of the last part.</summary>
    public long Close;

    /// <summary>Trades begun here.</summary>
    public long TradeCount;

    /// <summary>Parts.</summary>
    public long PartCount;

    /// <summary>Trades begun here with a buying aggressor.</summary>
    public long BuyCount;

    /// <summary>Trades begun here whose aggressor differs from the previous trade's.</summary>
    public long SideFlips;

    /// <summary>Base quantity.</summary>
    public long Base;

    /// <summary>Quote value.</summary>
    public long Quote;

    /// <summary>Base bought by aggressors.</summary>
    public long BuyBase;

    /// <summary>Quote bought by aggressors.</summary>
    public long BuyQuote;

    /// <summary>Quote value of the largest part.</summary>
    public long MaxTradeQuote;

    /// <summary>Σ |price − previous trade's price| over trades begun here.</summary>
    public long Path;

    /// <summary>Close − price of the last trade before the packet (first of a segment: − open).</summary>
    public long NetMove;

    /// <summary>Trades begun here that have a previous trade.</summary>
    public long ReturnCount;

    /// <summary>Σ r² over the trades' log returns, in trade order.</summary>
    public double RealisedVariance;

    /// <summary>Signed share of the aggressors, (2·buy − quote) / quote, in [−1, 1].</summary>
    public double Imbalance;

    /// <summary>Quote / base as a price in quote units.</summary>
    public double Vwap;

    /// <summary>√ of the realised variance; not annualised.</summary>
    public double RealisedVolatility;

    /// <summary>|net move| / path (Kaufman), in [0, 1]; 0 without a path.</summary>
    public double Efficiency;

    /// <summary>Trades per second.</summary>
    public double Intensity;

    /// <summary>Volume-synchronised probability of informed trading over the window, in [0, 1]; NaN until the segment has a full window.</summary>
    public double Vpin;

    /// <summary>Segment number from 0.</summary>
    public int Segment;

    /// <summary>What is special.</summary>
    public PacketFlags Flags;

    /// <summary>Bought minus sold quote value.</summary>
    public readonly long SignedQuote => 2 * BuyQuote - Quote;
}
