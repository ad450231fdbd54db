using System.Numerics;
using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>
/// Draws from distributions by integer arithmetic alone: no logarithm or exponential of a library, whose last bit differs between machines.
/// </summary>
internal static class Draw
{
    private const int LogBits = 10;

    // −ln(1 + i / 1024) in 2^-32, one entry more for interpolation; made once by repeated squaring.
    private static readonly long[] LogTable = MakeLogTable();

    // ln 2 in 2^-32.
    private const long LnTwo = 2_977_044_472;

    /// <summary>Of mean <paramref name="mean"/>, exponential; never negative. The mean is below 2^58.</summary>
    public static long Exponential(ref SplitMix64 random, long mean)
    {
        var bits = random.Next() | 1;
        var zeros = BitOperations.LeadingZeroCount(bits);
        // u = 2^-(zeros + 1) × (1 + f), f from the bits behind the leading one.
        var fraction = bits << zeros << 1;
        var index = (int)(fraction >> (64 - LogBits));
        var within = (long)((fraction << LogBits) >> 44); // 20 bits
        var log = LogTable[index] + (((LogTable[index + 1] - LogTable[index]) * within) >> 20);
        var minusLn = (zeros + 1) * LnTwo - log;
        return (long)(((Int128)mean * minusLn) >> 32);
    }

    /// <summary>Near normal, mean 0, standard deviation 2^16 within a thousandth: eight uniform 16-bit numbers.</summary>
    public static long Normal(ref SplitMix64 random)
    {
        var (a, b) = (random.Next(), random.Next());
        var sum = (long)((a & 0xFFFF) + ((a >> 16) & 0xFFFF) + ((a >> 32) & 0xFFFF) + (a >> 48)
            + (b & 0xFFFF) + ((b >> 16) & 0xFFFF) + ((b >> 32) & 0xFFFF) + (b >> 48));
        // Eight of them have a standard deviation of √(8/12) × 2^16; the factor is its inverse in 2^-16. The centre, 8 × 32767.5, is whole.
        return ((sum - 262_140) * 80_265) >> 16;
    }

    /// <summary>True in <paramref name="share"/> of 65,536 cases.</summary>
    public static bool Happens(ref SplitMix64 random, int share) => (int)(random.Next() >> 48) < share;

    /// <summary><paramref name="value"/> × <paramref name="factor"/> / 2^<paramref name="bits"/>, rounded to the nearest.</summary>
    public static long Scale(long value, long factor, int bits) => (long)(((Int128)value * factor + ((Int128)1 << (bits - 1))) >> bits);

    private static long[] MakeLogTable()
    {
        const int size = 1 << LogBits;
        var table = new long[size + 1];
        for (var i = 0; i < size; i++)
            table[i] = Scale(Log2(((ulong)(size + i)) << (62 - LogBits)), LnTwo, 32);
        table[size] = LnTwo;
        return table;
    }

    // log2 of x / 2^62, x in [2^62, 2^63), in 2^-32: a bit a squaring.
    private static long Log2(ulong x)
    {
        var result = 0L;
        for (var bit = 31; bit >= 0; bit--)
        {
            var square = (UInt128)x * x >> 62;
            if (square >> 63 != 0)
            {
                result |= 1L << bit;
                square >>= 1;
            }

            x = (ulong)square;
        }

        return result;
    }
}
