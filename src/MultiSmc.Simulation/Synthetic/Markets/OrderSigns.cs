using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>
/// Which side takes. Two hidden leanings, one that turns within tens of orders and one within hundreds, make the side persist; a planted edge adds a
/// third. What is told beside the side is its surprise, whose mean is nil whatever is known: the price moves by it, so that persistent flow moves the
/// price without telling where it goes.
/// </summary>
/// <remarks>Impact by surprise: Madhavan, Richardson, Roomans (1997); Lillo, Farmer (2004).</remarks>
internal sealed class OrderSigns
{
    private readonly int _quickLean;
    private readonly int _slowLean;
    private readonly int _quickTurn;
    private readonly int _slowTurn;
    private SplitMix64 _random;
    private int _quick = 1;
    private int _slow = 1;

    public OrderSigns(ulong seed, SyntheticProfile profile)
    {
        (_quickLean, _slowLean) = (profile.QuickLean, profile.SlowLean);
        (_quickTurn, _slowTurn) = (profile.QuickTurn, profile.SlowTurn);
        _random = new SplitMix64(seed);
    }

    /// <summary>1 for a buyer, −1 for a seller.</summary>
    /// <param name="lean">What a planted edge adds to the expected sign, in 2^-16.</param>
    /// <param name="surprise">The sign less what was expected, the edge known, in 2^-16.</param>
    public int Next(int lean, out long surprise)
    {
        var bits = _random.Next();
        if ((int)(bits & 0xFFFF) < _quickTurn)
            _quick = -_quick;
        if ((int)((bits >> 16) & 0xFFFF) < _slowTurn)
            _slow = -_slow;
        var expected = Math.Clamp(_quick * _quickLean + _slow * _slowLean + lean, -65_000, 65_000);
        var sign = (int)((bits >> 32) & 0x1FFFF) < 65_536 + expected ? 1 : -1;
        surprise = sign * 65_536L - expected;
        return sign;
    }
}
