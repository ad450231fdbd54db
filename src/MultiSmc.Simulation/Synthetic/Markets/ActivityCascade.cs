using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>
/// How busy a market is: the product of independent switches of ever longer stay, each high or low for a while (2 s to 3 h). Their product clusters on
/// every scale at once, as trading does; its mean over time is one.
/// </summary>
/// <remarks>After the Markov-switching multifractal (Calvet, Fisher, "How to Forecast Long-Run Volatility", 2004), with switches of unequal strength.</remarks>
internal sealed class ActivityCascade
{
    /// <summary>Number of switches.</summary>
    public const int Levels = 6;

    private const int FirstShared = 3;

    private static ReadOnlySpan<long> StayNs =>
        [2_000_000_000, 10_000_000_000, 60_000_000_000, 300_000_000_000, 1_800_000_000_000, 10_800_000_000_000];

    private readonly IReadOnlyList<int> _swing;
    private readonly int _volatilitySwing;
    private readonly bool[] _isHigh = new bool[Levels];
    private readonly long[] _until = new long[Levels];
    private readonly SplitMix64[] _random = new SplitMix64[Levels];

    /// <param name="quickSeed">Of the switches that stay a minute or less: each symbol has its own.</param>
    /// <param name="slowSeed">Of the slower ones, which the symbols of a market share.</param>
    /// <param name="startNs">Beginning of time.</param>
    /// <param name="swing">By how much of 256 each switch moves activity up or down.</param>
    /// <param name="volatilitySwing">By how much of 256 each switch moves volatility beyond what more trades bring.</param>
    public ActivityCascade(ulong quickSeed, ulong slowSeed, long startNs, IReadOnlyList<int> swing, int volatilitySwing)
    {
        (_swing, _volatilitySwing) = (swing, volatilitySwing);
        for (var i = 0; i < Levels; i++)
        {
            _random[i] = new SplitMix64((i < FirstShared ? quickSeed : slowSeed) + (ulong)i * 0x9E6C63D0676A9A99);
            _isHigh[i] = (_random[i].Next() >> 63) != 0;
            _until[i] = startNs + 1_000 + Draw.Exponential(ref _random[i], StayNs[i]);
        }

        Multiply();
    }

    /// <summary>When it changes next.</summary>
    public long NextSwitchNs { get; private set; }

    /// <summary>Activity in 2^-16; mean over time 2^16.</summary>
    public long Activity { get; private set; }

    /// <summary>Volatility of a step in 2^-16.</summary>
    public long Volatility { get; private set; }

    /// <summary>Carries out every switch up to a moment.</summary>
    public void AdvanceTo(long timeNs)
    {
        if (timeNs < NextSwitchNs)
            return;
        for (var i = 0; i < Levels; i++)
        {
            while (_until[i] <= timeNs)
            {
                // Stays of equal mean on either side.
                _isHigh[i] = !_isHigh[i];
                _until[i] += 1_000 + Draw.Exponential(ref _random[i], StayNs[i]);
            }
        }

        Multiply();
    }

    private void Multiply()
    {
        var (activity, volatility, next) = (1L << 16, 1L << 16, long.MaxValue);
        for (var i = 0; i < Levels; i++)
        {
            activity = activity * (256 + (_isHigh[i] ? _swing[i] : -_swing[i])) >> 8;
            volatility = volatility * (256 + (_isHigh[i] ? _volatilitySwing : -_volatilitySwing)) >> 8;
            next = Math.Min(next, _until[i]);
        }

        (Activity, Volatility, NextSwitchNs) = (Math.Max(activity, 64), volatility, next);
    }
}
