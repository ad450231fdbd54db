using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MultiSmc.Learning;

/// <summary>The kernel for AVX-512 with byte permutes (VBMI): one permute and one comparison answer 64 nodes; eight or sixteen trees are walked at once.</summary>
internal readonly struct Avx512ForestKernel : IForestKernel
{
    // Answers of this many trees are collected before they are walked: far enough apart that the walk's wide loads find the narrow stores done.
    private const int Chunk = 128;

    public static bool IsSupported => Avx512Vbmi.IsSupported && Avx512BW.IsSupported && Avx512F.IsSupported;

    public static void Rank(RankTable table, ReadOnlySpan<float> row, Span<byte> slots)
    {
        ref var pivots = ref MemoryMarshal.GetArrayDataReference(table.Pivots);
        ref var splits = ref MemoryMarshal.GetArrayDataReference(table.Splits);
        var features = table.Features;
        for (var r = 0; r < features.Length; r++)
        {
            var scalar = row[features[r]];
            var value = Vector512.Create(scalar);
            // How many pivots are not above the value tells the block; with none the block is the first, and counts to zero.
            var block = Math.Max(1, Count(Vector512.LoadUnsafe(ref pivots, (nuint)(r * RankTable.Block)), value)) - 1;
            var rank = block * RankTable.Block
                + Count(Vector512.LoadUnsafe(ref splits, (nuint)((r * RankTable.Block + block) * RankTable.Block)), value);
            slots[table.LeftSlots[r]] = (byte)rank;
            slots[table.RightSlots[r]] = (byte)(rank | -Unsafe.BitCast<bool, byte>(float.IsNaN(scalar)));
        }
    }

    public static float Add(RankForest forest, ReadOnlySpan<byte> slots, int first, int count, float margin)
    {
        Span<ulong> answers = stackalloc ulong[Chunk];
        for (var done = 0; done < count; done += Chunk)
        {
            var chunk = Math.Min(Chunk, count - done);
            Answer(forest, slots, first + done, chunk, answers);
            margin = forest.Depth == RankForest.MaxVectorDepth
                ? WalkDeep(forest, answers, first + done, chunk, margin)
                : WalkShallow(forest, answers, first + done, chunk, margin);
        }

        return margin;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Count(Vector512<float> splits, Vector512<float> value) =>
        BitOperations.PopCount(Vector512.LessThanOrEqual(splits, value).ExtractMostSignificantBits());

    private static void Answer(RankForest forest, ReadOnlySpan<byte> slots, int first, int count, Span<ulong> answers)
    {
        ref var bytes = ref MemoryMarshal.GetReference(slots);
        ref var answer = ref MemoryMarshal.GetReference(answers);
        ref var asks = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(forest.Slots), first * forest.Width);
        ref var thresholds = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(forest.Thresholds), first * forest.Width);
        // Classes are padded to whole groups of 16 trees of 8 nodes or more: the last vector never runs into another class.
        var nodes = (nuint)(count * forest.Width);
        var low = Vector512.LoadUnsafe(ref bytes);
        if (forest.Table.SlotCount <= Vector512<byte>.Count)
        {
            for (nuint i = 0; i < nodes; i += 64, answer = ref Unsafe.Add(ref answer, 1))
            {
                var ranks = Avx512Vbmi.PermuteVar64x8(low, Vector512.LoadUnsafe(ref asks, i));
                answer = Vector512.GreaterThanOrEqual(ranks, Vector512.LoadUnsafe(ref thresholds, i)).ExtractMostSignificantBits();
            }

            return;
        }

        var high = Vector512.LoadUnsafe(ref bytes, (nuint)Vector512<byte>.Count);
        for (nuint i = 0; i < nodes; i += 64, answer = ref Unsafe.Add(ref answer, 1))
        {
            var ranks = Avx512Vbmi.PermuteVar64x8x2(low, Vector512.LoadUnsafe(ref asks, i), high);
            answer = Vector512.GreaterThanOrEqual(ranks, Vector512.LoadUnsafe(ref thresholds, i)).ExtractMostSignificantBits();
        }
    }

    // Depth 6: a tree's answers are 64 bits; eight trees in the lanes of one register.
    private static float WalkDeep(RankForest forest, ReadOnlySpan<ulong> answers, int first, int count, float margin)
    {
        const int lanes = 8;
        Span<ulong> places = stackalloc ulong[lanes];
        ref var place = ref MemoryMarshal.GetReference(places);
        ref var answer = ref MemoryMarshal.GetReference(answers);
        ref var leaves = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(forest.Leaves), first * forest.Width);
        // The walk ends at heap positions 64 to 127: less 64 for the leaf, plus 64 a lane.
        var offsets = (Vector512<ulong>.Indices - Vector512<ulong>.One) * 64UL;
        for (var done = 0; done < count; done += lanes)
        {
            var bits = Vector512.LoadUnsafe(ref answer, (nuint)done);
            var heap = Vector512<ulong>.One;
            for (var level = 0; level < RankForest.MaxVectorDepth; level++)
                heap = (heap + heap) | (Avx512F.ShiftRightLogicalVariable(bits, heap) & Vector512<ulong>.One);
            (heap + offsets).StoreUnsafe(ref place);
            var left = Math.Min(lanes, count - done);
            for (var lane = 0; lane < left; lane++)
                margin += Unsafe.Add(ref leaves, (nint)Unsafe.Add(ref place, lane));
            leaves = ref Unsafe.Add(ref leaves, lanes * 64);
        }

        return margin;
    }

    // Depths 3 to 5: 8, 16 or 32 bits a tree, widened to 32; sixteen trees at once.
    private static float WalkShallow(RankForest forest, ReadOnlySpan<ulong> answers, int first, int count, float margin)
    {
        const int lanes = 16;
        Span<uint> places = stackalloc uint[lanes];
        ref var place = ref MemoryMarshal.GetReference(places);
        ref var answer = ref MemoryMarshal.GetReference(MemoryMarshal.AsBytes(answers));
        ref var leaves = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(forest.Leaves), first * forest.Width);
        var width = (uint)forest.Width;
        var offsets = (Vector512<uint>.Indices - Vector512<uint>.One) * width;
        for (var done = 0; done < count; done += lanes)
        {
            var bits = Widen(ref answer, (nuint)done * width / 8, width);
            var heap = Vector512<uint>.One;
            for (var level = 0; level < forest.Depth; level++)
                heap = (heap + heap) | (Avx512F.ShiftRightLogicalVariable(bits, heap) & Vector512<uint>.One);
            (heap + offsets).StoreUnsafe(ref place);
            var left = Math.Min(lanes, count - done);
            for (var lane = 0; lane < left; lane++)
                margin += Unsafe.Add(ref leaves, (nint)Unsafe.Add(ref place, lane));
            leaves = ref Unsafe.Add(ref leaves, (nint)(lanes * width));
        }

        return margin;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Widen(ref byte answer, nuint offset, uint width) => width switch
    {
        32 => Vector512.LoadUnsafe(ref answer, offset).AsUInt32(),
        16 => Avx512F.ConvertToVector512UInt32(Vector256.LoadUnsafe(ref answer, offset).AsUInt16()),
        _ => Avx512F.ConvertToVector512UInt32(Vector128.LoadUnsafe(ref answer, offset)),
    };
}
