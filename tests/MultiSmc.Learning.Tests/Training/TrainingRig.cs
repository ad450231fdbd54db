using MultiSmc.Core;

namespace MultiSmc.Learning.Tests;

/// <summary>Rows from a seed with something to be learnt, and the usual calls.</summary>
internal static class TrainingRig
{
    public const int FeatureCount = 6;

    /// <summary>Skips the calling test, loudly, where the library is missing.</summary>
    public static void RequireLibrary() => Assert.SkipUnless(
        XgboostLibrary.IsAvailable,
        "XGBoost's library is not installed (Debian: apt-get install libxgboost0): training and the native oracle are NOT tested");

    /// <summary>Feature 0 raises the odds, feature 1 lowers them, the others are noise; one value in ten is missing.</summary>
    public static TrainingData Rows(ulong seed, int rows, bool isWeighted = true)
    {
        var random = new SplitMix64(seed);
        var values = new float[rows * FeatureCount];
        var labels = new float[rows];
        var weights = new float[rows];
        for (var r = 0; r < rows; r++)
        {
            var row = values.AsSpan(r * FeatureCount, FeatureCount);
            foreach (ref var value in row)
                value = (float)(random.NextDouble() * 4 - 2);
            var odds = Math.Exp(2 * row[0] - row[1]);
            labels[r] = random.NextDouble() < odds / (1 + odds) ? 1 : 0;
            weights[r] = (float)(0.5 + random.NextDouble());
            foreach (ref var value in row)
            {
                if (random.NextDouble() < 0.1)
                    value = float.NaN;
            }
        }

        return new TrainingData(values, FeatureCount, labels, isWeighted ? weights : default, ["pull", "drag", "a", "b", "c", "d"]);
    }

    public static TrainedModel Train(TrainingParameters parameters, TrainingData? training = null, TrainingData? validation = null) =>
        new Trainer(TimeProvider.System).Train(
            training ?? Rows(1, 2000), validation ?? Rows(2, 600), parameters,
            new Dictionary<string, string> { ["feature_schema_sha256"] = "abc" }, null, default);
}
