using CsCheck;
using MultiSmc.Learning;

namespace MultiSmc.Research.Tests;

public sealed class FeatureImportanceTests
{
    private static readonly IReadOnlyList<FeatureImportance> Importance = SampleTraining.Report().Importance;

    [Fact]
    public void Sums_gain_and_splits_over_the_trees_that_count()
    {
        Assert.Equal(["f1", "f0", "f2"], Importance.Select(one => one.Feature));
        Assert.Equal([10.0, 2, 0], Importance.Select(one => one.Gain));
        Assert.Equal([2, 1, 0], Importance.Select(one => one.Splits));
        Assert.Equal(1, Importance.Sum(one => one.GainShare), 12);
    }

    [Fact]
    public void Gives_no_contribution_to_a_feature_that_no_tree_asks_for_and_some_to_the_others()
    {
        Assert.Equal([false, false, true], Importance.Select(one => one.MeanContribution == 0));
        Assert.All(SampleTraining.Report(questions: []).Importance, one => Assert.Null(one.MeanContribution));
    }

    [Fact]
    public void Contributions_are_steps_between_the_means_of_nodes()
    {
        var tree = new ForestContributions(SampleTraining.Trees.WithRounds(1));
        var contributions = new double[3];

        // Means by hand: node 1 (2 · −0.2 + 4 · 0.1) ÷ 6 = 0, root (6 · 0 + 4 · 0.4) ÷ 10 = 0.16.
        tree.Add([0.25f, float.NaN, 0], contributions);

        Assert.Equal(0.16, tree.Start, 6);
        Assert.Equal(0.1, contributions[0], 6);
        Assert.Equal(-0.16, contributions[1], 6);
    }

    [Fact]
    public void Start_and_contributions_add_up_to_the_margin()
    {
        var model = SampleTraining.Trees;
        var trees = new ForestContributions(model);
        var value = Gen.OneOf(Gen.Float[-0.5f, 1.5f], Gen.Const(float.NaN), Gen.OneOf(Gen.Const(0.25f), Gen.Const(0.5f), Gen.Const(0.75f), Gen.Const(float.PositiveInfinity)));
        Gen.Select(value, value, value).Sample((f0, f1, f2) =>
        {
            float[] row = [f0, f1, f2];
            var contributions = new double[3];
            var margin = new float[1];
            model.MarginsByWalk(row, margin);

            trees.Add(row, contributions);

            Assert.Equal(margin[0], trees.Start + contributions.Sum(), 5);
        });
    }
}
