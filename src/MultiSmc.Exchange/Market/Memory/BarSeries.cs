using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>
/// The newest candles of one interval that have trades, built trade by trade; those without are made up where they are asked for. Memory grows with
/// what is in it, up to the bound.
/// </summary>
internal sealed class BarSeries(KlineInterval interval, int most)
{
    private Bar[] _bars = new Bar[Math.Min(most, 4)];
    private int _oldest;
    private long _nextOpenNs = long.MinValue;

    public KlineInterval Interval => interval;

    /// <summary>Candles with trades that are remembered.</summary>
    public int Count { get; private set; }

    /// <summary>A candle by its age, 0 the oldest.</summary>
    public ref readonly Bar At(int place) => ref _bars[IndexOf(place)];

    /// <summary>A trade of the tape. One that comes with an earlier time than those before it counts into the candle that is open.</summary>
    public void Add(in TradeTick trade, long quoteRaw)
    {
        if (trade.Time.Nanoseconds < _nextOpenNs)
        {
            _bars[IndexOf(Count - 1)].Add(in trade, quoteRaw);
            return;
        }

        var openNs = interval.OpenOf(trade.Time.Nanoseconds);
        _nextOpenNs = interval.NextOpen(openNs);
        if (Count == _bars.Length && Count < most)
            Grow();
        if (Count < _bars.Length)
            Count++;
        else if (++_oldest == _bars.Length)
            _oldest = 0;
        _bars[IndexOf(Count - 1)] = Bar.Begin(openNs, in trade, quoteRaw);
    }

    /// <summary>Place of the first candle that begins here or later; <see cref="Count"/> where there is none.</summary>
    public int FindOpen(long openNs)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (At(middle).OpenNs < openNs)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private int IndexOf(int place)
    {
        var index = _oldest + place;
        return index < _bars.Length ? index : index - _bars.Length;
    }

    private void Grow() => Array.Resize(ref _bars, (int)Math.Min(most, _bars.Length * 2L));
}
