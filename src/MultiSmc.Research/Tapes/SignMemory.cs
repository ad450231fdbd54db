namespace MultiSmc.Research;

/// <summary>Autocorrelation of the aggressors' sides (buyer 1, seller −1) at a few lags, in trades.</summary>
internal sealed class SignMemory
{
    private const int Mask = 127;
    private static readonly int[] LagsInTrades = [1, 2, 5, 10, 20, 50, 100];
    private readonly sbyte[] _last = new sbyte[Mask + 1];
    private readonly long[] _products = new long[LagsInTrades.Length];
    private long _count;
    private long _sum;

    /// <summary>Share of buyers.</summary>
    public double? BuyerShare => _count == 0 ? null : (1 + (double)_sum / _count) / 2;

    /// <summary>Lag and autocorrelation.</summary>
    public IReadOnlyList<(int Lag, double? Value)> Values => [.. LagsInTrades.Select((lag, index) => (lag, At(lag, index)))];

    public void Add(bool isBuyer)
    {
        var sign = isBuyer ? 1 : -1;
        for (var i = 0; i < LagsInTrades.Length && _count >= LagsInTrades[i]; i++)
            _products[i] += sign * _last[(_count - LagsInTrades[i]) & Mask];
        _last[_count & Mask] = (sbyte)sign;
        _count++;
        _sum += sign;
    }

    private double? At(int lag, int index)
    {
        if (_count <= 10 * lag)
            return null;
        var mean = (double)_sum / _count;
        var variance = 1 - mean * mean;
        return variance == 0 ? null : ((double)_products[index] / (_count - lag) - mean * mean) / variance;
    }
}
