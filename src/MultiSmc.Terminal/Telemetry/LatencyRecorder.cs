using System.Numerics;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Terminal;

/// <summary>
/// How long a decision took: from an input's receipt to the end of its effects. Counted on the kernel's thread into buckets that grow by an eighth;
/// read by anybody, at worst a count behind.
/// </summary>
internal sealed class LatencyRecorder(TimeProvider time)
{
    private const int Steps = 8; // buckets an octave
    private const int Buckets = 40 * Steps; // up to 2^40 ns, 18 minutes

    private readonly long[] _counts = new long[Buckets];
    private long _max;
    private long _count;

    /// <summary>Kernel's thread: an input whose effects are whole. Measured against the wall clock that stamped it.</summary>
    /// <returns>The measure, in ns.</returns>
    public long On(in KernelInput input)
    {
        var now = Timestamp.Of(time.GetUtcNow());
        var elapsed = Math.Max(0, (now - input.Time).Nanoseconds);
        Add(elapsed);
        return elapsed;
    }

    /// <summary>One measure, in ns.</summary>
    public void Add(long nanoseconds)
    {
        _counts[BucketOf(nanoseconds)]++;
        _count++;
        if (nanoseconds > _max)
            _max = nanoseconds;
    }

    /// <summary>The stage, or null while nothing was measured. A percentile is the upper edge of its bucket: at most an eighth too high.</summary>
    public LatencyStage? Stage(string name)
    {
        var counts = _counts.ToArray();
        var total = counts.Sum();
        return total == 0 ? null : new LatencyStage(name, At(counts, total, 0.5), At(counts, total, 0.95), At(counts, total, 0.99), _max / 1e6, total);
    }

    /// <summary>Buckets that hold something: upper edge in ms and count.</summary>
    public IReadOnlyList<(double Edge, long Count)> Histogram() =>
        [.. _counts.ToArray().Select(static (count, at) => (EdgeOf(at), count)).Where(static bucket => bucket.count > 0)];

    private double At(long[] counts, long total, double share)
    {
        var left = (long)Math.Ceiling(total * share);
        for (var i = 0; i < counts.Length; i++)
        {
            left -= counts[i];
            if (left <= 0)
                return Math.Min(EdgeOf(i), _max / 1e6);
        }

        return _max / 1e6;
    }

    private static int BucketOf(long ns)
    {
        if (ns < Steps)
            return (int)Math.Max(0, ns);
        var octave = BitOperations.Log2((ulong)ns);
        var part = (int)((ns >> (octave - 3)) & (Steps - 1));
        return Math.Min(Buckets - 1, (octave - 2) * Steps + part);
    }

    private static double EdgeOf(int bucket)
    {
        if (bucket < Steps)
            return bucket / 1e6;
        var octave = bucket / Steps + 2;
        return (((long)Steps + bucket % Steps + 1) << (octave - 3)) / 1e6;
    }
}
