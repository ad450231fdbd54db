using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MultiSmc.Binance.Wire;

/// <summary>The way of <see cref="AsciiDigits"/> with SSE4.1: sixteen bytes at once.</summary>
internal static class VectorDigits
{
    private const byte None = 0x80;

    // From n on: a byte shuffle that moves the first n of 16 bytes to the end and clears what is before them.
    private static ReadOnlySpan<byte> AlignRight =>
    [
        None, None, None, None, None, None, None, None, None, None, None, None, None, None, None, None,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    ];

    // Row w: a byte shuffle that moves the w digits before the point to the end of the first half, and the eight behind the point to the second half.
    private static ReadOnlySpan<byte> AroundPoint =>
    [
        None, None, None, None, None, None, None, None, 1, 2, 3, 4, 5, 6, 7, 8,
        None, None, None, None, None, None, None, 0, 2, 3, 4, 5, 6, 7, 8, 9,
        None, None, None, None, None, None, 0, 1, 3, 4, 5, 6, 7, 8, 9, 10,
        None, None, None, None, None, 0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11,
        None, None, None, None, 0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12,
        None, None, None, 0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13,
        None, None, 0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14,
        None, 0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15,
    ];

    // From 8 − d on: keeps the first half and the first d bytes of the second.
    private static ReadOnlySpan<byte> Keep =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadUnsigned(ref byte start, ref nint offset, out long value)
    {
        var digits = Load(ref start, offset);
        var count = BitOperations.TrailingZeroCount(Others(digits));
        var guess = GuessLength(ref Unsafe.Add(ref start, offset));
        if (count == guess)
        {
            value = Sixteen(Ssse3.Shuffle(digits, Row(AlignRight, guess)));
            offset += guess;
            return true;
        }

        value = Sixteen(Ssse3.Shuffle(digits, Row(AlignRight, count)));
        offset += count;
        return count != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadDecimal(ref byte start, ref nint offset, out long raw)
    {
        var digits = Load(ref start, offset);
        var others = Others(digits);
        var whole = BitOperations.TrailingZeroCount(others);
        return TryReadDecimal(ref start, ref offset, digits, others, whole, out raw);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadSteadyDecimal(ref byte start, ref nint offset, out long raw)
    {
        var digits = Load(ref start, offset);
        var others = Others(digits);
        ref var first = ref Unsafe.Add(ref start, offset);
        var guess = 1;
        while (guess < 8 && Unsafe.Add(ref first, guess) != (byte)'.')
            guess++;
        var whole = BitOperations.TrailingZeroCount(others);
        return whole == guess
            ? TryReadDecimal(ref start, ref offset, digits, others, guess, out raw)
            : TryReadDecimal(ref start, ref offset, digits, others, whole, out raw);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadDecimal(ref byte start, ref nint offset, Vector128<byte> digits, uint others, int whole, out long raw)
    {
        // Eight decimals behind eight digits and a point would lie outside of the sixteen; so large a number is rare.
        if (whole > 7)
        {
            // By copies: handing out a reference to the caller's offset would force it out of its register on the common way too.
            var end = offset;
            var isDecimal = WordDigits.TryReadDecimal(ref start, ref end, out var value);
            offset = end;
            raw = value;
            return isDecimal;
        }

        if (Unsafe.Add(ref start, offset + whole) != (byte)'.')
        {
            raw = Sixteen(Ssse3.Shuffle(digits, Row(AlignRight, whole))) * 100_000_000;
            offset += whole;
            return whole != 0;
        }

        var decimals = BitOperations.TrailingZeroCount(others & (others - 1)) - whole - 1;
        digits = Ssse3.Shuffle(digits, Row(AroundPoint, whole * 16));
        if (decimals == 8)
        {
            raw = Sixteen(digits);
            offset += whole + 9;
            return whole != 0;
        }

        if (whole == 0 || decimals is 0 or > 8)
        {
            raw = 0;
            return false;
        }

        raw = Sixteen(digits & Row(Keep, 8 - decimals));
        offset += whole + 1 + decimals;
        return true;
    }

    // Where a comma stands at a length that ids and times often have. Which one is a branch, so a right guess of the branch predictor frees what
    // follows from waiting for the bit scan; measured, that takes a sixth off a message.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int GuessLength(ref byte first)
    {
        if (Unsafe.Add(ref first, 10) == (byte)',')
            return 10;
        if (Unsafe.Add(ref first, 13) == (byte)',')
            return 13;
        if (Unsafe.Add(ref first, 16) == (byte)',')
            return 16;
        return Unsafe.Add(ref first, 9) == (byte)',' ? 9 : 8;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Load(ref byte start, nint offset) =>
        Unsafe.ReadUnaligned<Vector128<byte>>(ref Unsafe.Add(ref start, offset)) ^ Vector128.Create((byte)'0');

    // A bit for each byte that is no digit, and one behind the sixteen.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Others(Vector128<byte> digits) =>
        ~Vector128.Equals(Sse2.SubtractSaturate(digits, Vector128.Create((byte)9)), Vector128<byte>.Zero).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Row(ReadOnlySpan<byte> table, int from) =>
        Unsafe.ReadUnaligned<Vector128<byte>>(ref Unsafe.Add(ref MemoryMarshal.GetReference(table), from));

    // Pairs, fours, eights; then the two eights as one number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Sixteen(Vector128<byte> digits)
    {
        var pairs = Ssse3.MultiplyAddAdjacent(digits, Vector128.Create((short)(10 | (1 << 8))).AsSByte());
        var fours = Sse2.MultiplyAddAdjacent(pairs, Vector128.Create(100 | (1 << 16)).AsInt16());
        var packed = Sse41.PackUnsignedSaturate(fours, fours).AsInt16();
        var eights = Sse2.MultiplyAddAdjacent(packed, Vector128.Create(10_000 | (1 << 16)).AsInt16()).AsUInt64().ToScalar();
        return (long)(uint)eights * 100_000_000 + (long)(eights >> 32);
    }
}
