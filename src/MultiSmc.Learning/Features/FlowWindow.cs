using MultiSmc.Core;
using MultiSmc.Packets;

namespace MultiSmc.Learning;

/// <summary>
/// The last packets of the running segment, with sums over 5, 10, 20 and 50 of them kept up to date. Only integers are kept so: they are exact in any
/// order, even across an overflow of the sum. Doubles are summed when asked for, oldest first.
/// </summary>
internal sealed class FlowWindow
{
    /// <summary>Packets kept: the longest window, rounded up to a power of two.</summary>
    private const int Capacity = 128;

    private readonly Row[] _rows = new Row[Capacity];
    private readonly Row _nothing;

    // Sums since the segment's start, one entry a packet and a zero before: a leg may be as long as its segment. Grows by doubling, kept over
    // segments.
    private long[] _quotes;
    private long[] _signed;
    private int _segment = -1;
    private long _first;
    private Packet _last;

    /// <param name="capacity">Packets of a segment to make room for at first.</param>
    public FlowWindow(int capacity)
    {
        _quotes = new long[capacity + 1];
        _signed = new long[capacity + 1];
    }

    /// <summary>One packet as features look at it.</summary>
    internal struct Row
    {
        public long Close;
        public long Quote;
        public long Signed;
        public long Trades;
        public long ElapsedNs;
        public long BuySurplus;
        public long Flips;
        public long Base;
        public long MaxTradeQuote;
        public long TrueRange;

        /// <summary>Close − close before; 0 for the segment's first.</summary>
        public long Step;
        public double Variance;
        public double Vpin;
    }

    /// <summary>Packets of the segment so far.</summary>
    public long Count { get; private set; }

    /// <summary>Ordinal of the last packet.</summary>
    public long LastIndex => _first + Count - 1;

    /// <summary>The last packet.</summary>
    public ref readonly Packet Last => ref _last;

    /// <summary>EMA of the imbalance over 8, started with the segment's first.</summary>
    public double ImbalanceEma { get; private set; }

    public long Quote5 { get; private set; }

    public long Quote20 { get; private set; }

    public long Signed5 { get; private set; }

    public long Signed20 { get; private set; }

    public long Trades5 { get; private set; }

    public long Trades50 { get; private set; }

    public long Elapsed5 { get; private set; }

    public long Elapsed50 { get; private set; }

    public long BuySurplus5 { get; private set; }

    public long Flips5 { get; private set; }

    public long Base20 { get; private set; }

    public long TrueRange20 { get; private set; }

    public long Path10 { get; private set; }

    public int Ups20 { get; private set; }

    public int Downs20 { get; private set; }

    /// <summary>The packet <paramref name="back"/> packets before the last.</summary>
    public ref readonly Row this[long back] => ref _rows[(Count - 1 - back) & (Capacity - 1)];

    /// <summary>Takes the next packet; the first of a segment forgets the ones before.</summary>
    public void Add(in Packet packet)
    {
        if (packet.Segment != _segment || (packet.Flags & PacketFlags.SegmentStart) != 0)
            Begin(in packet);
        var isFirst = Count == 0;
        var before = isFirst ? packet.Open : this[0].Close;
        _last = packet;
        ImbalanceEma = isFirst ? packet.Imbalance : ImbalanceEma + 2.0 / 9 * (packet.Imbalance - ImbalanceEma);
        Count++;
        Append(packet.Quote, packet.SignedQuote);
        _rows[(Count - 1) & (Capacity - 1)] = new Row
        {
            Close = packet.Close,
            Quote = packet.Quote,
            Signed = packet.SignedQuote,
            Trades = packet.TradeCount,
            ElapsedNs = packet.ElapsedNs,
            BuySurplus = 2 * packet.BuyCount - packet.TradeCount,
            Flips = packet.SideFlips,
            Base = packet.Base,
            MaxTradeQuote = packet.MaxTradeQuote,
            TrueRange = isFirst ? packet.High - packet.Low : Math.Max(packet.High, before) - Math.Min(packet.Low, before),
            Step = isFirst ? 0 : packet.Close - before,
            Variance = packet.RealisedVariance,
            Vpin = packet.Vpin,
        };
        Slide();
    }

    /// <summary>Bought minus sold, and whole quote value, of packets <paramref name="after"/> + 1 to <paramref name="until"/>.</summary>
    public (long Signed, long Quote) Flow(long after, long until)
    {
        var from = after - _first + 1;
        var to = until - _first + 1;
        return (unchecked(_signed[to] - _signed[from]), unchecked(_quotes[to] - _quotes[from]));
    }

    private void Begin(in Packet packet)
    {
        _segment = packet.Segment;
        _first = packet.Index;
        Count = 0;
        (Quote5, Quote20, Signed5, Signed20, Trades5, Trades50, Elapsed5, Elapsed50) = (0, 0, 0, 0, 0, 0, 0, 0);
        (BuySurplus5, Flips5, Base20, TrueRange20, Path10, Ups20, Downs20) = (0, 0, 0, 0, 0, 0, 0);
    }

    /// <summary>Saves the window, or takes a saved one. The sums over windows are made again from the packets: they are exact.</summary>
    /// <param name="state">Where to or from.</param>
    /// <param name="oldest">No flow that begins before this packet is asked for any more.</param>
    public void Carry(StateCarrier state, long oldest)
    {
        state.Section("flow", 1);
        _segment = state.Int32(_segment);
        _first = state.Int64(_first);
        Count = state.Int64(Count);
        state.Packet(ref _last);
        ImbalanceEma = state.Double(ImbalanceEma);
        var kept = Math.Min(Count, Capacity);
        for (var back = kept - 1; back >= 0; back--)
            Carry(state, ref _rows[(Count - 1 - back) & (Capacity - 1)]);
        CarrySums(state, oldest);
        if (state.IsReading)
            Restore();
    }

    private static void Carry(StateCarrier state, ref Row row)
    {
        row.Close = state.Int64(row.Close);
        row.Quote = state.Int64(row.Quote);
        row.Signed = state.Int64(row.Signed);
        row.Trades = state.Int64(row.Trades);
        row.ElapsedNs = state.Int64(row.ElapsedNs);
        row.BuySurplus = state.Int64(row.BuySurplus);
        row.Flips = state.Int64(row.Flips);
        row.Base = state.Int64(row.Base);
        row.MaxTradeQuote = state.Int64(row.MaxTradeQuote);
        row.TrueRange = state.Int64(row.TrueRange);
        row.Step = state.Int64(row.Step);
        row.Variance = state.Double(row.Variance);
        row.Vpin = state.Double(row.Vpin);
    }

    // Only differences of the sums are ever used: what lies before the oldest packet that counts is left out.
    private void CarrySums(StateCarrier state, long oldest)
    {
        var from = state.Int64(Math.Clamp(oldest - _first, 0, Count));
        if (Count < 0 || from < 0 || from > Count || Count >= Array.MaxLength)
            throw state.Fault($"sums {from} to {Count}");
        state.Count((int)(Count - from));
        if (Count >= _quotes.Length)
        {
            Array.Resize(ref _quotes, (int)Count + 1);
            Array.Resize(ref _signed, (int)Count + 1);
        }

        state.Steps(_quotes.AsSpan((int)from, (int)(Count - from + 1)));
        state.Steps(_signed.AsSpan((int)from, (int)(Count - from + 1)));
    }

    private void Restore()
    {
        (Quote5, Quote20, Signed5, Signed20, Trades5, Trades50, Elapsed5, Elapsed50) = (0, 0, 0, 0, 0, 0, 0, 0);
        (BuySurplus5, Flips5, Base20, TrueRange20, Path10, Ups20, Downs20) = (0, 0, 0, 0, 0, 0, 0);
        for (var back = Math.Min(Count, 50) - 1; back >= 0; back--)
            Enter(in this[back], back + 1);
    }

    // A packet counts in the windows that reach back to it.
    private void Enter(in Row row, long age)
    {
        unchecked
        {
            Trades50 += row.Trades;
            Elapsed50 += row.ElapsedNs;
            if (age > 20)
                return;
            Quote20 += row.Quote;
            Signed20 += row.Signed;
            Base20 += row.Base;
            TrueRange20 += row.TrueRange;
            Ups20 += row.Step > 0 ? 1 : 0;
            Downs20 += row.Step < 0 ? 1 : 0;
            if (age > 10)
                return;
            Path10 += Math.Abs(row.Step);
            if (age > 5)
                return;
            Quote5 += row.Quote;
            Signed5 += row.Signed;
            Trades5 += row.Trades;
            Elapsed5 += row.ElapsedNs;
            BuySurplus5 += row.BuySurplus;
            Flips5 += row.Flips;
        }
    }

    private void Append(long quote, long signed)
    {
        if (Count >= _quotes.Length)
        {
            Array.Resize(ref _quotes, _quotes.Length * 2);
            Array.Resize(ref _signed, _signed.Length * 2);
        }

        _quotes[Count] = unchecked(_quotes[Count - 1] + quote);
        _signed[Count] = unchecked(_signed[Count - 1] + signed);
    }

    private void Slide()
    {
        ref readonly var entering = ref this[0];
        ref readonly var leaving5 = ref Leaving(5);
        ref readonly var leaving10 = ref Leaving(10);
        ref readonly var leaving20 = ref Leaving(20);
        ref readonly var leaving50 = ref Leaving(50);
        unchecked
        {
            Quote5 += entering.Quote - leaving5.Quote;
            Quote20 += entering.Quote - leaving20.Quote;
            Signed5 += entering.Signed - leaving5.Signed;
            Signed20 += entering.Signed - leaving20.Signed;
            Trades5 += entering.Trades - leaving5.Trades;
            Trades50 += entering.Trades - leaving50.Trades;
            Elapsed5 += entering.ElapsedNs - leaving5.ElapsedNs;
            Elapsed50 += entering.ElapsedNs - leaving50.ElapsedNs;
            BuySurplus5 += entering.BuySurplus - leaving5.BuySurplus;
            Flips5 += entering.Flips - leaving5.Flips;
            Base20 += entering.Base - leaving20.Base;
            TrueRange20 += entering.TrueRange - leaving20.TrueRange;
            Path10 += Math.Abs(entering.Step) - Math.Abs(leaving10.Step);
        }

        Ups20 += (entering.Step > 0 ? 1 : 0) - (leaving20.Step > 0 ? 1 : 0);
        Downs20 += (entering.Step < 0 ? 1 : 0) - (leaving20.Step < 0 ? 1 : 0);
    }

    // What a window of this length loses with the last packet; nothing while it still fills.
    private ref readonly Row Leaving(int length) => ref Count > length ? ref _rows[(Count - 1 - length) & (Capacity - 1)] : ref _nothing;
}
