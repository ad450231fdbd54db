using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MultiSmc.Learning;

/// <summary>The kernel for AVX-512 with byte permutes (VBMI): one permute and one comparison answer 64 nodes; eight or sixteen trees are walked at
/// once.</summary>
internal readonly struct Avx512ForestKernel : IForestKernel
{
    public static bool IsSupported => Avx512Vbmi.IsSupported && Avx512BW.IsSupported && Avx512F.IsSupported;

    public static void Rank(RankTable table, ReadOnlySpan<float> row, Span<byte> slots)
    {
        // Slots are the table's own, below the length of the row's slots; the features are below the row's length, as the caller has checked.
        ref var pivots = ref table.Pivots.First;
        ref var splits = ref table.Splits.First;
        ref var left = ref MemoryMarshal.GetArrayDataReference(table.LeftSlots);
        ref var right = ref MemoryMarshal.GetArrayDataReference(table.RightSlots);
        ref var values = ref MemoryMarshal.GetReference(row);
        ref var bytes = ref MemoryMarshal.GetReference(slots);
        var features = table.Features;
        for (var r = 0; r < features.Length; r++)
        {
            var scalar = Unsafe.Add(ref values, features[r]);
            var value = Vector512.Create(scalar);
            var before = Count(Vector512.LoadUnsafe(ref pivots), value) * RankTable.Block;
            var rank = before + Count(Vector512.LoadUnsafe(ref splits, (nuint)before), value);
            Unsafe.Add(ref bytes, Unsafe.Add(ref left, r)) = (byte)(rank ^ RankTable.Sign);
            Unsafe.Add(ref bytes, Unsafe.Add(ref right, r)) = (byte)((rank | -Unsafe.BitCast<bool, byte>(float.IsNaN(scalar))) ^ RankTable.Sign);
            pivots = ref Unsafe.Add(ref pivots, RankTable.Block);
            splits = ref Unsafe.Add(ref splits, RankTable.Block * RankTable.Block);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Answer(ref byte slots, bool isSmall, ref byte asks, ref byte thresholds, nint nodes, ref byte answers)
    {
        var low = Vector512.LoadUnsafe(ref slots);
        if (isSmall)
        {
            for (nint i = 0; i < nodes; i += 128)
            {
                var one = Avx512Vbmi.PermuteVar64x8(low, Vector512.LoadUnsafe(ref asks, (nuint)i));
                var two = Avx512Vbmi.PermuteVar64x8(low, Vector512.LoadUnsafe(ref asks, (nuint)i + 64));
                Store(one, two, ref thresholds, i, ref answers);
            }

            return;
        }

        var high = Vector512.LoadUnsafe(ref slots, 64);
        for (nint i = 0; i < nodes; i += 128)
        {
            var one = Avx512Vbmi.PermuteVar64x8x2(low, Vector512.LoadUnsafe(ref asks, (nuint)i), high);
            var two = Avx512Vbmi.PermuteVar64x8x2(low, Vector512.LoadUnsafe(ref asks, (nuint)i + 64), high);
            Store(one, two, ref thresholds, i, ref answers);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Walk(ref byte answers, int depth, ref uint places)
    {
        if (depth == RankForest.MaxDepth)
        {
            WalkEight(Vector512.LoadUnsafe(ref answers).AsUInt64(), 0).StoreUnsafe(ref places);
            WalkEight(Vector512.LoadUnsafe(ref answers, 64).AsUInt64(), 8).StoreUnsafe(ref places, 8);
            return;
        }

        // 16 or 32 bits a tree, widened to 32.
        var bits = depth == 5
            ? Vector512.LoadUnsafe(ref answers).AsUInt32()
            : Avx512F.ConvertToVector512UInt32(Vector256.LoadUnsafe(ref answers).AsUInt16());
        var heap = Vector512<uint>.One;
        for (var level = 0; level < depth; level++)
            heap = (heap + heap) | (Avx512F.ShiftRightLogicalVariable(bits, heap) & Vector512<uint>.One);
        // The walk ends at heap positions from the width on; each tree has as many leaves.
        (heap + (Vector512<uint>.Indices - Vector512<uint>.One) * (1u << depth)).StoreUnsafe(ref places);
    }

    // Depth 6: the answers of a tree are 64 bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> WalkEight(Vector512<ulong> bits, ulong firstTree)
    {
        var one = Vector512<ulong>.One;
        var heap = one;
        heap = (heap + heap) | (Avx512F.ShiftRightLogicalVariable(bits, heap) & one);
        heap = (heap + heap) | (Avx512F.ShiftRightLogicalVariable(bits, heap) & one);
        heap = (heap + heap) | (Avx512F.ShiftRightLogicalVariable(bits, heap) & one);
        heap = (heap + heap) | (Avx512F.ShiftRightLogicalVariable(bits, heap) & one);
        heap = (heap + heap) | (Avx512F.ShiftRightLogicalVariable(bits, heap) & one);
        heap = (heap + heap) | (Avx512F.ShiftRightLogicalVariable(bits, heap) & one);
        return Avx512F.ConvertToVector256UInt32(heap + (Vector512<ulong>.Indices + Vector512.Create(firstTree) - one) * 64UL);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<byte> one, Vector512<byte> two, ref byte thresholds, nint i, ref byte answers)
    {
        var first = Vector512.GreaterThan(one.AsSByte(), Vector512.LoadUnsafe(ref thresholds, (nuint)i).AsSByte()).ExtractMostSignificantBits();
        var second = Vector512.GreaterThan(two.AsSByte(), Vector512.LoadUnsafe(ref thresholds, (nuint)i + 64).AsSByte()).ExtractMostSignificantBits();
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref answers, i >> 3), first);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref answers, (i >> 3) + 8), second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Count(Vector512<float> splits, Vector512<float> value) =>
        BitOperations.PopCount(Vector512.LessThanOrEqual(splits, value).ExtractMostSignificantBits());
}
