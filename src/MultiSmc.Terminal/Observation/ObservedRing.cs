namespace MultiSmc.Terminal;

/// <summary>
/// From the kernel's thread to the model's: one writer, one reader, no lock. What one input brings becomes visible at once, or not at all.
/// </summary>
internal sealed class ObservedRing
{
    private readonly ObservedEvent[] _places;
    private readonly int _mask;
    private long _written; // by the writer alone; visible up to _published
    private long _published;
    private long _taken;

    /// <param name="capacity">A power of two.</param>
    public ObservedRing(int capacity)
    {
        if (capacity < 2 || (capacity & (capacity - 1)) != 0)
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "a power of two is needed");
        _places = new ObservedEvent[capacity];
        _mask = capacity - 1;
    }

    public int Capacity => _places.Length;

    /// <summary>Events that wait for the reader. From any thread.</summary>
    public int Waiting => (int)(Volatile.Read(ref _published) - Volatile.Read(ref _taken));

    /// <summary>Writer: whether so many more places are free.</summary>
    public bool HasRoom(int places) => _written + places - Volatile.Read(ref _taken) <= _places.Length;

    /// <summary>Writer: the next place; the caller has made sure of the room. Not visible before <see cref="Publish"/>.</summary>
    public ref ObservedEvent Next() => ref _places[_written++ & _mask];

    /// <summary>Writer: shows what was written.</summary>
    public void Publish() => Volatile.Write(ref _published, _written);

    /// <summary>Reader: how many can be read now.</summary>
    public int Readable => (int)(Volatile.Read(ref _published) - _taken);

    /// <summary>Reader: the event at a place from the oldest; below <see cref="Readable"/>.</summary>
    public ref ObservedEvent Peek(int offset) => ref _places[(_taken + offset) & _mask];

    /// <summary>Reader: gives the oldest places back.</summary>
    public void Release(int count)
    {
        for (var i = 0; i < count; i++)
            _places[(_taken + i) & _mask].Payload = null; // nothing is kept alive by an old place
        Volatile.Write(ref _taken, _taken + count);
    }
}
