using MultiSmc.Core;

namespace MultiSmc.Learning.Tests;

/// <summary>Random forests and rows that aim at the edges: shared and neighbouring splits, signed zeros, infinities, denormals, missing
/// values.</summary>
internal sealed class ForestGenerator(ulong seed)
{
    private static readonly float[] Edges =
    [
        0f, -0f, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, 1f, -1f, 1e-40f, 0.5f,
    ];

    private SplitMix64 _random = new(seed);

    public TreeModel Forest(int trees, int depth, int features, int classes, int splitsPerFeature, bool isDart, int leafChance = 8)
    {
        var pools = Enumerable.Range(0, features).Select(_ => Enumerable.Range(0, splitsPerFeature).Select(_ => Split()).ToArray()).ToArray();
        var list = Enumerable.Range(0, trees).Select(_ => Tree(depth, pools, leafChance)).ToArray();
        return new TreeModel(new TreeModelParts
        {
            Objective = classes == 1 ? TreeObjective.BinaryLogistic : TreeObjective.MultiSoftProb,
            FeatureCount = features,
            BaseMargins = [.. Enumerable.Range(0, classes).Select(_ => (float)(_random.NextDouble() - 0.5))],
            Trees = list,
            TreeClasses = [.. Enumerable.Range(0, trees).Select(_ => (int)_random.NextBelow(classes))],
            RoundEnds = [.. Enumerable.Range(1, trees)],
            UsedRounds = trees,
            IsDart = isDart,
        });
    }

    /// <summary>A row of values near the model's splits, at the edges, or missing.</summary>
    public float[] Row(TreeModel model)
    {
        var row = new float[model.FeatureCount];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = _random.NextBelow(6) switch
            {
                0 => float.NaN,
                1 => Edges[_random.NextBelow(Edges.Length)],
                2 => (float)((_random.NextDouble() - 0.5) * 4),
                _ => NearSplit(model, i),
            };
        }

        return row;
    }

    public float[] PlainRow(int features) => [.. Enumerable.Range(0, features).Select(_ => (float)((_random.NextDouble() - 0.5) * 4))];

    private float NearSplit(TreeModel model, int feature)
    {
        if (model.UsedTrees == 0)
            return 0;
        var tree = model.Trees[(int)_random.NextBelow(model.UsedTrees)];
        foreach (var node in tree.Questions)
        {
            if (tree.Features[node] != feature)
                continue;
            return _random.NextBelow(3) switch
            {
                0 => tree.Values[node],
                1 => MathF.BitIncrement(tree.Values[node]),
                _ => MathF.BitDecrement(tree.Values[node]),
            };
        }

        return (float)_random.NextDouble();
    }

    private float Split() => _random.NextBelow(10) == 0 ? Edges[_random.NextBelow(Edges.Length)] : (float)((_random.NextDouble() - 0.5) * 4);

    private DecisionTree Tree(int depth, float[][] pools, int leafChance)
    {
        var left = new List<int>();
        var right = new List<int>();
        var features = new List<int>();
        var values = new List<float>();
        var defaults = new List<bool>();
        Grow(depth);
        return new DecisionTree([.. left], [.. right], [.. features], [.. values], [.. defaults], (float)_random.NextDouble(), pools.Length);

        int Grow(int levels)
        {
            var node = left.Count;
            var isLeaf = levels == 0 || (node > 0 && _random.NextBelow(leafChance) == 0);
            var feature = (int)_random.NextBelow(pools.Length);
            left.Add(-1);
            right.Add(-1);
            features.Add(feature);
            values.Add(isLeaf ? (float)(_random.NextDouble() - 0.5) : pools[feature][_random.NextBelow(pools[feature].Length)]);
            defaults.Add(_random.NextBelow(2) == 0);
            if (isLeaf)
                return node;
            left[node] = Grow(levels - 1);
            right[node] = Grow(levels - 1);
            return node;
        }
    }
}
