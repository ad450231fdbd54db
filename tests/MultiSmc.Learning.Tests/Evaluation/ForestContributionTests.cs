namespace MultiSmc.Learning.Tests;

public sealed class ForestContributionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Start_and_contributions_add_up_to_the_margin(bool isDart)
    {
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var generator = new ForestGenerator(seed);
            var model = generator.Forest(trees: 12, depth: 1 + (int)(seed % 9), features: 6, classes: 1, splitsPerFeature: 5, isDart);
            var explained = new ForestContributions(model);
            for (var k = 0; k < 20; k++)
            {
                var row = generator.Row(model);
                var margin = new float[1];
                model.MarginsByWalk(row, margin);
                var moved = new double[6];
                explained.Add(row, moved);
                Assert.True(Math.Abs(margin[0] - (explained.Start + moved.Sum())) < 1e-5, $"seed {seed}, row {k}: {margin[0]} is not {explained.Start} + {moved.Sum()}");
            }
        }
    }

    [Fact]
    public void A_mean_weighs_its_leaves_by_the_training_rows_that_came_there_and_alike_where_none_are_told()
    {
        // f0 < 0.5 ? (f1 < 0.2 ? −1 : 1) : 3, with 2, 6 and 8 rows.
        static ForestContributions Of(float[] covers) => new(new TreeModel(new TreeModelParts
        {
            Objective = TreeObjective.BinaryLogistic,
            FeatureCount = 2,
            BaseMargins = [0.25f],
            Trees = [new DecisionTree([1, 2, -1, -1, -1], [4, 3, -1, -1, -1], [0, 1, 0, 0, 0], [0.5f, 0.2f, -1, 1, 3], [true, true, true, true, true], 1, 2) { Covers = covers }],
            TreeClasses = [0],
            RoundEnds = [1],
            UsedRounds = 1,
            IsDart = false,
        }));

        var weighed = Of([16, 8, 2, 6, 8]);
        var moved = new double[2];
        weighed.Add([0, 1], moved);
        Assert.Equal(0.25 + (0.5 + 3) / 2, weighed.Start, 9); // node 1: (2 · −1 + 6 · 1) ÷ 8 = 0.5
        Assert.Equal([0.5 - 1.75, 0.5], moved);

        Assert.Equal(0.25 + (0 + 3) / 2.0, Of([]).Start, 9);
    }

    [Fact]
    public void Covers_come_with_the_file()
    {
        foreach (var name in GoldenModels.Names())
            Assert.All(GoldenModels.Load(name).Trees.ToArray(), static tree => Assert.Equal(tree.Left.Length, tree.Covers.Length));
    }

    [Fact]
    public void A_forest_of_several_classes_is_refused()
    {
        var model = new ForestGenerator(3).Forest(trees: 6, depth: 3, features: 4, classes: 3, splitsPerFeature: 3, isDart: false);
        Assert.Throws<ArgumentException>(() => new ForestContributions(model));
    }
}
