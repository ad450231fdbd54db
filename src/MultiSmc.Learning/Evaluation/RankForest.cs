namespace MultiSmc.Learning;

/// <summary>A padded forest whose nodes compare bytes: the answers "not less" of a tree form one word, bit h for heap position h.</summary>
internal sealed class RankForest
{
    /// <summary>Deepest tree: 64 bits of answers.</summary>
    public const int MaxDepth = 6;

    public RankForest(TreeModel model, RankTable table)
    {
        Table = table;
        Layout = new ForestLayout(model);
        Slots = new AlignedMemory<byte>(Layout.NodeCount);
        Thresholds = new AlignedMemory<byte>(Layout.NodeCount);
        Layout.VisitQuestions((index, tree, node) => (Slots.Span[index], Thresholds.Span[index]) =
            table.Encode(tree.Features[node], tree.Values[node], tree.IsDefaultLeft[node]));
    }

    public RankTable Table { get; }

    public ForestLayout Layout { get; }

    /// <summary>Slot that each node asks.</summary>
    public AlignedMemory<byte> Slots { get; }

    /// <summary>A node answers "not less" iff its slot's byte is above this, both signed.</summary>
    public AlignedMemory<byte> Thresholds { get; }
}
