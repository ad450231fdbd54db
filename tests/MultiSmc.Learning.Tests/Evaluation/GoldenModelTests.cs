using System.Runtime.InteropServices;

namespace MultiSmc.Learning.Tests;

public sealed class MarginsOfGoldenModels
{
    [Theory]
    [InlineData("json")]
    [InlineData("ubj")]
    public void Equal_the_librarys_bit_for_bit_on_every_path(string extension)
    {
        var names = GoldenModels.Names();
        Assert.True(names.Length >= 22);
        foreach (var name in names)
        {
            var model = GoldenModels.Load(name, extension);
            var predictions = GoldenModels.Predictions(name);
            Check(name, model.WithRounds(model.Rounds), predictions, "");
            if (predictions.Keys.Any(key => key.Contains("_best", StringComparison.Ordinal)))
                Check(name, model, predictions, "_best");
        }
    }

    [Fact]
    public void Stop_at_the_best_iteration_unless_told_otherwise()
    {
        var model = GoldenModels.Load("early_stop");
        Assert.Equal((6, 15, 7), (model.BestIteration, model.Rounds, model.UsedRounds));
        Assert.Equal(15, model.WithRounds(15).UsedTrees);
        Assert.Equal(0, model.WithRounds(0).UsedTrees);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.WithRounds(16));
    }

    [Fact]
    public void Of_a_model_without_trees_are_its_base()
    {
        var model = GoldenModels.Load("base_score_02").WithRounds(0);
        foreach (var evaluator in GoldenModels.Evaluators(model))
            Assert.Equal(-MathF.Log(1f / 0.2f - 1f), evaluator.Margin(new float[8]));
    }

    [Fact]
    public void Come_with_the_files_names_and_attributes()
    {
        var model = GoldenModels.Load("ote40", "ubj");
        Assert.Equal(40, model.FeatureNames.Count);
        Assert.Equal("side", model.FeatureNames[0]);
        Assert.Equal("1.7.4", model.LibraryVersion);
        Assert.Contains(model.Attributes.Values, value => value.Contains("3332e5b8", StringComparison.Ordinal));
        Assert.Equal(ForestPath.FloatWalk, ForestEvaluator.TryCreate(model, ForestPath.FloatWalk)?.Path);
    }

    [Fact]
    public void Need_rows_and_room_of_the_right_size()
    {
        var evaluator = ForestEvaluator.Create(GoldenModels.Load("softprob3"));
        Assert.Throws<ArgumentException>(() => evaluator.Margins(new float[7], new float[3]));
        Assert.Throws<ArgumentException>(() => evaluator.Margins(new float[8], new float[2]));
        Assert.Throws<InvalidOperationException>(() => evaluator.Margin(new float[8]));
    }

    private static void Check(string name, TreeModel model, Dictionary<string, float[]> predictions, string suffix)
    {
        var rows = GoldenModels.Rows(name);
        var margins = new float[model.ClassCount];
        var probabilities = new float[model.ClassCount];
        foreach (var evaluator in GoldenModels.Evaluators(model))
        {
            foreach (var (r, row) in rows.Index())
            {
                evaluator.Margins(row, margins);
                evaluator.Probabilities(row, probabilities);
                for (var c = 0; c < margins.Length; c++)
                {
                    var column = model.ClassCount == 1 ? suffix : $"_{c}{suffix}";
                    AssertBits(predictions["margin" + column][r], margins[c], $"{name} {evaluator.Path} row {r}");
                    // A model trained on raw margins gives them out as they are.
                    if (model.Objective != TreeObjective.BinaryLogitRaw)
                        AssertUlps(predictions["prob" + column][r], probabilities[c], $"{name} {evaluator.Path} row {r}");
                }
            }
        }

        foreach (var (r, row) in rows.Index())
        {
            model.MarginsByWalk(row, margins);
            AssertBits(predictions["margin" + (model.ClassCount == 1 ? "" : "_0") + suffix][r], margins[0], $"{name} walk row {r}");
        }
    }

    private static void AssertBits(float expected, float actual, string where) =>
        Assert.True(BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(actual), $"{where}: {actual:R}, not {expected:R}");

    // Exponentials differ between platforms by a rounding; the golden ones are from Linux on x64.
    private static void AssertUlps(float expected, float actual, string where)
    {
        var allowed = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 0 : 2;
        var apart = Math.Abs((long)BitConverter.SingleToInt32Bits(expected) - BitConverter.SingleToInt32Bits(actual));
        Assert.True(apart <= allowed, $"{where}: {actual:R}, not {expected:R}");
    }
}
