using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>Measures the drawdown of a curve point by point, open positions included, and keeps none of them.</summary>
public sealed class DrawdownMeter
{
    private EquityPoint? _start;
    private EquityPoint _peak;
    private EquityPoint _last;
    private double _max;
    private Timestamp? _peakAt;
    private Timestamp? _troughAt;
    private Duration _longest = Duration.Zero;
    private bool _isUnder;

    /// <summary>Adds a point.</summary>
    /// <param name="point">In order of time, the start first.</param>
    public void Add(EquityPoint point)
    {
        _last = point;
        if (_start is null)
            (_start, _peak) = (point, point);
        if (point.Equity >= _peak.Equity)
        {
            if (_isUnder)
                _longest = Longer(_longest, point.Time - _peak.Time);
            _isUnder = false;
            _peak = point;
            return;
        }

        _isUnder = true;
        // Without money at the start there is nothing to be a share of.
        if (_start.Value.Equity.Raw <= 0)
            return;
        var depth = Drawdown.Depth(_peak.Equity, point.Equity);
        if (depth > _max)
            (_max, _peakAt, _troughAt) = (depth, _peak.Time, point.Time);
    }

    /// <summary>The drawdown up to the last point.</summary>
    public Drawdown Measured()
    {
        if (_start is not { Equity.Raw: > 0 })
            return new Drawdown { Max = null, PeakAt = null, TroughAt = null, LongestUnderWater = null, IsUnderWater = false };
        var longest = _isUnder ? Longer(_longest, _last.Time - _peak.Time) : _longest;
        return new Drawdown { Max = _max, PeakAt = _peakAt, TroughAt = _troughAt, LongestUnderWater = longest, IsUnderWater = _isUnder };
    }

    private static Duration Longer(Duration left, Duration right) => left >= right ? left : right;
}
