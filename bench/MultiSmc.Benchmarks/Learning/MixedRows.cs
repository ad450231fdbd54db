using MultiSmc.Core;
using MultiSmc.Learning;

namespace MultiSmc.Benchmarks.Learning;

/// <summary>
/// Rows of 32 features in the shapes that order flow has (bounded ratios, heavy tails, counts), one value in a hundred missing, with a weak signal
/// under much noise: the trees grow to their full depth and no branch predictor learns their answers. The same for the same seed.
/// </summary>
internal static class MixedRows
{
    public const int Features = 32;

    public static TrainingData Make(int rows, ulong seed)
    {
        var random = new SplitMix64(seed);
        var values = new float[rows * Features];
        var labels = new float[rows];
        for (var r = 0; r < rows; r++)
        {
            var row = values.AsSpan(r * Features, Features);
            for (var f = 0; f < Features; f++)
                row[f] = (float)Value(f, ref random);
            var odds = 0.9 * row[0] - 0.6 * row[4] * row[8] + 0.25 * row[1] + 0.15 * Math.Log(row[2]) * row[12] + 0.02 * row[3];
            labels[r] = random.NextDouble() < 1 / (1 + Math.Exp(0.4 - odds)) ? 1 : 0;
            foreach (ref var value in row)
                value = random.NextBelow(100) == 0 ? float.NaN : value;
        }

        return new TrainingData(values, Features, labels, default, []);
    }

    private static double Value(int feature, ref SplitMix64 random) => (feature % 4) switch
    {
        0 => 2 * random.NextDouble() - 1,
        // Student's t of four degrees: a normal over the root of a chi-square, which is a sum of two exponentials.
        1 => Normal(ref random) / Math.Sqrt((Exponential(ref random) + Exponential(ref random)) / 2),
        2 => Math.Exp(Normal(ref random)),
        _ => random.NextBelow(40),
    };

    private static double Exponential(ref SplitMix64 random) => -Math.Log(1 - random.NextDouble());

    private static double Normal(ref SplitMix64 random) =>
        Math.Sqrt(2 * Exponential(ref random)) * Math.Cos(2 * Math.PI * random.NextDouble());
}
