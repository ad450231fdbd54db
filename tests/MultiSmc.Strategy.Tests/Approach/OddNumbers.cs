using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Strategy.Tests;

/// <summary>Numbers that are none, on their way from a packet through features and trees to a decision.</summary>
public sealed class OddNumbers
{
    private static readonly StrategyParameters Close = new() { ApproachPpm = 2_000, HoldPackets = 50, EvaluateOnTrades = true };

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1e300)]
    public void In_packets_are_missing_features_and_lead_to_a_decision_like_any_other(double odd)
    {
        var model = new Distorting(odd, Trees(leaf: -2f));
        var rig = new StrategyRig(Close, model: model).Trade(StrategyRig.Breakout);
        rig.Accept(rig.LastPlaced).Trade("100.70");

        var decision = Assert.Single(rig.Traces.OfType<StrategyTrace.Decided>());
        Assert.Equal("pull", decision.Action);
        // The one question asks for intensity_1; missing goes left.
        Assert.Equal(-2, decision.Verdict.Margin);
        Assert.InRange(decision.Verdict.Probability, 0.1, 0.12);
        Assert.True(float.IsNaN(decision.Features.Values[37]));
        Assert.DoesNotContain(decision.Features.Values.ToArray(), float.IsInfinity);
    }

    [Fact]
    public void Out_of_trees_that_add_up_beyond_float32_are_a_certain_no()
    {
        // Two leaves of −3.4e38 add up to −∞: the calibration's limit is probability 0, which is under any threshold.
        var rig = new StrategyRig(Close, model: new Distorting(0, Trees(leaf: float.MinValue, count: 2))).Trade(StrategyRig.Breakout);
        rig.Accept(rig.LastPlaced).Trade("100.70");

        var decision = Assert.Single(rig.Traces.OfType<StrategyTrace.Decided>());
        Assert.Equal((double.NegativeInfinity, 0.0, "pull"), (decision.Verdict.Margin, decision.Verdict.Probability, decision.Action));
    }

    // Trees that ask whether feature 37 is below 1e30 and give the same leaf wherever a small or missing value goes.
    private static ForestEvaluator Trees(float leaf, int count = 1)
    {
        var tree = "{\"default_left\":[1,0,0],\"left_children\":[1,-1,-1],\"right_children\":[2,-1,-1],\"split_conditions\":[1e30,"
            + leaf.ToString("R", System.Globalization.CultureInfo.InvariantCulture)
            + ",5],\"split_indices\":[37,0,0],\"tree_param\":{\"num_nodes\":\"3\",\"size_leaf_vector\":\"0\"}}";
        var json = $$$"""
            {"learner":{"attributes":{},"feature_names":[],"gradient_booster":{"name":"gbtree","model":{
            "gbtree_model_param":{"num_parallel_tree":"1","num_trees":"{{{count}}}","size_leaf_vector":"0"},
            "tree_info":[{{{string.Join(',', Enumerable.Repeat(0, count))}}}],"trees":[{{{string.Join(',', Enumerable.Repeat(tree, count))}}}]}},
            "learner_model_param":{"base_score":"5E-1","num_class":"0","num_feature":"40"},"objective":{"name":"binary:logistic"}},"version":[1,7,4]}
            """;
        return ForestEvaluator.Create(XGBoostModelReader.Read(System.Text.Encoding.UTF8.GetBytes(json)));
    }

    /// <summary>The real model, shown packets whose intensity is not what it was.</summary>
    private sealed class Distorting(double odd, ForestEvaluator trees) : IApproachModel
    {
        private readonly ForestApproachModel _model = new("odd", 1, trees, new Calibrator.Platt(1, 0).Probability);

        public string Id => _model.Id;

        public ReadOnlySpan<float> LastFeatures => _model.LastFeatures;

        public void OnSegmentBreak() => _model.OnSegmentBreak();

        public void OnPacket(in Packet packet)
        {
            var distorted = packet with { Intensity = odd };
            _model.OnPacket(in distorted);
        }

        public void Carry(StateCarrier state, long oldest) => _model.Carry(state, oldest);

        public ApproachVerdict Evaluate(in Zone zone, long price) => _model.Evaluate(in zone, price);
    }
}
