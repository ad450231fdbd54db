using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MultiSmc.Learning;

/// <summary>The kernel for AVX2: its permute reaches 16 bytes, so the slots are looked up in four or eight parts and blended.</summary>
internal readonly struct Avx2ForestKernel : IForestKernel
{
    public static bool IsSupported => Avx2.IsSupported;

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
            var value = Vector256.Create(scalar);
            var before = Count(ref pivots, value) * RankTable.Block;
            var rank = before + Count(ref Unsafe.Add(ref splits, before), value);
            Unsafe.Add(ref bytes, Unsafe.Add(ref left, r)) = (byte)(rank ^ RankTable.Sign);
            Unsafe.Add(ref bytes, Unsafe.Add(ref right, r)) = (byte)((rank | -Unsafe.BitCast<bool, byte>(float.IsNaN(scalar))) ^ RankTable.Sign);
            pivots = ref Unsafe.Add(ref pivots, RankTable.Block);
            splits = ref Unsafe.Add(ref splits, RankTable.Block * RankTable.Block);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Answer(ref byte slots, bool isSmall, ref byte asks, ref byte thresholds, nint nodes, ref byte answers)
    {
        var low = new Tables(ref slots);
        if (isSmall)
        {
            for (nint i = 0; i < nodes; i += 64)
            {
                Store(low.Look(Vector256.LoadUnsafe(ref asks, (nuint)i)), ref thresholds, i, ref answers);
                Store(low.Look(Vector256.LoadUnsafe(ref asks, (nuint)i + 32)), ref thresholds, i + 32, ref answers);
            }

            return;
        }

        var high = new Tables(ref Unsafe.Add(ref slots, Tables.Slots));
        for (nint i = 0; i < nodes; i += 32)
        {
            var ask = Vector256.LoadUnsafe(ref asks, (nuint)i);
            // Bit 6 of the slot tells which half of the table it is in; shifted to bit 7, the blend looks at it.
            Store(Avx2.BlendVariable(low.Look(ask), high.Look(ask), (ask.AsUInt16() << 1).AsByte()), ref thresholds, i, ref answers);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Walk(ref byte answers, int depth, ref uint places)
    {
        if (depth == RankForest.MaxDepth)
        {
            for (var tree = 0; tree < ForestLayout.Group; tree += 4)
                WalkFour(Vector256.LoadUnsafe(ref answers, (nuint)(tree * 8)).AsUInt64(), (ulong)tree, ref Unsafe.Add(ref places, tree));
            return;
        }

        for (var tree = 0; tree < ForestLayout.Group; tree += 8)
            WalkEight(ref Unsafe.Add(ref answers, tree << depth >> 3), depth, (uint)tree).StoreUnsafe(ref places, (nuint)tree);
    }

    // Depth 6: the answers of a tree are 64 bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WalkFour(Vector256<ulong> bits, ulong firstTree, ref uint places)
    {
        var one = Vector256<ulong>.One;
        var heap = one;
        heap = (heap + heap) | (Avx2.ShiftRightLogicalVariable(bits, heap) & one);
        heap = (heap + heap) | (Avx2.ShiftRightLogicalVariable(bits, heap) & one);
        heap = (heap + heap) | (Avx2.ShiftRightLogicalVariable(bits, heap) & one);
        heap = (heap + heap) | (Avx2.ShiftRightLogicalVariable(bits, heap) & one);
        heap = (heap + heap) | (Avx2.ShiftRightLogicalVariable(bits, heap) & one);
        heap = (heap + heap) | (Avx2.ShiftRightLogicalVariable(bits, heap) & one);
        var place = heap + (Vector256<ulong>.Indices + Vector256.Create(firstTree) - one) * 64UL;
        // The lower halves of the four lanes, side by side.
        var lower = Avx2.PermuteVar8x32(place.AsUInt32(), Vector256.Create(0u, 2, 4, 6, 0, 2, 4, 6));
        lower.GetLower().StoreUnsafe(ref places);
    }

    // 16 or 32 bits a tree, widened to 32.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> WalkEight(ref byte answers, int depth, uint firstTree)
    {
        var bits = depth == 5
            ? Vector256.LoadUnsafe(ref answers).AsUInt32()
            : Avx2.ConvertToVector256Int32(Vector128.LoadUnsafe(ref answers).AsUInt16()).AsUInt32();
        var heap = Vector256<uint>.One;
        for (var level = 0; level < depth; level++)
            heap = (heap + heap) | (Avx2.ShiftRightLogicalVariable(bits, heap) & Vector256<uint>.One);
        return heap + (Vector256<uint>.Indices + Vector256.Create(firstTree) - Vector256<uint>.One) * (1u << depth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<byte> ranks, ref byte thresholds, nint i, ref byte answers)
    {
        var isNotLess = Vector256.GreaterThan(ranks.AsSByte(), Vector256.LoadUnsafe(ref thresholds, (nuint)i).AsSByte());
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref answers, i >> 3), isNotLess.ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Count(ref float splits, Vector256<float> value)
    {
        var low = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref splits), value).ExtractMostSignificantBits();
        var high = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref splits, 8), value).ExtractMostSignificantBits();
        return BitOperations.PopCount(low | (high << 8));
    }

    /// <summary>Sixty-four slots as four tables of 16, each in both halves of a register: as far as this permute reaches.</summary>
    private readonly struct Tables
    {
        public const int Slots = 64;

        private readonly Vector256<byte> _a;
        private readonly Vector256<byte> _b;
        private readonly Vector256<byte> _c;
        private readonly Vector256<byte> _d;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Tables(ref byte slots)
        {
            _a = Both(Vector128.LoadUnsafe(ref slots));
            _b = Both(Vector128.LoadUnsafe(ref slots, 16));
            _c = Both(Vector128.LoadUnsafe(ref slots, 32));
            _d = Both(Vector128.LoadUnsafe(ref slots, 48));
        }

        // The permute takes the low four bits of a slot; bits 4 and 5, shifted to bit 7 where the blend looks, choose among the four answers.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<byte> Look(Vector256<byte> ask)
        {
            var bit4 = (ask.AsUInt16() << 3).AsByte();
            var bit5 = (ask.AsUInt16() << 2).AsByte();
            return Avx2.BlendVariable(
                Avx2.BlendVariable(Avx2.Shuffle(_a, ask), Avx2.Shuffle(_b, ask), bit4),
                Avx2.BlendVariable(Avx2.Shuffle(_c, ask), Avx2.Shuffle(_d, ask), bit4),
                bit5);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<byte> Both(Vector128<byte> half) => Vector256.Create(half, half);
    }
}
