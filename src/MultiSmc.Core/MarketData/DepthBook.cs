namespace MultiSmc.Core;

/// <summary>
/// An order book rebuilt from depth messages: a whole book, then changes whose update ids join on. Changes that come before the whole book are kept
/// and applied behind it; after a gap in the ids the book is unknown until the next whole one.
/// </summary>
/// <remarks>The exchange's own steps for a local book. Levels beyond the whole book's depth are unknown until they change.</remarks>
public sealed class DepthBook
{
    // Thousands of messages: a whole book comes within seconds of the first change.
    private const int MaxPending = 1 << 18;

    private readonly DepthLadder _bids = new(isBid: true);
    private readonly DepthLadder _asks = new(isBid: false);
    private readonly List<DepthChange> _pending = [];
    private bool _isTaking;

    /// <summary>Whether the book is known.</summary>
    public bool IsReady { get; private set; }

    /// <summary>The last update it holds.</summary>
    public long UpdateId { get; private set; }

    /// <summary>Places where update ids did not join on.</summary>
    public long Gaps { get; private set; }

    /// <summary>Number of levels on a side.</summary>
    public int Count(Side side) => Ladder(side).Count;

    /// <summary>A level by its rank, 0 the best.</summary>
    public BookLevel At(Side side, int rank) => Ladder(side).At(rank);

    /// <summary>What rests at a price; zero where nothing is known to.</summary>
    public Quantity SizeAt(Side side, Price price) => Ladder(side).SizeAt(price);

    /// <summary>Takes the next level of the stream.</summary>
    /// <returns>True when with it the book is known and whole.</returns>
    public bool On(in DepthChange change)
    {
        if (change.IsSnapshot)
            return OnSnapshot(in change);
        if (IsReady)
            return OnChange(in change);
        if (_pending.Count == MaxPending)
            _pending.Clear();
        _pending.Add(change);
        return false;
    }

    private bool OnSnapshot(in DepthChange change)
    {
        if (change.IsFirst)
        {
            _isTaking = !IsReady || change.LastUpdateId > UpdateId;
            if (_isTaking)
            {
                IsReady = false;
                _bids.Clear();
                _asks.Clear();
            }
        }

        if (!_isTaking)
            return false;
        Set(in change);
        if (!change.IsLast)
            return false;
        UpdateId = change.LastUpdateId;
        IsReady = true;
        Replay();
        return IsReady;
    }

    private void Replay()
    {
        var pending = _pending.ToArray();
        _pending.Clear();
        foreach (ref readonly var change in pending.AsSpan())
        {
            if (IsReady)
                OnChange(in change);
            else
                _pending.Add(change);
        }
    }

    private bool OnChange(in DepthChange change)
    {
        if (change.IsFirst)
        {
            if (change.FirstUpdateId > UpdateId + 1)
            {
                Gaps++;
                IsReady = false;
                _pending.Add(change);
                return false;
            }

            _isTaking = change.LastUpdateId > UpdateId;
        }

        if (!_isTaking)
            return false;
        Set(in change);
        if (!change.IsLast)
            return false;
        UpdateId = change.LastUpdateId;
        return true;
    }

    private void Set(in DepthChange change)
    {
        if (change.HasLevel)
            Ladder(change.Side).Set(change.Price.Raw, change.Quantity.Raw);
    }

    private DepthLadder Ladder(Side side) => side == Side.Buy ? _bids : _asks;
}

/// <summary>One side of a book as two sorted columns, the best level last: nearly all changes are near it, so little moves.</summary>
internal sealed class DepthLadder(bool isBid)
{
    private long[] _keys = new long[256]; // the price, negative for asks: rises toward the best
    private long[] _sizes = new long[256];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    public BookLevel At(int rank)
    {
        var place = Count - 1 - rank;
        return new BookLevel(new Price(isBid ? _keys[place] : -_keys[place]), new Quantity(_sizes[place]));
    }

    public Quantity SizeAt(Price price)
    {
        var place = Find(price.Raw);
        return place >= 0 ? new Quantity(_sizes[place]) : Quantity.Zero;
    }

    public void Set(long price, long size)
    {
        var place = Find(price);
        if (place >= 0)
        {
            if (size > 0)
            {
                _sizes[place] = size;
                return;
            }

            Count--;
            Array.Copy(_keys, place + 1, _keys, place, Count - place);
            Array.Copy(_sizes, place + 1, _sizes, place, Count - place);
            return;
        }

        // Removing a level that is not there is normal: it lay outside of the whole book.
        if (size <= 0)
            return;
        place = ~place;
        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, Count * 2);
            Array.Resize(ref _sizes, Count * 2);
        }

        Array.Copy(_keys, place, _keys, place + 1, Count - place);
        Array.Copy(_sizes, place, _sizes, place + 1, Count - place);
        _keys[place] = isBid ? price : -price;
        _sizes[place] = size;
        Count++;
    }

    private int Find(long price) => _keys.AsSpan(0, Count).BinarySearch(isBid ? price : -price);
}
