using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MultiSmc.Packets;

/// <summary>
/// Finds stretches in which no trade needs a second look: ids rise by one, times neither run back nor pause too long nor reach the horizon, prices and
/// quantities are positive and so narrow that no product or sum of eight products can overflow, the side is 0 or 1.
/// </summary>
internal static class BlockScan
{
    // Eight products of at most 59 bits, and a packet's quote of at most 60, stay below 2^63.
    private const int MaxProductBits = 59;
    private const ulong NotASide = 0xFEFE_FEFE_FEFE_FEFE;

    /// <summary>Whether rows [start, end) are clean, given that row start − 1 is the last accepted trade. May say no to clean ones that are too wide.</summary>
    public static bool IsClean(in TradeView view, int start, int end, long maxStepNs, long horizon, SimdPath path)
    {
        // Cheap first: times do not decrease in a clean stretch, so its last one decides.
        if (view.Times[end - 1] >= horizon || !HasOnlySides(view.Buyers[start..end]))
            return false;
        var widths = default(Widths);
        var row = path switch
        {
            SimdPath.Vector512 => Scan512(view, start, end, maxStepNs, ref widths),
            SimdPath.Vector256 => Scan256(view, start, end, maxStepNs, ref widths),
            _ => start,
        };
        return row >= 0 && HasOnlyNext(view, row, end, maxStepNs, ref widths) && widths.AreNarrow(path);
    }

    // Without a branch per question: faults gather in the sign.
    private static bool HasOnlyNext(in TradeView view, int start, int end, long maxStepNs, ref Widths widths)
    {
        var count = end - start;
        var (id, time) = (view.Ids[start - 1], view.Times[start - 1]);
        var ids = view.Ids.Slice(start, count);
        var times = view.Times.Slice(start, count);
        var prices = view.Prices.Slice(start, count);
        var quantities = view.Quantities.Slice(start, count);
        var (signs, priceBits, quantityBits, belowOne, jumps) = (0L, 0L, 0L, 0L, 0L);
        for (var i = 0; i < ids.Length; i++)
        {
            jumps |= ids[i] ^ ++id;
            var step = times[i] - time;
            time = times[i];
            // A step is good when neither it nor what is left of the longest is negative.
            signs |= step | (maxStepNs - step);
            priceBits |= prices[i];
            quantityBits |= quantities[i];
            belowOne |= (prices[i] - 1) | (quantities[i] - 1);
        }

        widths.Add(priceBits, quantityBits, belowOne);
        return jumps == 0 && signs >= 0;
    }

    // −1 when a row is not the next in id or time.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Scan512(in TradeView view, int start, int end, long maxStepNs, ref Widths widths)
    {
        ref var ids = ref MemoryMarshal.GetReference(view.Ids);
        ref var times = ref MemoryMarshal.GetReference(view.Times);
        ref var prices = ref MemoryMarshal.GetReference(view.Prices);
        ref var quantities = ref MemoryMarshal.GetReference(view.Quantities);
        var one = Vector512<long>.One;
        var longest = Vector512.Create((ulong)maxStepNs);
        var faults = Vector512<long>.Zero;
        var lanes = Vector512.Create(8L);
        var expected = Vector512.Create(view.Ids[start - 1]) + one + Vector512<long>.Indices;
        var (priceBits, quantityBits, belowOne) = (faults, faults, faults);
        var row = start;
        for (; row + 8 <= end; row += 8)
        {
            var at = (nuint)row;
            faults |= Vector512.LoadUnsafe(ref ids, at) ^ expected;
            expected += lanes;
            var step = Vector512.LoadUnsafe(ref times, at) - Vector512.LoadUnsafe(ref times, at - 1);
            faults |= Vector512.GreaterThan(step.AsUInt64(), longest).AsInt64();
            var price = Vector512.LoadUnsafe(ref prices, at);
            var quantity = Vector512.LoadUnsafe(ref quantities, at);
            priceBits |= price;
            quantityBits |= quantity;
            belowOne |= (price - one) | (quantity - one);
        }

        for (var lane = 0; lane < 8; lane++)
            widths.Add(priceBits[lane], quantityBits[lane], belowOne[lane]);
        return faults == Vector512<long>.Zero ? row : -1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Scan256(in TradeView view, int start, int end, long maxStepNs, ref Widths widths)
    {
        ref var ids = ref MemoryMarshal.GetReference(view.Ids);
        ref var times = ref MemoryMarshal.GetReference(view.Times);
        ref var prices = ref MemoryMarshal.GetReference(view.Prices);
        ref var quantities = ref MemoryMarshal.GetReference(view.Quantities);
        var one = Vector256<long>.One;
        var longest = Vector256.Create(maxStepNs);
        var faults = Vector256<long>.Zero;
        var lanes = Vector256.Create(4L);
        var expected = Vector256.Create(view.Ids[start - 1]) + one + Vector256<long>.Indices;
        var signs = faults;
        var (priceBits, quantityBits, belowOne) = (faults, faults, faults);
        var row = start;
        for (; row + 4 <= end; row += 4)
        {
            var at = (nuint)row;
            faults |= Vector256.LoadUnsafe(ref ids, at) ^ expected;
            expected += lanes;
            var step = Vector256.LoadUnsafe(ref times, at) - Vector256.LoadUnsafe(ref times, at - 1);
            // AVX2 has no unsigned comparison: a step is good when neither it nor what is left of the longest is negative.
            signs |= step | (longest - step);
            var price = Vector256.LoadUnsafe(ref prices, at);
            var quantity = Vector256.LoadUnsafe(ref quantities, at);
            priceBits |= price;
            quantityBits |= quantity;
            belowOne |= (price - one) | (quantity - one);
        }

        for (var lane = 0; lane < 4; lane++)
            widths.Add(priceBits[lane], quantityBits[lane], belowOne[lane]);
        return faults == Vector256<long>.Zero && signs.ExtractMostSignificantBits() == 0 ? row : -1;
    }

    private static bool HasOnlySides(ReadOnlySpan<byte> buyers)
    {
        ulong seen = 0;
        var words = MemoryMarshal.Cast<byte, ulong>(buyers);
        foreach (var word in words)
            seen |= word;
        foreach (var buyer in buyers[(words.Length * sizeof(ulong))..])
            seen |= buyer;
        return (seen & NotASide) == 0;
    }

    /// <summary>All bits that occur in prices, in quantities, and in either less one: its sign tells of a value below one.</summary>
    private struct Widths
    {
        public long Prices;
        public long Quantities;
        public long BelowOne;

        public void Add(long prices, long quantities, long belowOne)
        {
            Prices |= prices;
            Quantities |= quantities;
            BelowOne |= belowOne;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly bool AreNarrow(SimdPath path)
        {
            var priceBits = 64 - BitOperations.LeadingZeroCount((ulong)Prices);
            var quantityBits = 64 - BitOperations.LeadingZeroCount((ulong)Quantities);
            // AVX2 multiplies 32 by 32 bits.
            var isNarrow = path != SimdPath.Vector256 || Math.Max(priceBits, quantityBits) <= 32;
            return BelowOne >= 0 && isNarrow && priceBits + quantityBits <= MaxProductBits;
        }
    }
}
