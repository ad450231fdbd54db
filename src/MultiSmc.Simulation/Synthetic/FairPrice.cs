using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>
/// The price that the market is taken to agree on, in ticks × 2^16: noise in volatility regimes, rare jumps, swings of either sign, and the pressure
/// of a planted edge. Every step is symmetric about zero given the past's sizes, or (a swing's sign) symmetric over the whole tape: there is no drift.
/// </summary>
internal sealed class FairPrice
{
    /// <summary>Volatility of the regimes in quarters of the parameter; their mean square over equal stays is near 1.</summary>
    private static ReadOnlySpan<byte> RegimeQuarters => [1, 3, 4, 6];

    private const int FractionBits = 16;
    private const int RefreshMask = 255;
    private readonly SyntheticTapeParameters _parameters;
    private readonly FlowPressure _pressure;
    private readonly long _lowest;
    private SplitMix64 _random;
    private long _price;
    private long _noiseUnit;
    private long _swingStep;
    private long _swingLeft;
    private bool _isSwingUp;
    private int _regime = 1;
    private long _steps;

    public FairPrice(Instrument instrument, SyntheticTapeParameters parameters)
    {
        _parameters = parameters;
        _random = new SplitMix64(parameters.Seed ^ 0x5DEECE66D);
        _pressure = new FlowPressure(parameters.EdgePpm, edgeSteps: 1_000, meanStay: 2_000, parameters.Seed);
        _price = checked((long)(((Int128)parameters.StartPrice.Raw << FractionBits) / instrument.TickSize.Raw));
        // Half of it never gets below 50 ticks, where a tick would be too coarse for the moves.
        _lowest = 50L << FractionBits;
        _isSwingUp = (_random.Next() & 1) != 0;
    }

    /// <summary>0 calm to 3 wild: busy times are wild times.</summary>
    public int Regime => _regime;

    /// <summary>1 while buyers press, −1 while sellers do, 0 without a planted edge.</summary>
    public int Pressure => _pressure.Sign;

    /// <summary>The price in whole ticks.</summary>
    public long Ticks => _price >> FractionBits;

    public void Step()
    {
        if ((_steps++ & RefreshMask) == 0)
            Refresh();
        if (_swingLeft == 0)
            BeginSwing();
        _swingLeft--;
        _pressure.Step(_price);
        var bits = _random.Next();
        // Sum of four uniform 12-bit numbers, centred: near normal, standard deviation 2365.
        var noise = (long)((bits & 0xFFF) + ((bits >> 12) & 0xFFF) + ((bits >> 24) & 0xFFF) + ((bits >> 36) & 0xFFF)) - 8190;
        if ((bits >> 53) == 0)
            noise *= 12;
        _price = Math.Max(_lowest, _price + _swingStep + _pressure.Drive + noise * _noiseUnit / 2365);
    }

    private void Refresh()
    {
        if (_random.NextBelow(24) == 0)
            _regime = (int)_random.NextBelow(RegimeQuarters.Length);
        // σ of one trade = σ of 200,000 / √200,000 (447.2).
        _noiseUnit = (long)((Int128)_price * _parameters.VolatilityPpm * RegimeQuarters[_regime] * 10 / (4_472L * 4 * 1_000_000));
    }

    /// <summary>A swing goes the other way than the last one in five cases of eight.</summary>
    private void BeginSwing()
    {
        _isSwingUp ^= _random.NextBelow(8) < 5;
        _swingLeft = 1_500 + _random.NextBelow(7_500);
        var height = _parameters.SwingMaxPpm / 7 + _random.NextBelow(_parameters.SwingMaxPpm / 7 * 6 + 1);
        var step = (long)((Int128)_price * height / (_swingLeft * 1_000_000));
        _swingStep = _isSwingUp ? step : -step;
    }
}
