using MultiSmc.Core;

namespace MultiSmc.Packets;

/// <summary>
/// Joins days that were built apart one after the other, for tapes too long to have all days in hand: of the days handed in, it keeps the trades of the
/// last alone. The tape as far as it is joined: its last stretch is held by one builder (the tail) that knows indices and segments from its own beginning;
/// the stretches before are counted and done.
/// </summary>
/// <param name="parameters">The parameters the days were built with.</param>
public sealed class DayStitching(PacketParameters parameters)
{
    private readonly PacketSink _packets = new();
    private readonly VpinWindow _vpin = new(parameters.VpinWindow);
    private readonly List<TradeColumns> _tailTrades = [];
    private BatchPacketBuilder? _tail;
    private TradeSeam? _tailSeam;
    private bool _ownsTail;
    private long _tailIndexBase;
    private int _tailSegmentBase;
    private PacketCounters _done;
    private int _vpinSegment;
    private int _vpinDone;

    /// <summary>Joins the next day.</summary>
    public void Append(DayPackets day)
    {
        ArgumentNullException.ThrowIfNull(day);
        if (_tail is { } tail && !CanJoin(tail, day))
        {
            Continue(day.Trades);
            return;
        }

        if (_tail is null && day.Seam is not null)
        {
            // The tape begins here whatever the day was told.
            Continue(day.Trades);
            return;
        }

        if (_tail is not null && day.Builder.Serial.FirstStep == SeamStep.None)
        {
            // Not one accepted trade: only its faults count, and the tail stays what it is.
            Count(day.Builder.Counters, 0);
            return;
        }

        CloseTail(day.Builder.Serial.FirstStep);
        _tail = day.Builder;
        _tailSeam = day.Seam;
        _ownsTail = false;
        _tailTrades.Clear();
        _tailTrades.Add(day.Trades);
        Take(day.Packets.Span);
    }

    /// <summary>All packets; nothing can be joined after that.</summary>
    public PacketBatch Finish()
    {
        var counters = _done;
        counters.Segments++;
        Packet? forming = null;
        if (_tail is { } tail)
        {
            Add(ref counters, tail.Counters, tail.Counters.Segments - 1);
            if (tail.Forming is { } open)
                forming = FinishForming(open);
        }

        return new PacketBatch(_packets.Memory, counters, forming);
    }

    private static bool CanJoin(BatchPacketBuilder tail, DayPackets day) =>
        day.Seam == tail.Serial.Last && (day.Builder.Serial.FirstStep != SeamStep.SameDay || tail.Serial.State.Quote == 0);

    private static void Add(ref PacketCounters sum, in PacketCounters counters, long breaks)
    {
        sum.Accepted += counters.Accepted;
        sum.DuplicateOrLate += counters.DuplicateOrLate;
        sum.Invalid += counters.Invalid;
        sum.MissingIds += counters.MissingIds;
        sum.TimeClamped += counters.TimeClamped;
        sum.Segments += breaks;
        sum.DiscardedTrades += counters.DiscardedTrades;
    }

    private void Count(in PacketCounters counters, long breaks) => Add(ref _done, counters, breaks);

    /// <summary>Feeds the trades to the tail in sequence. A tail built elsewhere is built again first: what was handed in is never changed.</summary>
    private void Continue(TradeColumns trades)
    {
        if (_tail is not { } tail || !_ownsTail)
        {
            tail = new BatchPacketBuilder(parameters, SimdPaths.Best, _tailSeam);
            foreach (var stretch in _tailTrades)
                tail.Add(stretch);
            _tail = tail;
            _ownsTail = true;
        }

        Take(tail.Add(trades));
    }

    /// <summary>Does to the tail's open packet what the next day's first trade does to it, and counts the tail as done.</summary>
    private void CloseTail(SeamStep step)
    {
        if (_tail is not { } tail)
            return;
        Count(tail.Counters, tail.Counters.Segments - 1);
        if (tail.Forming is { } open)
        {
            if (step == SeamStep.Break)
            {
                _done.DiscardedTrades += open.TradeCount;
            }
            else
            {
                open.Flags |= PacketFlags.Truncated;
                Take([open]);
            }
        }

        _tailSegmentBase += tail.Serial.State.Segment;
        _tailIndexBase = _packets.Count;
    }

    /// <summary>Takes over packets of the tail: the ordinals of the whole tape, and VPIN over the seams.</summary>
    private void Take(ReadOnlySpan<Packet> packets)
    {
        _packets.Append(packets);
        var all = _packets.Span;
        for (; _vpinDone < all.Length; _vpinDone++)
        {
            ref var packet = ref all[_vpinDone];
            packet.Index += _tailIndexBase;
            packet.Segment += _tailSegmentBase;
            EnterSegment(packet.Segment);
            packet.Vpin = _vpin.Push(Math.Abs(packet.SignedQuote), packet.Quote);
        }
    }

    private Packet FinishForming(Packet open)
    {
        open.Index += _tailIndexBase;
        open.Segment += _tailSegmentBase;
        EnterSegment(open.Segment);
        open.Vpin = _vpin.Peek(Math.Abs(open.SignedQuote), open.Quote);
        return open;
    }

    private void EnterSegment(int segment)
    {
        if (segment == _vpinSegment)
            return;
        _vpinSegment = segment;
        _vpin.Clear();
    }
}
