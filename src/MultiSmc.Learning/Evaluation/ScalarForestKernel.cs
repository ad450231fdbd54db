using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MultiSmc.Learning;

/// <summary>The kernel for any processor: byte comparisons one at a time, four trees abreast so that their waits overlap.</summary>
internal readonly struct ScalarForestKernel : IForestKernel
{
    public static void Rank(RankTable table, ReadOnlySpan<float> row, Span<byte> slots)
    {
        for (var r = 0; r < table.Features.Length; r++)
        {
            var value = row[table.Features[r]];
            ref var splits = ref table.Splits[r * RankTable.Block * RankTable.Block];
            var rank = 0;
            // Binary search without jumps; the last probe is index 254, padding answers "above".
            for (var step = 128; step > 0; step >>= 1)
                rank += step * AsInt(Unsafe.Add(ref splits, rank + step - 1) <= value);
            slots[table.LeftSlots[r]] = (byte)rank;
            slots[table.RightSlots[r]] = (byte)(rank | -AsInt(float.IsNaN(value)));
        }
    }

    public static float Add(RankForest forest, ReadOnlySpan<byte> slots, int first, int count, float margin)
    {
        // The indices are the forest's own: slots below TableBytes, heap positions below the tree's width.
        ref var bytes = ref MemoryMarshal.GetReference(slots);
        ref var asks = ref MemoryMarshal.GetArrayDataReference(forest.Slots);
        ref var thresholds = ref MemoryMarshal.GetArrayDataReference(forest.Thresholds);
        ref var leaves = ref MemoryMarshal.GetArrayDataReference(forest.Leaves);
        var width = forest.Width;
        for (var done = 0; done < count; done += 4)
        {
            nint a = (first + done) * width, b = a + width, c = b + width, d = c + width;
            nint ha = 1, hb = 1, hc = 1, hd = 1;
            for (var level = forest.Depth; level > 0; level--)
            {
                ha = 2 * ha + NotLess(ref bytes, ref asks, ref thresholds, a + ha);
                hb = 2 * hb + NotLess(ref bytes, ref asks, ref thresholds, b + hb);
                hc = 2 * hc + NotLess(ref bytes, ref asks, ref thresholds, c + hc);
                hd = 2 * hd + NotLess(ref bytes, ref asks, ref thresholds, d + hd);
            }

            margin += Unsafe.Add(ref leaves, a + ha - width);
            if (done + 1 < count)
                margin += Unsafe.Add(ref leaves, b + hb - width);
            if (done + 2 < count)
                margin += Unsafe.Add(ref leaves, c + hc - width);
            if (done + 3 < count)
                margin += Unsafe.Add(ref leaves, d + hd - width);
        }

        return margin;
    }

    // 1 iff the byte is at or above the threshold: the sign of threshold − 1 − byte. A comparison with ? : would become a jump that no predictor learns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint NotLess(ref byte bytes, ref byte asks, ref byte thresholds, nint node) =>
        (nint)((uint)(Unsafe.Add(ref thresholds, node) - 1 - Unsafe.Add(ref bytes, Unsafe.Add(ref asks, node))) >> 31);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int AsInt(bool flag) => Unsafe.BitCast<bool, byte>(flag);
}
