using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>One remembered trade: 40 bytes.</summary>
/// <param name="Id">Trade id.</param>
/// <param name="TimeNs">Exchange time.</param>
/// <param name="PriceRaw">Price in steps of 10^-8.</param>
/// <param name="QuantityRaw">Quantity in steps of 10^-8.</param>
/// <param name="AggregateAndSide">Id of its aggregate trade, doubled; odd where the buyer took.</param>
internal readonly record struct StoredTrade(long Id, long TimeNs, long PriceRaw, long QuantityRaw, long AggregateAndSide)
{
    public AggressorSide Aggressor => (AggressorSide)(AggregateAndSide & 1);

    public long AggregateId => AggregateAndSide >> 1;

    public Timestamp Time => new(TimeNs);

    public Price Price => new(PriceRaw);

    public Quantity Quantity => new(QuantityRaw);
}

/// <summary>The newest trades of a symbol, ordered by id; the oldest are forgotten first. Memory grows with what is in it, up to the bound.</summary>
internal sealed class TradeMemory(int most)
{
    private const int FirstCapacity = 256;

    private StoredTrade[] _trades = new StoredTrade[Math.Min(most, FirstCapacity)];
    private int _oldest;

    /// <summary>How many are remembered.</summary>
    public int Count { get; private set; }

    /// <summary>A trade by its age, 0 the oldest.</summary>
    public ref readonly StoredTrade At(int place)
    {
        var index = _oldest + place;
        return ref _trades[index < _trades.Length ? index : index - _trades.Length];
    }

    public void Add(in StoredTrade trade)
    {
        if (Count == _trades.Length && Count < most)
            Grow();
        var index = _oldest + Count;
        _trades[index < _trades.Length ? index : index - _trades.Length] = trade;
        if (Count < _trades.Length)
            Count++;
        else if (++_oldest == _trades.Length)
            _oldest = 0;
    }

    /// <summary>Place of the first trade with this id or a higher one; <see cref="Count"/> where there is none.</summary>
    public int FindId(long id) => Find(id, static trade => trade.Id);

    /// <summary>Place of the first trade of this aggregate or a later one; <see cref="Count"/> where there is none.</summary>
    public int FindAggregate(long id) => Find(id, static trade => trade.AggregateId);

    /// <summary>Place of the first trade at this time or later; <see cref="Count"/> where there is none.</summary>
    public int FindTime(Timestamp time) => Find(time.Nanoseconds, static trade => trade.TimeNs);

    private int Find(long wanted, Func<StoredTrade, long> key)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (key(At(middle)) < wanted)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void Grow()
    {
        // It has never been full before, so the oldest stands at place 0.
        Array.Resize(ref _trades, (int)Math.Min(most, _trades.Length * 2L));
    }
}
