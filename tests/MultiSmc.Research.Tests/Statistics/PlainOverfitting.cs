using System.Numerics;

namespace MultiSmc.Research.Tests;

/// <summary>PBO as the paper says it: each half is put together return by return.</summary>
internal static class PlainOverfitting
{
    /// <summary>The logit of each split, and whether no two ratios that decided it were equal but for rounding.</summary>
    public static IReadOnlyList<(double Logit, bool IsClear)> Logits(double[][] trials, int blocks)
    {
        var length = trials[0].Length / blocks;
        var first = trials[0].Length % blocks;
        var logits = new List<(double, bool)>();
        for (var choice = 0; choice < 1 << blocks; choice++)
        {
            if (BitOperations.PopCount((uint)choice) != blocks / 2)
                continue;
            var inSample = trials.Select(trial => Ratio(Half(trial, isChosen: true))).ToArray();
            var outOfSample = trials.Select(trial => Ratio(Half(trial, isChosen: false))).ToArray();
            var best = Array.IndexOf(inSample, inSample.Max());
            var rank = outOfSample.Count(ratio => ratio < outOfSample[best]) + ((outOfSample.Count(ratio => ratio == outOfSample[best]) + 1) / 2.0);
            var share = rank / (trials.Length + 1);
            logits.Add((Math.Log(share / (1 - share)), IsApart(inSample, best) && IsApart(outOfSample, best)));

            double[] Half(double[] trial, bool isChosen) =>
                [.. trial.Skip(first).Where((_, i) => (choice >> (i / length) & 1) == 1 == isChosen)];
        }

        return logits;
    }

    private static double Ratio(double[] returns) =>
        Statistics.SampleDeviation(returns) is { } deviation ? returns.Average() / deviation : 0;

    private static bool IsApart(double[] ratios, int chosen) =>
        !ratios.Where((ratio, i) => i != chosen && Math.Abs(ratio - ratios[chosen]) < 1e-9).Any();
}
