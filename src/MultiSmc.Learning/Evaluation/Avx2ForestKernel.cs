using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MultiSmc.Learning;

/// <summary>The kernel for AVX2: its permute reaches 16 bytes, so the slots are looked up in parts and put together.</summary>
internal readonly struct Avx2ForestKernel : IForestKernel
{
    private const int Chunk = 128;

    public static bool IsSupported => Avx2.IsSupported;

    public static void Rank(RankTable table, ReadOnlySpan<float> row, Span<byte> slots)
    {
        ref var pivots = ref MemoryMarshal.GetArrayDataReference(table.Pivots);
        ref var splits = ref MemoryMarshal.GetArrayDataReference(table.Splits);
        var features = table.Features;
        for (var r = 0; r < features.Length; r++)
        {
            var scalar = row[features[r]];
            var value = Vector256.Create(scalar);
            var block = Math.Max(1, Count(ref pivots, r * RankTable.Block, value)) - 1;
            var rank = block * RankTable.Block + Count(ref splits, (r * RankTable.Block + block) * RankTable.Block, value);
            slots[table.LeftSlots[r]] = (byte)rank;
            slots[table.RightSlots[r]] = (byte)(rank | -Unsafe.BitCast<bool, byte>(float.IsNaN(scalar)));
        }
    }

    public static float Add(RankForest forest, ReadOnlySpan<byte> slots, int first, int count, float margin)
    {
        Span<uint> answers = stackalloc uint[Chunk * 2];
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
    private static int Count(ref float splits, int offset, Vector256<float> value)
    {
        var low = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref splits, (nuint)offset), value).ExtractMostSignificantBits();
        var high = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref splits, (nuint)offset + 8), value).ExtractMostSignificantBits();
        return BitOperations.PopCount(low | (high << 8));
    }

    private static void Answer(RankForest forest, ReadOnlySpan<byte> slots, int first, int count, Span<uint> answers)
    {
        const int vector = 32;
        var parts = forest.Parts;
        ref var bytes = ref MemoryMarshal.GetReference(slots);
        ref var answer = ref MemoryMarshal.GetReference(answers);
        ref var asks = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(forest.LaneSlots), (nint)first * forest.Width * parts);
        ref var thresholds = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(forest.Thresholds), (nint)first * forest.Width);
        var nodes = (nuint)(count * forest.Width);
        for (nuint i = 0; i < nodes; i += vector, answer = ref Unsafe.Add(ref answer, 1))
        {
            var ranks = Vector256<byte>.Zero;
            for (var part = 0; part < parts; part++)
            {
                var table = Vector128.LoadUnsafe(ref bytes, (nuint)(part * 16));
                ranks |= Avx2.Shuffle(Vector256.Create(table, table), Vector256.LoadUnsafe(ref asks));
                asks = ref Unsafe.Add(ref asks, vector);
            }

            // Unsigned "at or above": the larger of the two is the rank.
            var isNotLess = Vector256.Equals(Avx2.Max(ranks, Vector256.LoadUnsafe(ref thresholds, i)), ranks);
            answer = isNotLess.ExtractMostSignificantBits();
        }
    }

    private static float WalkDeep(RankForest forest, ReadOnlySpan<uint> answers, int first, int count, float margin)
    {
        const int lanes = 4;
        Span<ulong> places = stackalloc ulong[lanes];
        ref var place = ref MemoryMarshal.GetReference(places);
        ref var answer = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<uint, ulong>(answers));
        ref var leaves = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(forest.Leaves), first * forest.Width);
        var offsets = (Vector256<ulong>.Indices - Vector256<ulong>.One) * 64UL;
        for (var done = 0; done < count; done += lanes)
        {
            var bits = Vector256.LoadUnsafe(ref answer, (nuint)done);
            var heap = Vector256<ulong>.One;
            for (var level = 0; level < RankForest.MaxVectorDepth; level++)
                heap = (heap + heap) | (Avx2.ShiftRightLogicalVariable(bits, heap) & Vector256<ulong>.One);
            (heap + offsets).StoreUnsafe(ref place);
            var left = Math.Min(lanes, count - done);
            for (var lane = 0; lane < left; lane++)
                margin += Unsafe.Add(ref leaves, (nint)Unsafe.Add(ref place, lane));
            leaves = ref Unsafe.Add(ref leaves, lanes * 64);
        }

        return margin;
    }

    private static float WalkShallow(RankForest forest, ReadOnlySpan<uint> answers, int first, int count, float margin)
    {
        const int lanes = 8;
        Span<uint> places = stackalloc uint[lanes];
        ref var place = ref MemoryMarshal.GetReference(places);
        ref var answer = ref MemoryMarshal.GetReference(MemoryMarshal.AsBytes(answers));
        ref var leaves = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(forest.Leaves), first * forest.Width);
        var width = (uint)forest.Width;
        var offsets = (Vector256<uint>.Indices - Vector256<uint>.One) * width;
        for (var done = 0; done < count; done += lanes)
        {
            var bits = Widen(ref answer, (nuint)done * width / 8, width);
            var heap = Vector256<uint>.One;
            for (var level = 0; level < forest.Depth; level++)
                heap = (heap + heap) | (Avx2.ShiftRightLogicalVariable(bits, heap) & Vector256<uint>.One);
            (heap + offsets).StoreUnsafe(ref place);
            var left = Math.Min(lanes, count - done);
            for (var lane = 0; lane < left; lane++)
                margin += Unsafe.Add(ref leaves, (nint)Unsafe.Add(ref place, lane));
            leaves = ref Unsafe.Add(ref leaves, (nint)(lanes * width));
        }

        return margin;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Widen(ref byte answer, nuint offset, uint width) => width switch
    {
        32 => Vector256.LoadUnsafe(ref answer, offset).AsUInt32(),
        16 => Avx2.ConvertToVector256Int32(Vector128.LoadUnsafe(ref answer, offset).AsUInt16()).AsUInt32(),
        _ => Avx2.ConvertToVector256Int32(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref answer, offset))).AsByte()).AsUInt32(),
    };
}
