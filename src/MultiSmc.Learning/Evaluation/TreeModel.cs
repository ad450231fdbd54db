using System.Collections.ObjectModel;

namespace MultiSmc.Learning;

/// <summary>What a model's margins mean.</summary>
public enum TreeObjective
{
    /// <summary>binary:logistic: the probability is the margin's sigmoid.</summary>
    BinaryLogistic,

    /// <summary>binary:logitraw: trained as logistic; its output is the margin, its probability the sigmoid.</summary>
    BinaryLogitRaw,

    /// <summary>multi:softprob: one margin a class, softmax over them.</summary>
    MultiSoftProb,
}

/// <summary>
/// A boosted forest as the file says it: the trees, node by node, and the plain walk that defines its margins to the bit.
/// <see cref="ForestEvaluator"/> computes the same faster.
/// </summary>
/// <remarks>
/// float32 throughout. Left iff value &lt; split; a missing value (NaN) follows the node's default; infinities are values. Margin = base margin +
/// leaves in
/// tree order; dart adds ((base + leaf) − base) · weight. Tree k belongs to class tree_info[k]. Equal to the library's in-place prediction bit for
/// bit.
/// </remarks>
public sealed class TreeModel
{
    private readonly DecisionTree[] _trees;
    private readonly int[] _treeClasses;
    private readonly int[] _roundEnds;

    internal TreeModel(TreeModelParts parts)
    {
        _trees = parts.Trees;
        _treeClasses = parts.TreeClasses;
        _roundEnds = parts.RoundEnds;
        Objective = parts.Objective;
        FeatureCount = parts.FeatureCount;
        ClassCount = parts.BaseMargins.Length;
        BaseMargins = parts.BaseMargins;
        IsDart = parts.IsDart;
        FeatureNames = parts.FeatureNames;
        Attributes = new ReadOnlyDictionary<string, string>(parts.Attributes);
        LibraryVersion = parts.LibraryVersion;
        BestIteration = parts.BestIteration;
        Parts = parts;
        UsedRounds = parts.UsedRounds;
        UsedTrees = UsedRounds == 0 ? 0 : _roundEnds[UsedRounds - 1];
    }

    /// <summary>What the margins mean.</summary>
    public TreeObjective Objective { get; }

    /// <summary>Values in a row.</summary>
    public int FeatureCount { get; }

    /// <summary>Margins of a row: 1, or the number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>Boosted with dropout: leaves carry weights.</summary>
    public bool IsDart { get; }

    /// <summary>Names of the features in row order; empty when the file has none.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Free texts that the trainer left in the file.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; }

    /// <summary>Version of the library that wrote the file: "1.7.4".</summary>
    public string LibraryVersion { get; }

    /// <summary>The last round that counts after early stopping, or null.</summary>
    public int? BestIteration { get; }

    /// <summary>Rounds in the file.</summary>
    public int Rounds => _roundEnds.Length;

    /// <summary>Rounds that count: those up to <see cref="BestIteration"/>, unless <see cref="WithRounds"/> said otherwise.</summary>
    public int UsedRounds { get; }

    /// <summary>Trees that count.</summary>
    public int UsedTrees { get; }

    internal float[] BaseMargins { get; }

    internal TreeModelParts Parts { get; }

    internal ReadOnlySpan<DecisionTree> Trees => _trees.AsSpan(0, UsedTrees);

    internal int ClassOf(int tree) => _treeClasses[tree];

    /// <summary>The same model cut to its first rounds.</summary>
    /// <param name="rounds">0 to <see cref="Rounds"/>.</param>
    public TreeModel WithRounds(int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rounds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rounds, Rounds);
        return new TreeModel(Parts with { UsedRounds = rounds });
    }

    /// <summary>The margins by plain walk: slow, and right by inspection.</summary>
    /// <param name="row">At least <see cref="FeatureCount"/> values, NaN where missing.</param>
    /// <param name="margins">Room for <see cref="ClassCount"/> margins.</param>
    public void MarginsByWalk(ReadOnlySpan<float> row, Span<float> margins)
    {
        BaseMargins.CopyTo(margins);
        for (var tree = 0; tree < UsedTrees; tree++)
            margins[_treeClasses[tree]] += Contribution(tree, _trees[tree].Leaf(row));
    }

    /// <summary>What a leaf adds to the margin. Nothing in it depends on the row, so that evaluators compute it once.</summary>
    internal float Contribution(int tree, float leaf)
    {
        if (!IsDart)
            return leaf;
        // The library adds the leaf to the base margin in its own buffer and takes the base off again: the rounding is part of its result.
        var start = BaseMargins[_treeClasses[tree]];
        var padded = start + leaf;
        return (padded - start) * _trees[tree].Weight;
    }
}

/// <summary>Everything a model is made of.</summary>
internal sealed record TreeModelParts
{
    public required TreeObjective Objective { get; init; }

    public required int FeatureCount { get; init; }

    /// <summary>One for each class.</summary>
    public required float[] BaseMargins { get; init; }

    public required DecisionTree[] Trees { get; init; }

    public required int[] TreeClasses { get; init; }

    /// <summary>Number of trees up to and with each round.</summary>
    public required int[] RoundEnds { get; init; }

    public required int UsedRounds { get; init; }

    public bool IsDart { get; init; }

    public string[] FeatureNames { get; init; } = [];

    public SortedDictionary<string, string> Attributes { get; init; } = [];

    public string LibraryVersion { get; init; } = "";

    public int? BestIteration { get; init; }
}
