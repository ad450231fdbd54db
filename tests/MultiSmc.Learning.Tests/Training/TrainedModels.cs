using System.Globalization;
using MultiSmc.Core;

namespace MultiSmc.Learning.Tests;

public sealed class TrainedModels
{
    private static readonly TrainingParameters Quick = new()
    {
        Rounds = 60, Eta = 0.3, EarlyStoppingRounds = 5, Subsample = 0.8, ColumnSampleByTree = 0.7, Seed = 7, Threads = 2,
    };

    [Fact]
    public void Are_the_same_bytes_for_the_same_seed_and_threads()
    {
        TrainingRig.RequireLibrary();
        var first = TrainingRig.Train(Quick);
        var second = TrainingRig.Train(Quick);
        Assert.True(first.Json.Span.SequenceEqual(second.Json.Span));
        Assert.True(first.Ubj.Span.SequenceEqual(second.Ubj.Span));
        Assert.Equal(first.History, second.History);
        Assert.False(first.Json.Span.SequenceEqual(TrainingRig.Train(Quick with { Seed = 8 }).Json.Span));
    }

    [Fact]
    public void Stop_early_and_say_which_round_was_the_best()
    {
        TrainingRig.RequireLibrary();
        var trained = TrainingRig.Train(Quick);
        var best = trained.History.MinBy(loss => loss.ValidationLoss);
        Assert.True(trained.IsStoppedEarly);
        Assert.Equal(best.Round, trained.BestIteration);
        Assert.Equal(best.Round + Quick.EarlyStoppingRounds + 1, trained.Rounds);
        Assert.Equal(Enumerable.Range(0, trained.Rounds), trained.History.Select(loss => loss.Round));
        var read = XGBoostModelReader.Read(trained.Ubj.Span);
        Assert.Equal((trained.BestIteration, trained.Rounds), (read.BestIteration, read.Rounds));
        Assert.Equal(trained.BestIteration + 1, read.UsedRounds);
        Assert.Equal(best.ValidationLoss, double.Parse(read.Attributes["best_score"], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Count_every_round_without_early_stopping()
    {
        TrainingRig.RequireLibrary();
        var trained = new Trainer(TimeProvider.System).Train(
            TrainingRig.Rows(1, 500), null, Quick with { Rounds = 12, EarlyStoppingRounds = 0 }, new Dictionary<string, string>(), null, default);
        Assert.Equal((12, 11, false), (trained.Rounds, trained.BestIteration, trained.IsStoppedEarly));
        Assert.All(trained.History, loss => Assert.Null(loss.ValidationLoss));
        Assert.Equal(12, XGBoostModelReader.Read(trained.Json.Span).UsedRounds);
    }

    [Fact]
    public void Carry_feature_names_attributes_and_the_librarys_version()
    {
        TrainingRig.RequireLibrary();
        var trained = TrainingRig.Train(Quick);
        var read = XGBoostModelReader.Read(trained.Json.Span);
        Assert.Equal(["pull", "drag", "a", "b", "c", "d"], read.FeatureNames);
        Assert.Equal("abc", read.Attributes["feature_schema_sha256"]);
        Assert.Equal(XgboostLibrary.Version, read.LibraryVersion);
        Assert.Equal(XgboostLibrary.Version, trained.LibraryVersion);
    }

    [Fact]
    public void Give_the_built_in_evaluator_the_librarys_margins_bit_for_bit()
    {
        TrainingRig.RequireLibrary();
        var rows = TrainingRig.Rows(3, 3000);
        foreach (var depth in new[] { 1, 3, 4, 6, 8 })
        {
            var trained = TrainingRig.Train(Quick with { MaxDepth = depth });
            var model = XGBoostModelReader.Read(trained.Ubj.Span);
            using var booster = NativeBooster.Load(trained.Json.Span);
            using var matrix = NativeMatrix.Create(rows, 1);
            var native = new float[rows.RowCount];
            var inPlace = new float[rows.RowCount];
            booster.PredictMargins(matrix, native, model.UsedRounds);
            booster.PredictMarginsInPlace(rows.Values.Span, rows.FeatureCount, inPlace, model.UsedRounds);
            foreach (var evaluator in GoldenModels.Evaluators(model))
            {
                var ours = Enumerable.Range(0, rows.RowCount)
                    .Select(r => evaluator.Margin(rows.Values.Span.Slice(r * rows.FeatureCount, rows.FeatureCount))).ToArray();
                Assert.Equal(Bits(native), Bits(ours));
                Assert.Equal(Bits(inPlace), Bits(ours));
            }
        }
    }

    [Fact]
    public void Take_infinities_as_the_library_does_in_place()
    {
        TrainingRig.RequireLibrary();
        float[] edges = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, -0f, 0f, float.Epsilon, 1f];
        const int Rows = 2000;
        var random = new SplitMix64(11);
        var values = new float[Rows * TrainingRig.FeatureCount];
        foreach (ref var value in values.AsSpan())
            value = edges[random.NextBelow(edges.Length)];
        foreach (var depth in new[] { 3, 6, 8 })
        {
            var trained = TrainingRig.Train(Quick with { MaxDepth = depth });
            var model = XGBoostModelReader.Read(trained.Json.Span);
            using var booster = NativeBooster.Load(trained.Json.Span);
            var native = new float[Rows];
            booster.PredictMarginsInPlace(values, TrainingRig.FeatureCount, native, model.UsedRounds);
            Assert.All(native, margin => Assert.True(float.IsFinite(margin)));
            foreach (var evaluator in GoldenModels.Evaluators(model))
            {
                var ours = Enumerable.Range(0, Rows).Select(r => evaluator.Margin(values.AsSpan(r * TrainingRig.FeatureCount, TrainingRig.FeatureCount)));
                Assert.Equal(Bits(native), Bits([.. ours]));
            }
        }
    }

    [Fact]
    public void Keep_to_monotone_constraints()
    {
        TrainingRig.RequireLibrary();
        // Feature 2 is noise: only the constraint keeps it from falling somewhere.
        var model = XGBoostModelReader.Read(TrainingRig.Train(Quick with { MonotoneConstraints = [1, -1, 1, 0, 0, 0] }).Json.Span);
        var free = XGBoostModelReader.Read(TrainingRig.Train(Quick).Json.Span);
        Assert.True(IsNeverFalling(model, 2));
        Assert.False(IsNeverFalling(free, 2));
    }

    private static bool IsNeverFalling(TreeModel model, int feature)
    {
        var evaluator = ForestEvaluator.Create(model);
        var rows = TrainingRig.Rows(4, 200);
        for (var r = 0; r < rows.RowCount; r++)
        {
            var row = rows.Values.Span.Slice(r * rows.FeatureCount, rows.FeatureCount).ToArray();
            var last = float.NegativeInfinity;
            for (row[feature] = -2; row[feature] <= 2; row[feature] += 0.05f)
            {
                var margin = evaluator.Margin(row);
                if (margin < last - 1e-5f)
                    return false;
                last = margin;
            }
        }

        return true;
    }

    private static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);
}
