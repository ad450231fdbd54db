using MultiSmc.Packets;

namespace MultiSmc.Terminal;

/// <summary>A closed packet as the terminal keeps it; prices in canonical units, times in ms.</summary>
internal struct PacketRow
{
    public long O, H, L, C;
    public long Opened, Closed;
    public double Usd, Buy;
    public long Trades;
    public double Imbalance, Vpin, Volatility, Efficiency;
    public double Delta;
    public int Segment, Flags;
    public long FirstId;

    /// <summary>Probability and threshold judged last at it; NaN for none.</summary>
    public double Probability, Threshold;

    public bool IsNear;

    /// <summary>A closed packet that nothing was judged at yet.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="scales">Its instrument's.</param>
    /// <param name="delta">Cumulative delta after it, in quote units.</param>
    public static PacketRow Of(in Packet packet, Scales scales, double delta) => new()
    {
        O = packet.Open,
        H = packet.High,
        L = packet.Low,
        C = packet.Close,
        Opened = Scales.Ms(packet.OpenTime),
        Closed = Scales.Ms(packet.CloseTime),
        Usd = scales.Quote(packet.Quote),
        Buy = scales.Quote(packet.BuyQuote),
        Trades = packet.TradeCount,
        Imbalance = packet.Imbalance,
        Vpin = packet.Vpin,
        Volatility = packet.RealisedVolatility,
        Efficiency = packet.Efficiency,
        Delta = delta,
        Segment = packet.Segment,
        Flags = (int)packet.Flags,
        FirstId = packet.FirstId,
        Probability = double.NaN,
        Threshold = double.NaN,
    };
}

/// <summary>The newest packets of a symbol, without holes: where some were lost, it starts anew behind them.</summary>
internal sealed class PacketStore(int capacity)
{
    private readonly List<PacketRow> _rows = [];
    private double _delta;

    /// <summary>Index of the oldest packet that is kept.</summary>
    public long First { get; private set; }

    /// <summary>Index of the last closed packet, or −1.</summary>
    public long Last => _rows.Count == 0 ? -1 : First + _rows.Count - 1;

    public int Count => _rows.Count;

    /// <summary>Another number after every change.</summary>
    public long Version { get; private set; }

    public PacketRow this[long index] => _rows[(int)(index - First)];

    public bool Has(long index) => index >= First && index <= Last;

    /// <summary>Adds the next packet.</summary>
    public void Add(in Packet packet, Scales scales)
    {
        if (_rows.Count == 0 || packet.Index != Last + 1)
        {
            _rows.Clear();
            First = packet.Index;
        }

        Version++;
        _delta += scales.Quote(packet.SignedQuote);
        _rows.Add(PacketRow.Of(in packet, scales, _delta));
        if (_rows.Count <= capacity + capacity / 4)
            return;
        First += _rows.Count - capacity;
        _rows.RemoveRange(0, _rows.Count - capacity);
    }

    /// <summary>Notes what was judged at a packet.</summary>
    public void Judge(long index, double probability, double threshold, bool isNear)
    {
        if (!Has(index))
            return;
        var at = (int)(index - First);
        var row = _rows[at];
        row.Probability = probability;
        row.Threshold = threshold;
        row.IsNear = isNear;
        _rows[at] = row;
        Version++;
    }

    /// <summary>Copies packets for somebody who reads them later.</summary>
    public PacketRow[] Copy(long from, long to)
    {
        from = Math.Max(from, First);
        to = Math.Min(to, Last);
        return to < from ? [] : [.. _rows.GetRange((int)(from - First), (int)(to - from + 1))];
    }
}
