using System.Numerics;

namespace MultiSmc.Node;

/// <summary>Counts durations in buckets of about 6 %: percentiles without keeping the values. One writer.</summary>
internal sealed class LatencyHistogram
{
    private const int Steps = 16;

    private readonly long[] _counts = new long[64 * Steps];

    /// <summary>Values so far.</summary>
    public long Count { get; private set; }

    /// <summary>The largest, in nanoseconds.</summary>
    public long MaxNs { get; private set; }

    /// <summary>Adds one.</summary>
    public void Add(long nanoseconds)
    {
        var value = nanoseconds < 1 ? 1 : nanoseconds;
        var power = BitOperations.Log2((ulong)value);
        var step = power >= 4 ? (int)((value >> (power - 4)) & (Steps - 1)) : 0;
        _counts[(power * Steps) + step]++;
        Count++;
        if (value > MaxNs)
            MaxNs = value;
    }

    /// <summary>Upper end of the bucket in which a share of the values lies at or below.</summary>
    public long PercentileNs(double share)
    {
        var rank = (long)Math.Ceiling(share * Count);
        var seen = 0L;
        for (var i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank && seen > 0)
                return Math.Min(MaxNs, UpperEnd(i));
        }

        return 0;
    }

    private static long UpperEnd(int bucket)
    {
        var (power, step) = Math.DivRem(bucket, Steps);
        if (power >= 62)
            return long.MaxValue;
        var start = 1L << power;
        return power < 4 ? (start * 2) - 1 : start + ((step + 1L) << (power - 4));
    }
}
