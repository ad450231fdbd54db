using System.Globalization;
using System.Text;
using MultiSmc.Core;
using MultiSmc.Learning;

namespace MultiSmc.Benchmarks.Learning;

/// <summary>Random complete forests as the library would have written them, and random rows: nothing in them that a branch predictor could
/// learn.</summary>
internal static class RandomForest
{
    private const int CutsPerFeature = 200;

    /// <summary>A model of complete trees over cuts as a histogram-trained model has them.</summary>
    /// <param name="trees">Trees.</param>
    /// <param name="depth">Questions on every way.</param>
    /// <param name="features">Features.</param>
    /// <param name="seed">Another seed, another forest.</param>
    /// <param name="seen">Rows whose values become the splits; none: splits are uniform in [0, 1).</param>
    public static TreeModel Model(int trees, int depth, int features, ulong seed, params float[][] seen) =>
        XGBoostModelReader.Read(Encoding.UTF8.GetBytes(Json(trees, depth, features, seed, seen)));

    /// <summary>Rows with a missing value here and there.</summary>
    public static float[][] Rows(int count, int features, ulong seed)
    {
        var random = new SplitMix64(seed);
        var rows = new float[count][];
        for (var r = 0; r < count; r++)
        {
            rows[r] = new float[features];
            for (var f = 0; f < features; f++)
                rows[r][f] = random.NextBelow(20) == 0 ? float.NaN : (float)random.NextDouble();
        }

        return rows;
    }

    private static string Json(int trees, int depth, int features, ulong seed, float[][] seen)
    {
        var random = new SplitMix64(seed);
        var cuts = new float[features][];
        for (var f = 0; f < features; f++)
        {
            cuts[f] = new float[CutsPerFeature];
            for (var i = 0; i < CutsPerFeature; i++)
            {
                var cut = seen.Length == 0 ? float.NaN : seen[random.NextBelow(seen.Length)][f];
                cuts[f][i] = float.IsNaN(cut) ? (float)random.NextDouble() : cut;
            }
        }

        var text = new StringBuilder();
        var inner = (1 << depth) - 1;
        var nodes = 2 * inner + 1;
        for (var t = 0; t < trees; t++)
        {
            var asked = Enumerable.Range(0, nodes).Select(_ => (int)random.NextBelow(features)).ToArray();
            text.Append(t == 0 ? "" : ",").Append("{\"tree_param\":{\"size_leaf_vector\":\"0\"},\"left_children\":[")
                .AppendJoin(',', Enumerable.Range(0, nodes).Select(i => i < inner ? 2 * i + 1 : -1)).Append("],\"right_children\":[")
                .AppendJoin(',', Enumerable.Range(0, nodes).Select(i => i < inner ? 2 * i + 2 : -1)).Append("],\"split_indices\":[")
                .AppendJoin(',', asked).Append("],\"split_conditions\":[")
                .AppendJoin(',', asked.Select((feature, i) => Number(i < inner ? cuts[feature][random.NextBelow(CutsPerFeature)] : (float)(random.NextDouble() - 0.5))))
                .Append("],\"default_left\":[").AppendJoin(',', asked.Select(_ => random.NextBelow(2))).Append("]}");
        }

        return string.Create(CultureInfo.InvariantCulture, $$$"""
            {"learner":{"attributes":{},"gradient_booster":{"name":"gbtree","model":{"gbtree_model_param":{"num_trees":"{{{trees}}}","num_parallel_tree":"1"},
            "tree_info":[{{{string.Join(',', Enumerable.Repeat(0, trees))}}}],"trees":[{{{text}}}]}},
            "learner_model_param":{"base_score":"5E-1","num_class":"0","num_feature":"{{{features}}}"},"objective":{"name":"binary:logistic"}},"version":[1,7,4]}
            """);
    }

    private static string Number(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
