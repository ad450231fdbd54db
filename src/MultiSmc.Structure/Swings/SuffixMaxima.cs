using MultiSmc.Core;

namespace MultiSmc.Structure;

/// <summary>A packet that is still a candidate for the highest value of some stretch that ends now.</summary>
internal struct ExtremePoint
{
    public long Value;
    public long Index;
    public long Open;
    public long Close;
}

/// <summary>
/// Monotone queue: the packets whose value no later packet exceeds, oldest first, values falling or equal. Its back drops only what is
/// strictly lower, so the first of equal values is kept: the front is the first maximum of the window, and the highest value from any packet
/// on is found by bisection.
/// </summary>
internal sealed class SuffixMaxima
{
    private ExtremePoint[] _ring;
    private int _head;

    public SuffixMaxima(int capacity) => _ring = new ExtremePoint[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, 4))];

    public int Count { get; private set; }

    /// <summary>First maximum of the window; the queue must not be empty.</summary>
    public ref readonly ExtremePoint Front => ref _ring[_head];

    public void Clear()
    {
        _head = 0;
        Count = 0;
    }

    public void Push(long value, long index, in Bar bar)
    {
        // Locals: the loop would otherwise reload the fields after each step.
        var ring = _ring;
        var mask = ring.Length - 1;
        var count = Count;
        while (count > 0 && ring[(_head + count - 1) & mask].Value < value)
            count--;
        if (count == ring.Length)
        {
            ring = Grow();
            mask = ring.Length - 1;
        }

        ref var point = ref ring[(_head + count) & mask];
        point.Value = value;
        point.Index = index;
        point.Open = bar.Open;
        point.Close = bar.Close;
        Count = count + 1;
    }

    /// <summary>Saves the queue, or takes a saved one.</summary>
    public void Carry(StateCarrier state)
    {
        var count = state.Count(Count);
        if (state.IsReading)
        {
            (_head, Count) = (0, count);
            if (count > _ring.Length)
                _ring = new ExtremePoint[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count)];
        }

        for (var position = 0; position < count; position++)
        {
            ref var point = ref _ring[(_head + position) & (_ring.Length - 1)];
            point.Value = state.Int64(point.Value);
            point.Index = state.Int64(point.Index);
            point.Open = state.Int64(point.Open);
            point.Close = state.Int64(point.Close);
        }
    }

    public void DropBefore(long index)
    {
        while (Count > 0 && _ring[_head].Index < index)
        {
            _head = (_head + 1) & (_ring.Length - 1);
            Count--;
        }
    }

    /// <summary>Highest value among the packets from <paramref name="index"/> on, the first of equals; false when there is no such packet.</summary>
    public bool TryFirstHighestFrom(long index, out ExtremePoint point)
    {
        var position = PositionFrom(index);
        point = position < Count ? At(position) : default;
        return position < Count;
    }

    /// <summary>Highest value among the packets from <paramref name="index"/> on, the last of equals; false when there is no such packet.</summary>
    public bool TryLastHighestFrom(long index, out ExtremePoint point)
    {
        var low = PositionFrom(index);
        point = default;
        if (low >= Count)
            return false;
        var value = At(low).Value;
        var high = Count - 1;
        while (low < high)
        {
            var middle = low + ((high - low + 1) >> 1);
            if (At(middle).Value == value)
                low = middle;
            else
                high = middle - 1;
        }

        point = At(low);
        return true;
    }

    private ref readonly ExtremePoint At(int position) => ref _ring[(_head + position) & (_ring.Length - 1)];

    private int PositionFrom(long index)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (At(middle).Index < index)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private ExtremePoint[] Grow()
    {
        var larger = new ExtremePoint[_ring.Length * 2];
        for (var position = 0; position < Count; position++)
            larger[position] = At(position);
        _ring = larger;
        _head = 0;
        return larger;
    }
}
