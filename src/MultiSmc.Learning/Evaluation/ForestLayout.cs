namespace MultiSmc.Learning;

/// <summary>
/// Where a forest's trees and leaves stand when each tree is padded to a complete one of the same depth, its nodes in heap order from 1: the way
/// down is
/// h ← 2h + (0 left, 1 right). Trees stand class by class, each class padded to whole groups; within a class they keep the model's order, which the
/// sum
/// depends on.
/// </summary>
internal sealed class ForestLayout
{
    /// <summary>Trees per group: a class begins on a group.</summary>
    public const int Group = 16;

    /// <summary>Depth up to which padding is worth it.</summary>
    public const int MaxDepth = 8;

    // Half a group of smaller trees would be less than the widest step of questions.
    private const int MinDepth = 4;

    private readonly TreeModel _model;

    // The model's tree at each place, −1 where there is padding.
    private readonly List<int> _order = [];

    /// <param name="model">The model, its trees at most <see cref="MaxDepth"/> deep.</param>
    public ForestLayout(TreeModel model)
    {
        _model = model;
        Depth = Math.Max(MinDepth, DepthOf(model));
        Width = 1 << Depth;
        BaseMargins = model.BaseMargins;
        ClassStarts = new int[model.ClassCount];
        ClassTrees = new int[model.ClassCount];
        for (var c = 0; c < model.ClassCount; c++)
        {
            ClassStarts[c] = _order.Count;
            _order.AddRange(Enumerable.Range(0, model.UsedTrees).Where(tree => model.ClassOf(tree) == c));
            ClassTrees[c] = _order.Count - ClassStarts[c];
            while (_order.Count % Group != 0)
                _order.Add(-1);
        }

        NodeCount = _order.Count * Width;
        Leaves = new float[NodeCount];
        FillLeaves();
    }

    /// <summary>Questions on every way.</summary>
    public int Depth { get; }

    /// <summary>2^depth: places of a tree's nodes (the first unused), and number of its leaves.</summary>
    public int Width { get; }

    /// <summary>Places of all nodes.</summary>
    public int NodeCount { get; }

    public float[] BaseMargins { get; }

    /// <summary>First tree of each class.</summary>
    public int[] ClassStarts { get; }

    /// <summary>Trees of each class, without padding.</summary>
    public int[] ClassTrees { get; }

    /// <summary>Leaves from left to right, tree by tree.</summary>
    public float[] Leaves { get; }

    /// <summary>Depth of the deepest tree.</summary>
    public static int DepthOf(TreeModel model)
    {
        var depth = 0;
        foreach (var tree in model.Trees)
            depth = Math.Max(depth, tree.Depth);
        return depth;
    }

    /// <summary>Shows every question: its index (tree · <see cref="Width"/> + heap position), its tree and node.</summary>
    public void VisitQuestions(Action<int, DecisionTree, int> question)
    {
        for (var place = 0; place < _order.Count; place++)
        {
            if (_order[place] >= 0)
                Descend(_model.Trees[_order[place]], new Spot(place * Width, 0, 1, 0), question, (_, _) => { });
        }
    }

    private void FillLeaves()
    {
        for (var place = 0; place < _order.Count; place++)
        {
            if (_order[place] is var tree and >= 0)
            {
                Descend(_model.Trees[tree], new Spot(place * Width, 0, 1, 0), (_, _, _) => { },
                    (index, value) => Leaves[index] = _model.Contribution(tree, value));
            }
        }
    }

    private void Descend(DecisionTree tree, Spot spot, Action<int, DecisionTree, int> question, Action<int, float> leaf)
    {
        if (spot.Level == Depth)
        {
            leaf(spot.Offset + spot.Heap - Width, tree.Values[spot.Node]);
            return;
        }

        // A leaf above the bottom is repeated below: whatever the padding answers, the value is the same.
        var isLeaf = tree.IsLeaf(spot.Node);
        if (!isLeaf)
            question(spot.Offset + spot.Heap, tree, spot.Node);
        Descend(tree, spot.Down(isLeaf ? spot.Node : tree.Left[spot.Node], 0), question, leaf);
        Descend(tree, spot.Down(isLeaf ? spot.Node : tree.Right[spot.Node], 1), question, leaf);
    }

    /// <summary>A node of the padded tree.</summary>
    /// <param name="Offset">First place of its tree.</param>
    /// <param name="Node">The model's node.</param>
    /// <param name="Heap">Heap position.</param>
    /// <param name="Level">Questions above it.</param>
    private readonly record struct Spot(int Offset, int Node, int Heap, int Level)
    {
        public Spot Down(int node, int side) => new(Offset, node, 2 * Heap + side, Level + 1);
    }
}
