using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MultiSmc.Learning;

/// <summary>
/// A padded forest whose nodes compare integers that order as the floats do: for any processor, node by node, four trees abreast so that their
/// waits overlap.
/// A row becomes two keys a feature; a missing value is below every number in the one that nodes with default left ask, above in the other.
/// </summary>
internal sealed class KeyForest
{
    /// <summary>Features whose keys fit on the stack.</summary>
    public const int MaxFeatures = 512;

    private readonly int _featureCount;
    private readonly ForestLayout _layout;
    private readonly Node[] _nodes;

    private struct Node
    {
        // Index into the row's keys.
        public int Ask;
        public int Key;
    }

    public KeyForest(TreeModel model)
    {
        _featureCount = model.FeatureCount;
        _layout = new ForestLayout(model);
        _nodes = new Node[_layout.NodeCount];
        _layout.VisitQuestions((index, tree, node) => _nodes[index] = new Node
        {
            Ask = tree.Features[node] + (tree.IsDefaultLeft[node] ? _featureCount : 0),
            Key = KeyOf(tree.Values[node]),
        });
    }

    public void Margins(ReadOnlySpan<float> row, Span<float> margins)
    {
        Span<int> keys = stackalloc int[2 * _featureCount];
        for (var f = 0; f < _featureCount; f++)
        {
            var isMissing = float.IsNaN(row[f]);
            var key = KeyOf(row[f]);
            keys[f] = isMissing ? int.MaxValue : key;
            keys[_featureCount + f] = isMissing ? int.MinValue : key;
        }

        for (var c = 0; c < _layout.BaseMargins.Length; c++)
            margins[c] = Add(keys, _layout.ClassStarts[c], _layout.ClassTrees[c], _layout.BaseMargins[c]);
    }

    private float Add(ReadOnlySpan<int> keys, int first, int count, float margin)
    {
        // The indices are the forest's own: two keys a feature, heap positions below the tree's width.
        ref var key = ref MemoryMarshal.GetReference(keys);
        nint width = _layout.Width;
        ref var a = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_nodes), first * width);
        // The reference stays at the array's beginning: one that points before it is not carried along when the collector moves the array.
        ref var leaves = ref MemoryMarshal.GetArrayDataReference(_layout.Leaves);
        // Less the width: the walk ends at heap positions from the width on.
        var place = (first - 1) * width;
        for (var left = count; left > 0; left -= 4)
        {
            ref var b = ref Unsafe.Add(ref a, width);
            ref var c = ref Unsafe.Add(ref b, width);
            ref var d = ref Unsafe.Add(ref c, width);
            nint ha = 1, hb = 1, hc = 1, hd = 1;
            for (var level = _layout.Depth; level > 0; level--)
            {
                ha = 2 * ha + NotLess(ref key, ref Unsafe.Add(ref a, ha));
                hb = 2 * hb + NotLess(ref key, ref Unsafe.Add(ref b, hb));
                hc = 2 * hc + NotLess(ref key, ref Unsafe.Add(ref c, hc));
                hd = 2 * hd + NotLess(ref key, ref Unsafe.Add(ref d, hd));
            }

            margin += Unsafe.Add(ref leaves, place + ha);
            if (left > 1)
                margin += Unsafe.Add(ref leaves, place + width + hb);
            if (left > 2)
                margin += Unsafe.Add(ref leaves, place + 2 * width + hc);
            if (left > 3)
                margin += Unsafe.Add(ref leaves, place + 3 * width + hd);
            a = ref Unsafe.Add(ref d, width);
            place += 4 * width;
        }

        return margin;
    }

    /// <summary>An integer that orders as the numbers do; −0 and 0 have the same. Means nothing for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int KeyOf(float number)
    {
        // Adding 0 turns −0 into 0. Negative floats count down: flip their lower bits.
        var bits = BitConverter.SingleToInt32Bits(number + 0f);
        return bits ^ ((bits >> 31) & int.MaxValue);
    }

    // 1 iff the row's key is at or above the node's. A comparison with ? : would become a jump that no predictor learns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint NotLess(ref int keys, ref Node node) => Unsafe.BitCast<bool, byte>(Unsafe.Add(ref keys, node.Ask) >= node.Key);
}
