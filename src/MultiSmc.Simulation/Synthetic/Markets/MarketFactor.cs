using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>
/// What moves all symbols of a market together: noise on a grid of 100 ms in volatility regimes, and crashes. Each symbol holds a copy made from the
/// same seed, so that symbols can be produced apart and still fit together.
/// </summary>
internal sealed class MarketFactor
{
    private const long GridNs = 100_000_000;

    // Of one grid step, in 2^-40 of the price: about 0.5 bps in a second.
    private const long StepUnit = 17_400_000;
    private readonly ActivityCascade _regimes;
    private readonly Spells _crashes;
    private readonly long _crashTotal;
    private SplitMix64 _random;
    private long _atNs;

    /// <param name="parameters">Seed, start and crashes.</param>
    public MarketFactor(SyntheticMarketParameters parameters)
    {
        _atNs = parameters.StartTime.Nanoseconds;
        _random = new SplitMix64(parameters.Seed ^ 0x6D61726B6574);
        _regimes = new ActivityCascade(parameters.Seed ^ 0x726567696D65, parameters.Seed ^ 0x726567696D66, _atNs, [0, 0, 0, 0, 0, 0], 64);
        _crashes = new Spells(parameters.Seed ^ 0x6372617368, _atNs, parameters.CrashesPerDay, 60_000_000_000, 300_000_000_000);
        _crashTotal = (long)(((Int128)parameters.CrashPpm << 40) / 1_000_000);
    }

    /// <summary>Whether a crash is on, at the moment last advanced to.</summary>
    public bool IsCrashing { get; private set; }

    /// <summary>Goes on to a moment.</summary>
    /// <returns>The move since the last call, in 2^-40 of the price.</returns>
    public long AdvanceTo(long timeNs)
    {
        var move = 0L;
        while (_atNs + GridNs <= timeNs)
        {
            _atNs += GridNs;
            _regimes.AdvanceTo(_atNs);
            move += Draw.Scale(Draw.Normal(ref _random), StepUnit * _regimes.Volatility >> 16, 16);
            IsCrashing = _crashes.Covers(_atNs);
            if (IsCrashing)
                move -= _crashTotal / ((_crashes.EndNs - _crashes.BeginNs) / GridNs);
        }

        return move;
    }
}
