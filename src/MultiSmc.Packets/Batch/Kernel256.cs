using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MultiSmc.Packets;

/// <summary>Whole trades of a clean stretch, four at a time with AVX2. Prices and quantities have at most 32 bits.</summary>
internal static class Kernel256
{
    private const int Lanes = 4;

    // For each of the 16 sets of lanes: their pairs of 32-bit halves moved to the front. An array, since a span over constants allocates
    // before the code is optimised.
    private static readonly int[] FrontOrders =
    [
        0, 1, 2, 3, 4, 5, 6, 7,
        0, 1, 2, 3, 4, 5, 6, 7,
        2, 3, 2, 3, 4, 5, 6, 7,
        0, 1, 2, 3, 4, 5, 6, 7,
        4, 5, 2, 3, 4, 5, 6, 7,
        0, 1, 4, 5, 4, 5, 6, 7,
        2, 3, 4, 5, 4, 5, 6, 7,
        0, 1, 2, 3, 4, 5, 6, 7,
        6, 7, 2, 3, 4, 5, 6, 7,
        0, 1, 6, 7, 4, 5, 6, 7,
        2, 3, 6, 7, 4, 5, 6, 7,
        0, 1, 2, 3, 6, 7, 6, 7,
        4, 5, 6, 7, 4, 5, 6, 7,
        0, 1, 4, 5, 6, 7, 6, 7,
        2, 3, 4, 5, 6, 7, 6, 7,
        0, 1, 2, 3, 4, 5, 6, 7,
    ];

    /// <inheritdoc cref="Kernel512.Run"/>
    public static int Run(PacketBuilder builder, in TradeView view, int next, int end, BatchScratch scratch, PacketSink closed)
    {
        ref var state = ref builder.State;
        var bucket = builder.Parameters.Bucket;
        var moveCount = 0;
        scratch.Start(view.Prices[next - 1]);
        while (next + Lanes <= end)
        {
            if (state.Quote == 0)
                state.Begin(view.Ids[next], view.Times[next], view.Prices[next]);
            var isFull = AddUntilFull(ref state, view, ref next, end, bucket, ref scratch.Moves, ref moveCount);
            state.LastId = view.Ids[next - 1];
            state.LastTime = view.Times[next - 1];
            state.LastPrice = view.Prices[next - 1];
            state.LastSide = view.Buyers[next - 1];
            if (!isFull)
                continue;
            builder.Close(ref closed.Next());
            scratch.NoteEnd(moveCount);
        }

        scratch.Finish(moveCount, closed, ref state, SimdPath.Vector256);
        return next;
    }

    // Not inlined: alone it keeps its sums in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool AddUntilFull(
        ref FormingState state, in TradeView view, ref int next, int end, long bucket, ref long moves, ref int moveCount)
    {
        ref var prices = ref MemoryMarshal.GetReference(view.Prices);
        ref var quantities = ref MemoryMarshal.GetReference(view.Quantities);
        ref var buyers = ref MemoryMarshal.GetReference(view.Buyers);
        ref var ids = ref MemoryMarshal.GetReference(view.Ids);
        ref var times = ref MemoryMarshal.GetReference(view.Times);
        ref var orders = ref MemoryMarshal.GetArrayDataReference(FrontOrders);
        var (bases, buyBases, buyQuotes) = (Vector256<long>.Zero, Vector256<long>.Zero, Vector256<long>.Zero);
        var largest = Vector256<long>.Zero;
        var quote = state.Quote;
        var (buys, flips, changed) = (0, 0, moveCount);
        var row = next;
        var isFull = false;
        do
        {
            var at = (nuint)row;
            if ((row & Lanes) == 0)
                Ahead.Fetch(ref prices, ref quantities, ref ids, ref times, at);
            var price = Vector256.LoadUnsafe(ref prices, at);
            var quantity = Vector256.LoadUnsafe(ref quantities, at);
            var value = Avx2.Multiply(price.AsUInt32(), quantity.AsUInt32()).AsInt64();
            var previous = Vector256.LoadUnsafe(ref prices, at - 1);
            var sides = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref buyers, at));
            var turns = sides ^ Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref buyers, at - 1));
            var total = quote + Vector256.Sum(value);
            var taken = Lanes;
            if (total >= bucket)
            {
                isFull = true;
                var sums = PrefixSums(value);
                var reached = Vector256.GreaterThan(sums, Vector256.Create(bucket - quote - 1)).ExtractMostSignificantBits();
                taken = BitOperations.TrailingZeroCount(reached) + 1;
                var kept = Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)taken));
                quantity &= kept;
                value &= kept;
                previous = Vector256.ConditionalSelect(kept, previous, price);
                total = quote + Vector256.Sum(value);
                var keptBytes = uint.MaxValue >> (32 - 8 * taken);
                sides &= keptBytes;
                turns &= keptBytes;
            }

            quote = total;
            var buyMask = -Avx2.ConvertToVector256Int64(Vector128.CreateScalarUnsafe(sides).AsByte());
            bases += quantity;
            buyBases += quantity & buyMask;
            buyQuotes += value & buyMask;
            largest = Vector256.Max(largest, value);
            buys += BitOperations.PopCount(sides);
            flips += BitOperations.PopCount(turns);
            var movedBits = (~Vector256.Equals(price, previous)).ExtractMostSignificantBits();
            var order = Vector256.LoadUnsafe(ref orders, movedBits * 8);
            Avx2.PermuteVar8x32(price.AsInt32(), order).AsInt64().StoreUnsafe(ref moves, (nuint)changed + 1);
            changed += BitOperations.PopCount(movedBits);
            row += taken;
        }
        while (!isFull && row + Lanes <= end);

        state.TradeCount += row - next;
        state.BuyCount += buys;
        state.SideFlips += flips;
        state.Base += Vector256.Sum(bases);
        state.Quote = quote;
        state.BuyBase += Vector256.Sum(buyBases);
        state.BuyQuote += Vector256.Sum(buyQuotes);
        state.MaxTradeQuote = Math.Max(state.MaxTradeQuote, Lane.Max(largest));
        next = row;
        moveCount = changed;
        return isFull;
    }

    private static Vector256<long> PrefixSums(Vector256<long> v)
    {
        // Lanes a, b, c, d: first (0, a, 0, c) is added, then (0, 0, a+b, a+b).
        v += Avx2.ShiftLeftLogical128BitLane(v, 8);
        var upper = Avx2.Permute4x64(v, 0b01_01_01_01);
        return v + (upper & Vector256.Create(0L, 0, -1, -1));
    }
}
