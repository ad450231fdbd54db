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

    /// <summary>Forgets the trades and keeps the memory.</summary>
    public void Clear() => Count = 0;

    private void Grow()
    {
        var capacity = Math.Max(1024, _ids.Length * 2);
        Array.Resize(ref _ids, capacity);
        Array.Resize(ref _times, capacity);
        Array.Resize(ref _prices, capacity);
        Array.Resize(ref _quantities, capacity);
        Array.Resize(ref _buyers, capacity);
    }
}
