using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MultiSmc.Learning;

/// <summary>
/// A forest walked with floats, eight trees abreast so that their waits overlap: for trees too deep to pad and for more split values than bytes can
/// rank.
/// A leaf leads back to itself, so that all trees of a group take as many steps as the deepest of them.
/// </summary>
internal sealed class FloatForest
{
    private const int Abreast = 8;

    private readonly Node[] _nodes;
    private readonly int[] _roots;
    private readonly int[] _steps;
    private readonly int[] _classStarts;
    private readonly int[] _classTrees;
    private readonly float[] _baseMargins;

    private struct Node
    {
        public float Split;
        public float Leaf;
        public int Feature;
        public int Left;
        public int Right;

        // 1 where a missing value goes left.
        public int IsDefaultLeft;
    }

    public FloatForest(TreeModel model)
    {
        var nodes = new List<Node>();
        var roots = new List<int>();
        var steps = new List<int>();
        _baseMargins = model.BaseMargins;
        _classStarts = new int[model.ClassCount];
        _classTrees = new int[model.ClassCount];
        for (var c = 0; c < model.ClassCount; c++)
        {
            _classStarts[c] = roots.Count;
            for (var tree = 0; tree < model.UsedTrees; tree++)
            {
                if (model.ClassOf(tree) == c)
                    Append(model, tree, nodes, roots, steps);
            }

            _classTrees[c] = roots.Count - _classStarts[c];
            // Padding walks the class's first tree again; its leaf is not added.
            while (roots.Count % Abreast != 0)
            {
                roots.Add(roots[_classStarts[c]]);
                steps.Add(0);
            }
        }

        _nodes = [.. nodes];
        _roots = [.. roots];
        _steps = [.. steps.Chunk(Abreast).Select(group => group.Max())];
    }

    public void Margins(ReadOnlySpan<float> row, Span<float> margins)
    {
        // The indices are the forest's own, and the caller has checked the row's length.
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        ref var values = ref MemoryMarshal.GetReference(row);
        Span<int> at = stackalloc int[Abreast];
        for (var c = 0; c < _baseMargins.Length; c++)
        {
            var margin = _baseMargins[c];
            for (var done = 0; done < _classTrees[c]; done += Abreast)
            {
                var group = (_classStarts[c] + done) / Abreast;
                _roots.AsSpan(group * Abreast, Abreast).CopyTo(at);
                for (var step = _steps[group]; step > 0; step--)
                {
                    for (var i = 0; i < Abreast; i++)
                        at[i] = Next(ref Unsafe.Add(ref nodes, at[i]), ref values);
                }

                var count = Math.Min(Abreast, _classTrees[c] - done);
                for (var i = 0; i < count; i++)
                    margin += Unsafe.Add(ref nodes, at[i]).Leaf;
            }

            margins[c] = margin;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(ref Node node, ref float values)
    {
        var value = Unsafe.Add(ref values, node.Feature);
        var isLess = Unsafe.BitCast<bool, byte>(value < node.Split);
        var isMissing = Unsafe.BitCast<bool, byte>(float.IsNaN(value));
        var goesLeft = isLess | (isMissing & node.IsDefaultLeft);
        // No jump: the mask is all ones to go left.
        return node.Right ^ ((node.Left ^ node.Right) & -goesLeft);
    }

    private static void Append(TreeModel model, int treeIndex, List<Node> nodes, List<int> roots, List<int> steps)
    {
        var tree = model.Trees[treeIndex];
        roots.Add(nodes.Count);
        steps.Add(tree.Depth);
        var open = new Queue<int>([0]);
        var next = nodes.Count + 1;
        while (open.TryDequeue(out var node))
        {
            if (tree.IsLeaf(node))
            {
                nodes.Add(new Node { Leaf = model.Contribution(treeIndex, tree.Values[node]), Left = nodes.Count, Right = nodes.Count });
                continue;
            }

            nodes.Add(new Node
            {
                Split = tree.Values[node],
                Feature = tree.Features[node],
                Left = next,
                Right = next + 1,
                IsDefaultLeft = tree.IsDefaultLeft[node] ? 1 : 0,
            });
            next += 2;
            open.Enqueue(tree.Left[node]);
            open.Enqueue(tree.Right[node]);
        }
    }
}
