using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>The levels of one depth message on their way out, one event each, bids before asks, marked at both ends.</summary>
internal sealed class DepthRun(InstrumentId instrument)
{
    private readonly List<BookLevel> _bids = [];
    private readonly List<BookLevel> _asks = [];
    private DepthMessage _message;
    private Timestamp _time;
    private int _next;
    private int _count;

    /// <summary>Decodes a message; its levels are then taken one by one.</summary>
    /// <param name="message">The message.</param>
    /// <param name="time">When it was.</param>
    /// <param name="fault">Why it is no sound depth message.</param>
    public bool TryBegin(ReadOnlySpan<byte> message, Timestamp time, out WireFault fault)
    {
        _next = _count = 0;
        if (!DepthMessageDecoder.TryDecode(message, _bids, _asks, out _message, out fault))
            return false;
        _time = time;
        // A message that changes nothing still moves the update id on.
        _count = Math.Max(1, _bids.Count + _asks.Count);
        return true;
    }

    /// <summary>The next level, if one is left.</summary>
    public bool TryTake(out MarketEvent marketEvent)
    {
        if (_next == _count)
        {
            marketEvent = default;
            return false;
        }

        var isAsk = _next >= _bids.Count;
        var isEmpty = _bids.Count + _asks.Count == 0;
        var level = isEmpty ? default : isAsk ? _asks[_next - _bids.Count] : _bids[_next];
        var marks = (_next == 0 ? DepthMarks.First : 0) | (_next == _count - 1 ? DepthMarks.Last : 0) | (_message.IsSnapshot ? DepthMarks.Snapshot : 0)
            | (isEmpty ? DepthMarks.Empty : isAsk ? DepthMarks.Ask : 0);
        var change = new DepthChange(_message.FirstUpdateId, _message.LastUpdateId, _time, level.Price, level.Quantity, marks);
        marketEvent = new MarketEvent(instrument, in change);
        _next++;
        return true;
    }
}
