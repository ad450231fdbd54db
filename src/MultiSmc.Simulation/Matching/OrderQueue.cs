namespace MultiSmc.Simulation;

/// <summary>Orders of one sort key, oldest first.</summary>
internal sealed class PriceLevel
{
    public long Key { get; set; }

    public SimulatedOrder? Head { get; set; }

    public SimulatedOrder? Tail { get; set; }
}

/// <summary>
/// Orders by key, then by arrival: levels sorted with the first one last, where nearly everything happens, so that little moves; inside a level a
/// linked queue. Taking an order out costs no search but its level's.
/// </summary>
internal sealed class OrderQueue
{
    private readonly Stack<PriceLevel> _spare = new();
    private long[] _keys = new long[16]; // negated, so that they rise toward the best level
    private PriceLevel[] _levels = new PriceLevel[16];
    private int _levelCount;

    public int Count { get; private set; }

    public bool IsEmpty => _levelCount == 0;

    /// <summary>The order whose turn is first.</summary>
    public SimulatedOrder? First => _levelCount == 0 ? null : _levels[_levelCount - 1].Head;

    public int LevelCount => _levelCount;

    /// <summary>A level by its rank, 0 the first.</summary>
    public PriceLevel LevelAt(int rank) => _levels[_levelCount - 1 - rank];

    /// <summary>The first order with a key, or null.</summary>
    public SimulatedOrder? FirstAt(long key)
    {
        var place = Find(key);
        return place >= 0 ? _levels[place].Head : null;
    }

    /// <summary>The order whose turn is after this one's, across levels.</summary>
    public SimulatedOrder? After(SimulatedOrder order)
    {
        if (order.Next is { } next)
            return next;
        var place = Find(order.SortKey);
        return place > 0 ? _levels[place - 1].Head : null;
    }

    /// <summary>Puts an order behind its equals.</summary>
    public void Insert(SimulatedOrder order)
    {
        var place = Find(order.SortKey);
        var level = place >= 0 ? _levels[place] : AddLevel(~place, order.SortKey);
        order.Level = level;
        order.Previous = level.Tail;
        order.Next = null;
        if (level.Tail is { } tail)
            tail.Next = order;
        else
            level.Head = order;
        level.Tail = order;
        Count++;
    }

    /// <summary>Takes an order out; nothing happens when it is not in.</summary>
    public void Remove(SimulatedOrder order)
    {
        if (order.Level is not { } level)
            return;
        if (order.Previous is { } previous)
            previous.Next = order.Next;
        else
            level.Head = order.Next;
        if (order.Next is { } next)
            next.Previous = order.Previous;
        else
            level.Tail = order.Previous;
        order.Level = null;
        order.Previous = order.Next = null;
        Count--;
        if (level.Head is null)
            DropLevel(Find(level.Key), level);
    }

    private PriceLevel AddLevel(int place, long key)
    {
        if (_levelCount == _keys.Length)
        {
            Array.Resize(ref _keys, _levelCount * 2);
            Array.Resize(ref _levels, _levelCount * 2);
        }

        Array.Copy(_keys, place, _keys, place + 1, _levelCount - place);
        Array.Copy(_levels, place, _levels, place + 1, _levelCount - place);
        var level = _spare.Count > 0 ? _spare.Pop() : new PriceLevel();
        level.Key = key;
        _keys[place] = -key;
        _levels[place] = level;
        _levelCount++;
        return level;
    }

    private void DropLevel(int place, PriceLevel level)
    {
        _levelCount--;
        Array.Copy(_keys, place + 1, _keys, place, _levelCount - place);
        Array.Copy(_levels, place + 1, _levels, place, _levelCount - place);
        _spare.Push(level);
    }

    private int Find(long key) => _keys.AsSpan(0, _levelCount).BinarySearch(-key);
}
