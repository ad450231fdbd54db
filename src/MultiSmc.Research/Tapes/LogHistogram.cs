using System.Numerics;

namespace MultiSmc.Research;

/// <summary>Counts of whole numbers above or at zero in bins of a 64th of an octave (1.6 % wide at most): quantiles of any length in constant memory.</summary>
internal sealed class LogHistogram
{
    private const int SubBits = 6;
    private const int Sub = 1 << SubBits;
    private readonly long[] _counts = new long[(64 - SubBits) * Sub];

    /// <summary>How many values.</summary>
    public long Count { get; private set; }

    /// <summary>The largest.</summary>
    public long Largest { get; private set; }

    public void Add(long value)
    {
        _counts[BinOf((ulong)value)]++;
        Count++;
        Largest = Math.Max(Largest, value);
    }

    /// <summary>The value below or at which a share of all lies; null without a value.</summary>
    public double? Quantile(double share)
    {
        if (Count == 0)
            return null;
        var wanted = (long)Math.Ceiling(share * Count);
        var seen = 0L;
        for (var bin = 0; bin < _counts.Length; bin++)
        {
            seen += _counts[bin];
            if (seen >= Math.Max(wanted, 1))
                return Math.Min(MiddleOf(bin), Largest);
        }

        return Largest;
    }

    /// <summary>
    /// Hill's estimate of the tail index over about the largest <paramref name="share"/> of values: one over the mean logarithm of how far they lie
    /// above the smallest of them. Null with fewer than ten of them.
    /// </summary>
    public double? TailIndex(double share)
    {
        var wanted = (long)(share * Count);
        var (taken, sum, bin) = (0L, 0.0, _counts.Length - 1);
        for (; bin > 0 && taken + _counts[bin] <= Math.Max(wanted, 10); bin--)
        {
            taken += _counts[bin];
            sum += _counts[bin] * Math.Log(MiddleOf(bin));
        }

        return taken < 10 ? null : 1 / (sum / taken - Math.Log(LowOf(bin + 1)));
    }

    /// <summary>Share of values above each bin's upper end, for bins that hold any: a curve to draw.</summary>
    public IEnumerable<(double Value, double ShareAbove)> Survival()
    {
        var above = Count;
        for (var bin = 0; bin < _counts.Length; bin++)
        {
            if (_counts[bin] == 0)
                continue;
            above -= _counts[bin];
            yield return (LowOf(bin + 1), (double)above / Count);
        }
    }

    private static int BinOf(ulong value)
    {
        if (value < Sub)
            return (int)value;
        var octave = BitOperations.Log2(value) - SubBits;
        return (octave + 1) * Sub + (int)((value >> octave) & (Sub - 1));
    }

    private static double LowOf(int bin)
    {
        if (bin < Sub)
            return bin;
        var octave = bin / Sub - 1;
        return (double)((ulong)(Sub + bin % Sub) << octave);
    }

    private static double MiddleOf(int bin) => bin < Sub ? bin : (LowOf(bin) + LowOf(bin + 1)) / 2;
}
