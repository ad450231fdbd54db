using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MultiSmc.Learning;

/// <summary>
/// Asks, walks and adds. The additions of one prediction form a chain that cannot be shortened (float32, in the model's order), so the rest is
/// arranged to run in its shadow: questions and additions alternate in steps short enough for the processor to see the next ones, groups are walked
/// one ahead of the additions and asked some way ahead of that, which also keeps the narrow stores of answers clear of the wide loads.
/// </summary>
internal static class VectorForest
{
    private const int Ahead = 4;
    private const int Ring = 8;
    private const int Half = ForestLayout.Group / 2;

    // Answers of a group of trees of depth 6.
    private const int GroupBytes = ForestLayout.Group * (1 << RankForest.MaxDepth) / 8;

    /// <summary>The margins of a row.</summary>
    [SkipLocalsInit] // a slot that no ranker writes is asked by no node that decides anything
    public static void Margins<TKernel>(RankForest forest, ReadOnlySpan<float> row, Span<float> margins)
        where TKernel : struct, IForestKernel
    {
        Span<byte> slots = stackalloc byte[RankTable.TableBytes];
        TKernel.Rank(forest.Table, row, slots);
        var layout = forest.Layout;
        for (var c = 0; c < layout.BaseMargins.Length; c++)
            margins[c] = Add<TKernel>(forest, slots, layout.ClassStarts[c], layout.ClassTrees[c], layout.BaseMargins[c]);
    }

    [SkipLocalsInit] // answers and places are written before they are read
    private static float Add<TKernel>(RankForest forest, ReadOnlySpan<byte> slots, int first, int count, float margin)
        where TKernel : struct, IForestKernel
    {
        Span<byte> answers = stackalloc byte[Ring * GroupBytes];
        Span<uint> places = stackalloc uint[2 * ForestLayout.Group];
        ref var answer = ref MemoryMarshal.GetReference(answers);
        ref var place = ref MemoryMarshal.GetReference(places);
        ref var slot = ref MemoryMarshal.GetReference(slots);
        var (depth, width) = (forest.Layout.Depth, forest.Layout.Width);
        nint half = Half * width;
        ref var asks = ref Unsafe.Add(ref forest.Slots.First, first * width);
        ref var thresholds = ref Unsafe.Add(ref forest.Thresholds.First, first * width);
        ref var leaves = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(forest.Layout.Leaves), first * width);
        var isSmall = forest.Table.SlotCount <= RankTable.MaxSlots / 2;
        var groups = (count + ForestLayout.Group - 1) / ForestLayout.Group;
        var asked = 0;
        for (; asked < Math.Min(Ahead, groups); asked++)
        {
            TKernel.Answer(ref slot, isSmall, ref asks, ref thresholds, 2 * half, ref Unsafe.Add(ref answer, asked * GroupBytes));
            asks = ref Unsafe.Add(ref asks, 2 * half);
            thresholds = ref Unsafe.Add(ref thresholds, 2 * half);
        }

        if (groups > 0)
            TKernel.Walk(ref answer, depth, ref place);
        for (var group = 0; group < count / ForestLayout.Group; group++)
        {
            ref var these = ref Unsafe.Add(ref place, group % 2 * ForestLayout.Group);
            ref var room = ref Unsafe.Add(ref answer, asked % Ring * GroupBytes);
            if (asked < groups)
                TKernel.Answer(ref slot, isSmall, ref asks, ref thresholds, half, ref room);
            margin = AddEight(ref leaves, ref these, margin);
            if (asked < groups)
            {
                TKernel.Answer(ref slot, isSmall, ref Unsafe.Add(ref asks, half), ref Unsafe.Add(ref thresholds, half), half, ref Unsafe.Add(ref room, half / 8));
                asks = ref Unsafe.Add(ref asks, 2 * half);
                thresholds = ref Unsafe.Add(ref thresholds, 2 * half);
                asked++;
            }

            margin = AddEight(ref leaves, ref Unsafe.Add(ref these, Half), margin);
            // The last walk may be one too many: it reads the ring and leads nowhere.
            TKernel.Walk(ref Unsafe.Add(ref answer, (group + 1) % Ring * GroupBytes), depth, ref Unsafe.Add(ref place, (group + 1) % 2 * ForestLayout.Group));
            leaves = ref Unsafe.Add(ref leaves, 2 * half);
        }

        return AddSome(ref leaves, ref Unsafe.Add(ref place, count / ForestLayout.Group % 2 * ForestLayout.Group), count % ForestLayout.Group, margin);
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
