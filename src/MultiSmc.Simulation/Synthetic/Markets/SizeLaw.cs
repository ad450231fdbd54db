using System.Numerics;
using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>A knot of a distribution: a share of all values lies below a value.</summary>
/// <param name="Share">Out of 65,536; rising.</param>
/// <param name="Value">In hundredths of the quote asset; rising.</param>
public readonly record struct SizeKnot(int Share, long Value);

/// <summary>
/// A distribution of quote amounts by its quantiles, straight between them, with a tail of power law above the last knot, cut at a largest value.
/// </summary>
public sealed class SizeLaw
{
    private const int TableBits = 12;
    private readonly int[] _table = new int[(1 << TableBits) + 1];
    private readonly int _tailFrom;
    private readonly int _growth;
    private readonly long _largest;

    /// <param name="knots">The first has share 0; the last one's share is where the tail begins.</param>
    /// <param name="tailGrowth">By how much of 1,024 the value grows while the share above it halves: 1024 × 2^(1/tail index).</param>
    /// <param name="largest">In hundredths of the quote asset.</param>
    public SizeLaw(IReadOnlyList<SizeKnot> knots, int tailGrowth, long largest)
    {
        ArgumentNullException.ThrowIfNull(knots);
        (_growth, _largest) = (tailGrowth, largest);
        _tailFrom = knots[^1].Share;
        var at = 0;
        for (var i = 0; i < _table.Length; i++)
        {
            var share = Math.Min(i << (16 - TableBits), _tailFrom);
            while (knots[at + 1].Share < share)
                at++;
            var (low, high) = (knots[at], knots[at + 1]);
            _table[i] = (int)(low.Value + (high.Value - low.Value) * (share - low.Share) / (high.Share - low.Share));
        }
    }

    /// <summary>Nine values of ten are below it.</summary>
    public long NinthDecile => _table[(_table.Length - 1) * 9 / 10];

    /// <summary>One value in hundredths of the quote asset; at least 1.</summary>
    public long Next(ref SplitMix64 random)
    {
        var bits = random.Next();
        var share = (int)(bits >> 48);
        if (share >= _tailFrom)
            return Tail((uint)bits);
        var index = share >> (16 - TableBits);
        // The rest of the bits place the value between two entries.
        var within = (long)((bits >> 32) & 0xFFFFF);
        return _table[index] + (((_table[index + 1] - _table[index]) * within) >> 20);
    }

    private long Tail(uint bits)
    {
        long value = _table[^1];
        for (var halvings = BitOperations.TrailingZeroCount(bits | 1u << 16); halvings > 0 && value < _largest; halvings--)
            value = value * _growth >> 10;
        var step = value * (_growth - 1024) >> 10;
        return Math.Min(_largest, value + (step * (bits >> 17) >> 15));
    }
}
