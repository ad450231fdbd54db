using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MultiSmc.Binance.Wire;

/// <summary>The way of <see cref="AsciiDigits"/> for every processor: eight digits in a 64-bit word, the first in the lowest byte.</summary>
internal static class WordDigits
{
    public static bool TryReadUnsigned(ref byte start, ref nint offset, out long value)
    {
        var word = Load(ref start, offset);
        var count = Count(word);
        if (count < 8)
        {
            value = count == 0 ? 0 : Eight(AlignRight(word, count));
            offset += count;
            return count != 0;
        }

        var more = Count(Load(ref start, offset + 8));
        value = Eight(word);
        if (more != 0)
            value = Eight(AlignRight(word, more)) * 100_000_000 + Eight(Load(ref start, offset + more));
        offset += 8 + more;
        return true;
    }

    public static bool TryReadDecimal(ref byte start, ref nint offset, out long raw)
    {
        raw = 0;
        var word = Load(ref start, offset);
        var whole = Count(word);
        if (whole == 0)
            return false;
        raw = Eight(AlignRight(word, whole)) * 100_000_000;
        offset += whole;
        if (Unsafe.Add(ref start, offset) != (byte)'.')
            return true;
        word = Load(ref start, offset + 1);
        var decimals = Count(word);
        if (decimals == 0)
            return false;
        raw += Eight(word & (ulong.MaxValue >> (64 - 8 * decimals)));
        offset += 1 + decimals;
        return true;
    }

    /// <summary>
    /// As <see cref="TryReadDecimal"/>, but looks at the end: reads nothing from <paramref name="end"/> on, and is false where that would be needed.
    /// </summary>
    public static bool TryReadDecimalWithin(ref byte start, ref nint offset, nint end, out long raw)
    {
        raw = 0;
        if (end - offset < 8)
            return false;
        var whole = Count(Load(ref start, offset));
        return end - offset >= whole + 9 && TryReadDecimal(ref start, ref offset, out raw);
    }

    // Digits become 0 to 9, everything else is above 9.
    private static ulong Load(ref byte start, nint offset)
    {
        var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, offset));
        return (BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word)) ^ 0x3030303030303030;
    }

    // Length of the run of digits the word begins with, 0 to 8. Adding 0x76 sets the top bit of every byte above 9; a carry disturbs only bytes
    // behind the first of those.
    private static int Count(ulong word) =>
        BitOperations.TrailingZeroCount(((word + 0x7676767676767676) | word) & 0x8080808080808080) >> 3;

    private static ulong AlignRight(ulong word, int count) => word << (64 - 8 * count);

    // Pairs, then fours, then all eight: each step multiplies the higher half by its weight and adds the lower.
    private static long Eight(ulong digits)
    {
        digits = digits * 10 + (digits >> 8);
        digits = ((digits & 0x00FF00FF00FF00FF) * 6_553_601) >> 16;
        return (long)(((digits & 0x0000FFFF0000FFFF) * 42_949_672_960_001) >> 32);
    }
}
