using System.Globalization;
using System.Text;
using MultiSmc.Cli.Commands;
using MultiSmc.Cli.Configuration;
using MultiSmc.Learning;

namespace MultiSmc.Cli.Tests.Commands;

/// <summary>A shelf that has whatever model is asked for: one leaf, and the probability that it is given.</summary>
/// <param name="probability">What each model says, whatever it looks at.</param>
/// <param name="passport">The threshold in its passport.</param>
internal sealed class ShelfUnderTest(double probability = 0.5, double passport = 0.5) : IModelShelf
{
    public List<(string Name, string Symbol)> Opened { get; } = [];

    public ModelOnShelf Open(string name, SymbolConfiguration symbol)
    {
        Opened.Add((name, symbol.Instrument.Symbol));
        return new ModelOnShelf(name, ForestEvaluator.Create(OneLeaf()), _ => probability, passport, []);
    }

    private static TreeModel OneLeaf()
    {
        var features = FeatureEngine.Count.ToString(CultureInfo.InvariantCulture);
        return XGBoostModelReader.Read(Encoding.UTF8.GetBytes($$$$"""
            {"learner": {
              "attributes": {},
              "feature_names": [],
              "gradient_booster": {"name": "gbtree", "model": {
                "gbtree_model_param": {"num_trees": "1", "num_parallel_tree": "1"},
                "tree_info": [0],
                "trees": [{"tree_param": {"num_nodes": "1", "size_leaf_vector": "0"}, "left_children": [-1], "right_children": [-1],
                  "split_indices": [0], "split_conditions": [0.25], "default_left": [0]}]}},
              "learner_model_param": {"base_score": "0.5", "num_class": "0", "num_feature": "{{{{features}}}}"},
              "objective": {"name": "binary:logistic"}},
             "version": [1, 7, 4]}
            """));
    }
}
