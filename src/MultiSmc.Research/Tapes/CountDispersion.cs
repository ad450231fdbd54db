namespace MultiSmc.Research;

/// <summary>Index of dispersion: variance over mean of the number of trades in windows of one length. 1 where trades come independently of each other.</summary>
/// <param name="windowNs">Length of a window; the unfinished last one does not count.</param>
internal sealed class CountDispersion(long windowNs)
{
    private long _endNs;
    private long _inside;
    private long _windows;
    private double _sum;
    private double _squares;

    /// <summary>Null with fewer than four windows.</summary>
    public double? Value
    {
        get
        {
            if (_windows < 4 || _sum == 0)
                return null;
            var mean = _sum / _windows;
            return (_squares - _sum * mean) / (_windows - 1) / mean;
        }
    }

    public void Add(long timeNs)
    {
        if (_endNs == 0)
            _endNs = timeNs + windowNs;
        if (timeNs >= _endNs)
        {
            _sum += _inside;
            _squares += (double)_inside * _inside;
            var passed = (timeNs - _endNs) / windowNs + 1;
            _windows += passed;
            _endNs += passed * windowNs;
            _inside = 0;
        }

        _inside++;
    }
}
