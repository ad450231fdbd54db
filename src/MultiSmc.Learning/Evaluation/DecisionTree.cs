namespace MultiSmc.Learning;

/// <summary>One tree; node 0 is the root, a leaf has the left child −1 and its value in <see cref="Values"/>.</summary>
internal sealed class DecisionTree
{
    private const int NoChild = -1;

    /// <param name="left">Left children.</param>
    /// <param name="right">Right children.</param>
    /// <param name="features">Feature a node asks for.</param>
    /// <param name="values">Split of a node, or the value of a leaf.</param>
    /// <param name="isDefaultLeft">Where a missing value goes.</param>
    /// <param name="weight">Dart's weight of the tree.</param>
    /// <param name="featureCount">Features a row has.</param>
    /// <exception cref="ModelFormatException">It is not a tree.</exception>
    public DecisionTree(int[] left, int[] right, int[] features, float[] values, bool[] isDefaultLeft, float weight, int featureCount)
    {
        Left = left;
        Right = right;
        Features = features;
        Values = values;
        IsDefaultLeft = isDefaultLeft;
        Weight = weight;
        (Depth, Questions) = Check(featureCount);
    }

    public int[] Left { get; }

    public int[] Right { get; }

    public int[] Features { get; }

    public float[] Values { get; }

    public bool[] IsDefaultLeft { get; }

    public float Weight { get; }

    /// <summary>Hessians of the training rows that came by a node; empty where the file has none.</summary>
    public float[] Covers { get; init; } = [];

    /// <summary>Questions on the longest way; 0 for a lone leaf.</summary>
    public int Depth { get; }

    /// <summary>The nodes that ask something and that the root reaches.</summary>
    public int[] Questions { get; }

    public bool IsLeaf(int node) => Left[node] == NoChild;

    /// <summary>The leaf that a row ends in.</summary>
    public float Leaf(ReadOnlySpan<float> row)
    {
        var node = 0;
        while (!IsLeaf(node))
            node = Next(node, row);
        return Values[node];
    }

    /// <summary>The child that a row goes to from a node that asks.</summary>
    public int Next(int node, ReadOnlySpan<float> row)
    {
        var value = row[Features[node]];
        var goesLeft = float.IsNaN(value) ? IsDefaultLeft[node] : value < Values[node];
        return goesLeft ? Left[node] : Right[node];
    }

    // Nodes that the root does not reach (the library's pruned ones) are not looked at.
    private (int Depth, int[] Questions) Check(int featureCount)
    {
        if (Left.Length == 0)
            throw Broken("has no nodes");
        var seen = new bool[Left.Length];
        var open = new Stack<(int Node, int Depth)>([(0, 0)]);
        var questions = new List<int>();
        var depth = 0;
        while (open.TryPop(out var next))
        {
            var (node, level) = next;
            if ((uint)node >= (uint)Left.Length || seen[node])
                throw Broken($"leads to node {node}, which is out of range or reached twice");
            seen[node] = true;
            depth = Math.Max(depth, level);
            if (IsLeaf(node))
            {
                if (!float.IsFinite(Values[node]))
                    throw Broken($"has the value {Values[node]} in a leaf");
                continue;
            }

            if ((uint)Features[node] >= (uint)featureCount)
                throw Broken($"asks for feature {Features[node]} of {featureCount}");
            if (float.IsNaN(Values[node]))
                throw Broken("splits at NaN");
            questions.Add(node);
            open.Push((Right[node], level + 1));
            open.Push((Left[node], level + 1));
        }

        return (depth, [.. questions]);
    }

    private static ModelFormatException Broken(string what) => new(ModelFault.Inconsistent, $"a tree {what}");
}
