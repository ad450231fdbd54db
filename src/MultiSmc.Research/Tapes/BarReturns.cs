namespace MultiSmc.Research;

/// <summary>Logarithmic returns over windows of one length, by the last price in each; a window without a trade has return 0.</summary>
/// <param name="windowNs">Length of a window, counted from the epoch.</param>
internal sealed class BarReturns(long windowNs)
{
    private long _window = long.MinValue;
    private double _price;
    private double _close;
    private double _lastSize;
    private long _count;
    private double _squares;
    private double _fourths;
    private double _sizes;
    private double _products;

    /// <summary>Mean square of a return; null with fewer than five.</summary>
    public double? Variance => _count < 5 ? null : _squares / _count;

    /// <summary>Root mean square in basis points of a second: of a window's, over the root of its seconds.</summary>
    public double? BpsPerRootSecond => Variance is { } variance ? 1e4 * Math.Sqrt(variance / (windowNs / 1e9)) : null;

    /// <summary>Fourth moment over the square of the second; 3 for normal returns.</summary>
    public double? Kurtosis => _count < 5 || _squares == 0 ? null : _fourths / _count / (_squares / _count * (_squares / _count));

    /// <summary>Autocorrelation of returns' sizes at lag one: how far volatility clusters.</summary>
    public double? SizeMemory
    {
        get
        {
            if (_count < 20 || _squares == 0)
                return null;
            var mean = _sizes / _count;
            return (_products / (_count - 1) - mean * mean) / (_squares / _count - mean * mean);
        }
    }

    public void Add(long timeNs, double price)
    {
        var window = timeNs / windowNs;
        if (_window == long.MinValue)
            (_window, _close) = (window, price);
        if (window > _window)
        {
            Take(_price == _close ? 0 : Math.Log(_price / _close));
            _close = _price;
            // Windows without a trade add nothing but their number.
            if (window - _window > 1)
                _lastSize = 0;
            _count += window - _window - 1;
            _window = window;
        }

        _price = price;
    }

    private void Take(double change)
    {
        _count++;
        var square = change * change;
        _squares += square;
        _fourths += square * square;
        var size = Math.Abs(change);
        _sizes += size;
        _products += size * _lastSize;
        _lastSize = size;
    }
}
