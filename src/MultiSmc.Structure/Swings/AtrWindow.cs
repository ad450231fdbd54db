using MultiSmc.Core;

namespace MultiSmc.Structure;

/// <summary>Sum of the true ranges of the last packets of the segment, exact.</summary>
internal sealed class AtrWindow(int length)
{
    private readonly long[] _ring = new long[length];
    private int _next;
    private long _previousClose;

    public int Length => _ring.Length;

    /// <summary>Packets in the window, at most <see cref="Length"/>.</summary>
    public int Count { get; private set; }

    public long Sum { get; private set; }

    public bool IsFull => Count == _ring.Length;

    public void Add(in Bar bar)
    {
        var range = Count == 0
            ? bar.High - bar.Low
            : Math.Max(bar.High, _previousClose) - Math.Min(bar.Low, _previousClose);
        _previousClose = bar.Close;
        // Slots not yet used hold zero, so the oldest value may be taken out unconditionally.
        Sum += range - _ring[_next];
        _ring[_next] = range;
        _next = _next + 1 == _ring.Length ? 0 : _next + 1;
        if (Count < _ring.Length)
            Count++;
    }

    /// <summary>Saves the window, or takes a saved one of the same length.</summary>
    public void Carry(StateCarrier state)
    {
        Count = state.Int32(Count);
        _next = state.Int32(_next);
        Sum = state.Int64(Sum);
        _previousClose = state.Int64(_previousClose);
        if ((uint)Count > (uint)_ring.Length || (uint)_next >= (uint)_ring.Length)
            throw state.Fault("the window of true ranges has another length");
        // While it fills, the ranges stand at its beginning.
        state.Int64s(_ring.AsSpan(0, Count));
    }

    public void Reset()
    {
        Array.Clear(_ring);
        _next = 0;
        Count = 0;
        Sum = 0;
    }
}
