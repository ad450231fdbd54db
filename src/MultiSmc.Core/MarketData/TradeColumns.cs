namespace MultiSmc.Core;

/// <summary>
/// Trades as columns in an instrument's canonical units, for batch work. All columns have the same length.
/// Grow with <see cref="Add"/>; read through the spans.
/// </summary>
public sealed class TradeColumns
{
    private long[] _ids;
    private long[] _times;
    private long[] _prices;
    private long[] _quantities;
    private byte[] _buyers;

    /// <param name="capacity">Trades to make room for at first.</param>
    public TradeColumns(int capacity = 0)
    {
        _ids = new long[capacity];
        _times = new long[capacity];
        _prices = new long[capacity];
        _quantities = new long[capacity];
        _buyers = new byte[capacity];
    }

    /// <summary>Number of trades.</summary>
    public int Count { get; private set; }

    /// <summary>Trade ids.</summary>
    public ReadOnlySpan<long> Ids => _ids.AsSpan(0, Count);

    /// <summary>Exchange times in nanoseconds since the epoch.</summary>
    public ReadOnlySpan<long> Times => _times.AsSpan(0, Count);

    /// <summary>Prices in canonical units.</summary>
    public ReadOnlySpan<long> Prices => _prices.AsSpan(0, Count);

    /// <summary>Quantities in canonical units.</summary>
    public ReadOnlySpan<long> Quantities => _quantities.AsSpan(0, Count);

    /// <summary>1 where the buyer was the aggressor, else 0.</summary>
    public ReadOnlySpan<byte> Buyers => _buyers.AsSpan(0, Count);

    /// <summary>Appends one trade, already in canonical units.</summary>
    public void Add(long id, long timeNs, long price, long quantity, AggressorSide aggressor)
    {
        if (Count == _ids.Length)
            Grow();
        _ids[Count] = id;
        _times[Count] = timeNs;
        _prices[Count] = price;
        _quantities[Count] = quantity;
        _buyers[Count] = (byte)aggressor;
        Count++;
    }

    /// <summary>Appends rows for the caller to fill in at once, as readers of column files do. What is not filled in holds anything.</summary>
    /// <param name="count">How many.</param>
    /// <returns>Those rows; good until the next row is added.</returns>
    public TradeRows Extend(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var begin = Count;
        if (begin + count > _ids.Length)
            Grow(Math.Max(begin + count, _ids.Length * 2));
        Count += count;
        return new TradeRows(
            _ids.AsSpan(begin, count), _times.AsSpan(begin, count), _prices.AsSpan(begin, count), _quantities.AsSpan(begin, count), _buyers.AsSpan(begin, count));
    }

    /// <summary>Forgets the last trades.</summary>
    /// <param name="count">How many stay.</param>
    public void Truncate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        Count = count;
    }

    /// <summary>Forgets the trades and keeps the memory.</summary>
    public void Clear() => Count = 0;

    private void Grow() => Grow(Math.Max(1024, _ids.Length * 2));

    private void Grow(int capacity)
    {
        Array.Resize(ref _ids, capacity);
        Array.Resize(ref _times, capacity);
        Array.Resize(ref _prices, capacity);
        Array.Resize(ref _quantities, capacity);
        Array.Resize(ref _buyers, capacity);
    }
}

/// <summary>A stretch of <see cref="TradeColumns"/> to be filled in.</summary>
/// <param name="ids">Trade ids.</param>
/// <param name="times">Exchange times in nanoseconds since the epoch.</param>
/// <param name="prices">Prices in canonical units.</param>
/// <param name="quantities">Quantities in canonical units.</param>
/// <param name="buyers">1 where the buyer was the aggressor, else 0.</param>
public readonly ref struct TradeRows(Span<long> ids, Span<long> times, Span<long> prices, Span<long> quantities, Span<byte> buyers)
{
    /// <summary>Trade ids.</summary>
    public Span<long> Ids { get; } = ids;

    /// <summary>Exchange times in nanoseconds since the epoch.</summary>
    public Span<long> Times { get; } = times;

    /// <summary>Prices in canonical units.</summary>
    public Span<long> Prices { get; } = prices;

    /// <summary>Quantities in canonical units.</summary>
    public Span<long> Quantities { get; } = quantities;

    /// <summary>1 where the buyer was the aggressor, else 0.</summary>
    public Span<byte> Buyers { get; } = buyers;
}
