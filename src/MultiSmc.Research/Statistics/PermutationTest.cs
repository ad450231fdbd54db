using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>Is what the model kept better than as many samples kept by chance?</summary>
/// <param name="Kept">Samples kept.</param>
/// <param name="Observed">Mean net result of the kept.</param>
/// <param name="MeanOfAll">Mean net result of all: what chance keeps on average.</param>
/// <param name="Rounds">Random choices made.</param>
/// <param name="PValue">(1 + number of choices at least as good) ÷ (1 + rounds), in (0, 1].</param>
/// <remarks>Fisher's randomisation test; the added 1 counts the observed choice among its peers, so p is never 0 (Phipson, Smyth 2010).</remarks>
public sealed record PermutationTest(int Kept, double Observed, double MeanOfAll, int Rounds, double PValue)
{
    /// <summary>A sum this part of Σ|net| below the observed one is the same sum in another order.</summary>
    private const double RoundingShare = 1e-12;

    /// <summary>
    /// Shuffles the keep flags and compares means. Fisher–Yates from the last position k down to 1, swapping with position
    /// next mod (k + 1); each round shuffles the flags as the one before left them.
    /// </summary>
    /// <param name="net">Net result of each sample, finite; one sample a zone, or the samples are no independent trials.</param>
    /// <param name="keep">Whether the model kept it; as many as results.</param>
    /// <param name="rounds">At least 1.</param>
    /// <param name="seed">Of SplitMix64.</param>
    /// <returns>Null when nothing was kept.</returns>
    /// <exception cref="ArgumentException">Columns of different lengths, a result that is not finite, no rounds.</exception>
    public static PermutationTest? Run(IReadOnlyList<double> net, IReadOnlyList<bool> keep, int rounds, ulong seed)
    {
        if (net.Count != keep.Count)
            throw new ArgumentException($"{net.Count} results, {keep.Count} flags");
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        ReturnMoments.RequireFinite(net);
        var (values, flags) = (net.ToArray(), keep.ToArray());
        var kept = flags.Count(flag => flag);
        if (kept == 0)
            return null;
        var observed = SumOfKept(values, flags);
        var reached = observed - (RoundingShare * values.Sum(Math.Abs));
        var random = new SplitMix64(seed);
        var asGood = 0;
        for (var round = 0; round < rounds; round++)
        {
            for (var k = flags.Length - 1; k >= 1; k--)
            {
                var other = (int)random.NextBelow(k + 1);
                (flags[k], flags[other]) = (flags[other], flags[k]);
            }

            if (SumOfKept(values, flags) >= reached)
                asGood++;
        }

        return new PermutationTest(kept, observed / kept, values.Average(), rounds, (1.0 + asGood) / (1.0 + rounds));
    }

    private static double SumOfKept(double[] values, bool[] flags)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            if (flags[i])
                sum += values[i];
        }

        return sum;
    }
}
