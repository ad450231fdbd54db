namespace MultiSmc.Simulation;

/// <summary>A resting level of a book.</summary>
/// <param name="Ticks">Price.</param>
/// <param name="Lots">Quantity.</param>
internal readonly record struct TickLevel(long Ticks, long Lots);

/// <summary>One side of a book, best level first, in a ring of fixed size.</summary>
internal sealed class BookSide
{
    private const int Capacity = 64;
    private const int Mask = Capacity - 1;
    private readonly TickLevel[] _levels = new TickLevel[Capacity];
    private int _best;

    public int Count { get; private set; }

    public bool IsFull => Count == Capacity;

    public ref TickLevel Best => ref _levels[_best];

    public ref TickLevel Far => ref _levels[(_best + Count - 1) & Mask];

    /// <summary>The level at a place, 0 the best.</summary>
    public ref TickLevel this[int place] => ref _levels[(_best + place) & Mask];

    public void PopBest()
    {
        _best = (_best + 1) & Mask;
        Count--;
    }

    public void PopFar() => Count--;

    public void PushBest(TickLevel level)
    {
        _best = (_best - 1) & Mask;
        Count++;
        _levels[_best] = level;
    }

    public void PushFar(TickLevel level)
    {
        Count++;
        Far = level;
    }
}
