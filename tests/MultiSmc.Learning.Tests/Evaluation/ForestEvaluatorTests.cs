using CsCheck;

namespace MultiSmc.Learning.Tests;

public sealed class FastPaths
{
    [Fact]
    public void Equal_the_plain_walk_bit_for_bit() =>
        Gen.Select(Gen.ULong, Gen.Int[0, 70], Gen.Int[0, 8], Gen.Int[1, 45], Gen.Int[1, 3], Gen.Int[1, 40], Gen.Bool).Sample(
            (seed, trees, depth, features, classes, splits, isDart) =>
            {
                var generator = new ForestGenerator(seed);
                var model = generator.Forest(trees, depth, features, classes, splits, isDart);
                AssertAgree(generator, model, rows: 12);
            }, iter: 300);

    [Fact]
    public void Equal_the_plain_walk_where_a_feature_needs_several_rankers() =>
        Gen.Select(Gen.ULong, Gen.Int[240, 700], Gen.Int[1, 4]).Sample(
            (seed, splits, features) =>
            {
                var generator = new ForestGenerator(seed);
                var model = generator.Forest(trees: 60, depth: 6, features, classes: 1, splits, isDart: false, leafChance: 100);
                var table = new RankTable(model.Trees, features);
                Assert.True(table.IsUsable && (splits < 300 || table.Features.Length > features));
                AssertAgree(generator, model, rows: 30);
            }, iter: 10);

    [Fact]
    public void Equal_the_plain_walk_over_many_chunks_of_trees()
    {
        var generator = new ForestGenerator(7);
        AssertAgree(generator, generator.Forest(trees: 531, depth: 6, features: 32, classes: 1, splitsPerFeature: 100, isDart: false), rows: 200);
        AssertAgree(generator, generator.Forest(trees: 531, depth: 4, features: 64, classes: 3, splitsPerFeature: 255, isDart: true), rows: 200);
    }

    [Fact]
    public void Give_way_to_a_slower_one_where_they_do_not_suffice()
    {
        var generator = new ForestGenerator(11);
        var deep = generator.Forest(trees: 5, depth: 11, features: 4, classes: 1, splitsPerFeature: 9, isDart: false, leafChance: 1000);
        Assert.Equal(ForestPath.FloatWalk, ForestEvaluator.Create(deep).Path);
        AssertAgree(generator, deep, rows: 50);
        var wide = generator.Forest(trees: 300, depth: 5, features: 90, classes: 2, splitsPerFeature: 5, isDart: false);
        Assert.Equal(ForestPath.Scalar, ForestEvaluator.Create(wide).Path);
        AssertAgree(generator, wide, rows: 50);
        var middling = generator.Forest(trees: 20, depth: 8, features: 6, classes: 1, splitsPerFeature: 9, isDart: false, leafChance: 1000);
        Assert.Equal(ForestPath.Scalar, ForestEvaluator.Create(middling).Path);
        AssertAgree(generator, middling, rows: 50);
        var vast = generator.Forest(trees: 20, depth: 3, features: 600, classes: 1, splitsPerFeature: 2, isDart: false);
        Assert.Null(ForestEvaluator.TryCreate(vast, ForestPath.Scalar));
        AssertAgree(generator, vast, rows: 20);
    }

    [Fact]
    public void Are_the_best_that_the_processor_has()
    {
        var expected = Avx512ForestKernel.IsSupported ? ForestPath.Avx512 : Avx2ForestKernel.IsSupported ? ForestPath.Avx2 : ForestPath.Scalar;
        var model = new ForestGenerator(3).Forest(trees: 40, depth: 5, features: 10, classes: 1, splitsPerFeature: 20, isDart: false);
        Assert.Equal(expected, ForestEvaluator.Create(model).Path);
    }

    [Fact]
    public void Allocate_nothing()
    {
        var generator = new ForestGenerator(5);
        foreach (var depth in new[] { 4, 6 })
        {
            var model = generator.Forest(trees: 300, depth, features: 32, classes: 1, splitsPerFeature: 60, isDart: false);
            var row = generator.Row(model);
            foreach (var evaluator in GoldenModels.Evaluators(model))
            {
                var sum = 0f;
                for (var i = 0; i < 100; i++)
                    sum += evaluator.Probability(row);
                var before = GC.GetAllocatedBytesForCurrentThread();
                for (var i = 0; i < 100; i++)
                    sum += evaluator.Probability(row);
                Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
                Assert.True(sum > 0);
            }
        }
    }

    [Theory]
    [InlineData(0f, 0.5f)]
    [InlineData(200f, 1f)]
    public void Have_the_sigmoid_of_the_margin(float margin, float probability) => Assert.Equal(probability, ForestEvaluator.Sigmoid(margin));

    [Fact]
    public void Never_give_a_probability_of_zero_for_a_finite_margin() => Assert.True(ForestEvaluator.Sigmoid(-1e30f) > 0);

    private static void AssertAgree(ForestGenerator generator, TreeModel model, int rows)
    {
        var evaluators = GoldenModels.Evaluators(model);
        var expected = new float[model.ClassCount];
        var actual = new float[model.ClassCount];
        for (var r = 0; r < rows; r++)
        {
            var row = generator.Row(model);
            model.MarginsByWalk(row, expected);
            foreach (var evaluator in evaluators)
            {
                evaluator.Margins(row, actual);
                Assert.True(
                    expected.Select(BitConverter.SingleToInt32Bits).SequenceEqual(actual.Select(BitConverter.SingleToInt32Bits)),
                    $"{evaluator.Path}: {string.Join(' ', actual)}, not {string.Join(' ', expected)}; row {string.Join(' ', row)}");
            }
        }
    }
}
