using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MultiSmc.Packets;

/// <summary>Whole trades of a clean stretch, eight at a time with AVX-512. Integer sums are exact in any order; what price changes add up to is left to <see cref="BatchScratch"/>.</summary>
internal static class Kernel512
{
    private const int Lanes = 8;

    /// <summary>Adds rows from <paramref name="next"/> while eight are left before <paramref name="end"/>.</summary>
    /// <returns>The first row not added.</returns>
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

        scratch.Finish(moveCount, closed, ref state, SimdPath.Vector512);
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
        var (bases, buyBases, buyQuotes) = (Vector512<long>.Zero, Vector512<long>.Zero, Vector512<long>.Zero);
        var largest = Vector512<long>.Zero;
        var quote = state.Quote;
        var (buys, flips, changed) = (0, 0, moveCount);
        var row = next;
        var isFull = false;
        do
        {
            var at = (nuint)row;
            Ahead.Fetch(ref prices, ref quantities, ref ids, ref times, at);
            var price = Vector512.LoadUnsafe(ref prices, at);
            var quantity = Vector512.LoadUnsafe(ref quantities, at);
            var value = price * quantity;
            var previous = Vector512.LoadUnsafe(ref prices, at - 1);
            var sides = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref buyers, at));
            var turns = sides ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref buyers, at - 1));
            var total = quote + Vector512.Sum(value);
            var taken = Lanes;
            if (total >= bucket)
            {
                // Running sums find the closing trade; what is behind it is masked away and taken up again by the next packet.
                isFull = true;
                var sums = PrefixSums(value);
                var reached = Vector512.GreaterThanOrEqual(sums, Vector512.Create(bucket - quote)).ExtractMostSignificantBits();
                taken = BitOperations.TrailingZeroCount(reached) + 1;
                var kept = Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)taken));
                quantity &= kept;
                value &= kept;
                previous = Vector512.ConditionalSelect(kept, previous, price);
                total = quote + Vector512.Sum(value);
                var keptBytes = ulong.MaxValue >> (64 - 8 * taken);
                sides &= keptBytes;
                turns &= keptBytes;
            }

            quote = total;
            var buyMask = -Avx512F.ConvertToVector512Int64(Vector128.CreateScalarUnsafe(sides).AsByte());
            bases += quantity;
            buyBases += quantity & buyMask;
            buyQuotes += value & buyMask;
            largest = Vector512.Max(largest, value);
            buys += BitOperations.PopCount(sides);
            flips += BitOperations.PopCount(turns);
            var moved = ~Vector512.Equals(price, previous);
            Avx512F.Compress(price, moved, price).StoreUnsafe(ref moves, (nuint)changed + 1);
            changed += BitOperations.PopCount(moved.ExtractMostSignificantBits());
            row += taken;
        }
        while (!isFull && row + Lanes <= end);

        state.TradeCount += row - next;
        state.BuyCount += buys;
        state.SideFlips += flips;
        state.Base += Vector512.Sum(bases);
        state.Quote = quote;
        state.BuyBase += Vector512.Sum(buyBases);
        state.BuyQuote += Vector512.Sum(buyQuotes);
        state.MaxTradeQuote = Math.Max(state.MaxTradeQuote, Lane.Max(largest));
        next = row;
        moveCount = changed;
        return isFull;
    }

    private static Vector512<long> PrefixSums(Vector512<long> v)
    {
        v += Avx512F.AlignRight64(v, Vector512<long>.Zero, 7);
        v += Avx512F.AlignRight64(v, Vector512<long>.Zero, 6);
        return v + Avx512F.AlignRight64(v, Vector512<long>.Zero, 4);
    }
}
