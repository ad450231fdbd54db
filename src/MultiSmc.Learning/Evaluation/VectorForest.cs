using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MultiSmc.Learning;

/// <summary>
/// Asks, walks and adds group by group. The additions of one prediction form a chain that cannot be shortened (float32, in the model's order), so
/// the rest is
/// arranged to run in its shadow: groups are asked some way ahead of the one walked, which also keeps the narrow stores of answers clear of the
/// wide loads.
/// </summary>
internal static class VectorForest
{
    private const int Ahead = 4;
    private const int Ring = 8;

    // Answers of a group of trees of depth 6.
    private const int GroupBytes = ForestLayout.Group * (1 << RankForest.MaxDepth) / 8;

    /// <summary>The margins of a row.</summary>
    public static void Margins<TKernel>(RankForest forest, ReadOnlySpan<float> row, Span<float> margins)
        where TKernel : struct, IForestKernel
    {
        Span<byte> slots = stackalloc byte[RankTable.TableBytes];
        TKernel.Rank(forest.Table, row, slots);
        var layout = forest.Layout;
        for (var c = 0; c < layout.BaseMargins.Length; c++)
            margins[c] = Add<TKernel>(forest, slots, layout.ClassStarts[c], layout.ClassTrees[c], layout.BaseMargins[c]);
    }

    private static float Add<TKernel>(RankForest forest, ReadOnlySpan<byte> slots, int first, int count, float margin)
        where TKernel : struct, IForestKernel
    {
        Span<byte> answers = stackalloc byte[Ring * GroupBytes];
        Span<uint> places = stackalloc uint[ForestLayout.Group];
        ref var answer = ref MemoryMarshal.GetReference(answers);
        ref var place = ref MemoryMarshal.GetReference(places);
        ref var slot = ref MemoryMarshal.GetReference(slots);
        var start = first / ForestLayout.Group;
        var groups = (count + ForestLayout.Group - 1) / ForestLayout.Group;
        ref var leaves = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(forest.Layout.Leaves), first * forest.Layout.Width);
        for (var group = 0; group < Math.Min(Ahead, groups); group++)
            TKernel.Answer(forest, ref slot, start + group, ref Unsafe.Add(ref answer, group * GroupBytes));
        for (var group = 0; group < groups; group++)
        {
            if (group + Ahead < groups)
                TKernel.Answer(forest, ref slot, start + group + Ahead, ref Unsafe.Add(ref answer, (group + Ahead) % Ring * GroupBytes));
            TKernel.Walk(ref Unsafe.Add(ref answer, group % Ring * GroupBytes), forest.Layout.Depth, ref place);
            var left = count - group * ForestLayout.Group;
            margin = left >= ForestLayout.Group
                ? AddEight(ref leaves, ref Unsafe.Add(ref place, 8), AddEight(ref leaves, ref place, margin))
                : AddSome(ref leaves, ref place, left, margin);
            leaves = ref Unsafe.Add(ref leaves, ForestLayout.Group * forest.Layout.Width);
        }

        return margin;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float AddEight(ref float leaves, ref uint place, float margin)
    {
        margin += Unsafe.Add(ref leaves, place);
        margin += Unsafe.Add(ref leaves, Unsafe.Add(ref place, 1));
        margin += Unsafe.Add(ref leaves, Unsafe.Add(ref place, 2));
        margin += Unsafe.Add(ref leaves, Unsafe.Add(ref place, 3));
        margin += Unsafe.Add(ref leaves, Unsafe.Add(ref place, 4));
        margin += Unsafe.Add(ref leaves, Unsafe.Add(ref place, 5));
        margin += Unsafe.Add(ref leaves, Unsafe.Add(ref place, 6));
        return margin + Unsafe.Add(ref leaves, Unsafe.Add(ref place, 7));
    }

    private static float AddSome(ref float leaves, ref uint place, int count, float margin)
    {
        for (var lane = 0; lane < count; lane++)
            margin += Unsafe.Add(ref leaves, Unsafe.Add(ref place, lane));
        return margin;
    }
}
