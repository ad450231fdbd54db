namespace MultiSmc.Research;

/// <summary>
/// How far the flow lately seen tells where the price goes next: correlation of the net side of 200 trades with the return over the 300 after them, in
/// windows that do not overlap.
/// </summary>
internal sealed class FlowForecast
{
    private const int FlowTrades = 200;
    private const int ReturnTrades = 300;
    private int _at;
    private long _flow;
    private double _from;
    private long _windows;
    private double _x;
    private double _y;
    private double _xx;
    private double _yy;
    private double _xy;

    /// <summary>Number of windows.</summary>
    public long Windows => _windows;

    /// <summary>Null with fewer than twenty windows.</summary>
    public double? Correlation
    {
        get
        {
            var spread = (_xx - _x * _x / _windows) * (_yy - _y * _y / _windows);
            return _windows < 20 || !(spread > 0) ? null : (_xy - _x * _y / _windows) / Math.Sqrt(spread);
        }
    }

    /// <summary>What it comes to by chance alone, at two standard errors; null as the correlation.</summary>
    public double? Chance => Correlation is null ? null : 2 / Math.Sqrt(_windows);

    public void Add(bool isBuyer, double price)
    {
        if (_at < FlowTrades)
            _flow += isBuyer ? 1 : -1;
        _at++;
        if (_at == FlowTrades)
            _from = price;
        if (_at < FlowTrades + ReturnTrades)
            return;
        double x = _flow;
        var y = Math.Log(price / _from);
        _windows++;
        _x += x;
        _y += y;
        _xx += x * x;
        _yy += y * y;
        _xy += x * y;
        (_at, _flow) = (0, 0);
    }
}
