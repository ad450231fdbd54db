namespace MultiSmc.Learning;

/// <summary>
/// A forest laid out for byte comparisons: each tree padded to a complete one of the same depth, its nodes in heap order from 1, so that the
/// answers "not less" of a tree form one word, bit h for node h, and the way to the leaf is h ← 2h + bit h.
/// Trees stand class by class, each class padded to whole groups; within a class they keep the model's order, which the sum depends on.
/// </summary>
internal sealed class RankForest
{
    /// <summary>Trees per group: a class begins on a group.</summary>
    public const int Group = 16;

    /// <summary>Depth up to which the vector kernels work: 64 bits a tree.</summary>
    public const int MaxVectorDepth = 6;

    /// <summary>Depth up to which padding is worth it.</summary>
    public const int MaxDepth = 8;

    private const int MinDepth = 3;
    private const int Lane = 16;

    public RankForest(TreeModel model, RankTable table)
    {
        Table = table;
        Depth = MinDepth;
        foreach (var tree in model.Trees)
            Depth = Math.Max(Depth, tree.Depth);
        Width = 1 << Depth;
        BaseMargins = model.BaseMargins;
        ClassStarts = new int[model.ClassCount];
        ClassTrees = new int[model.ClassCount];
        var order = new List<int>();
        for (var c = 0; c < model.ClassCount; c++)
        {
            ClassStarts[c] = order.Count;
            order.AddRange(Enumerable.Range(0, model.UsedTrees).Where(tree => model.ClassOf(tree) == c));
            ClassTrees[c] = order.Count - ClassStarts[c];
            while (order.Count % Group != 0)
                order.Add(-1);
        }

        Slots = new byte[order.Count * Width];
        Thresholds = new byte[order.Count * Width];
        Leaves = new float[order.Count * Width];
        for (var place = 0; place < order.Count; place++)
        {
            if (order[place] >= 0)
                Fill(model, order[place], place * Width, 0, 1, 0);
        }

        Parts = Math.Max(1, (table.SlotCount + Lane - 1) / Lane);
        LaneSlots = Depth <= MaxVectorDepth ? SplitByLane() : [];
    }

    public RankTable Table { get; }

    /// <summary>Questions on every way.</summary>
    public int Depth { get; }

    /// <summary>2^depth: bytes of a tree's nodes (the first unused), bits of its answers, number of its leaves.</summary>
    public int Width { get; }

    public float[] BaseMargins { get; }

    /// <summary>First tree of each class.</summary>
    public int[] ClassStarts { get; }

    /// <summary>Trees of each class, without padding.</summary>
    public int[] ClassTrees { get; }

    /// <summary>Slot that each node asks.</summary>
    public byte[] Slots { get; }

    /// <summary>A node answers "not less" iff its slot's byte is at or above this.</summary>
    public byte[] Thresholds { get; }

    /// <summary>Leaves from left to right.</summary>
    public float[] Leaves { get; }

    /// <summary>Sixteen-slot parts in use.</summary>
    public int Parts { get; }

    /// <summary>
    /// The slots once more for a permute that reaches 16 bytes: per vector of 32 nodes, for each part the slot inside the part, or 0x80 (which reads as zero)
    /// where the node asks another part.
    /// </summary>
    public byte[] LaneSlots { get; }

    private void Fill(TreeModel model, int treeIndex, int offset, int node, int heap, int level)
    {
        var tree = model.Trees[treeIndex];
        if (level == Depth)
        {
            Leaves[offset + heap - Width] = model.Contribution(treeIndex, tree.Values[node]);
            return;
        }

        // A leaf above the bottom is repeated below: whatever the padding nodes answer (slot 0, threshold 0), the value is the same.
        if (!tree.IsLeaf(node))
            (Slots[offset + heap], Thresholds[offset + heap]) = Table.Encode(tree.Features[node], tree.Values[node], tree.IsDefaultLeft[node]);
        Fill(model, treeIndex, offset, tree.IsLeaf(node) ? node : tree.Left[node], 2 * heap, level + 1);
        Fill(model, treeIndex, offset, tree.IsLeaf(node) ? node : tree.Right[node], 2 * heap + 1, level + 1);
    }

    private byte[] SplitByLane()
    {
        const int vector = 32;
        var lanes = new byte[Slots.Length * Parts];
        for (var i = 0; i < Slots.Length; i++)
        {
            for (var part = 0; part < Parts; part++)
                lanes[(i / vector * Parts + part) * vector + i % vector] = Slots[i] / Lane == part ? (byte)(Slots[i] % Lane) : (byte)0x80;
        }

        return lanes;
    }
}
