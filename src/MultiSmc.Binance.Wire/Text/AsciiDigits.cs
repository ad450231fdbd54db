using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MultiSmc.Binance.Wire;

/// <summary>
/// Numbers in ASCII read without a loop over their digits: the length of a run of digits by one comparison and a bit scan, its value by a few
/// multiplications. Nothing for the branch predictor to miss where lengths vary, and no double in between.
/// </summary>
/// <remarks>
/// These read 17 bytes from where they are pointed at, whether the number is that long or not: the caller sees to it that they are there.
/// Numbers of more digits than they take are cut; the caller's check of the byte behind the number finds that out.
/// Two ways, one result: by vector where the processor has SSE4.1, else by 64-bit words.
/// </remarks>
public static class AsciiDigits
{
    /// <summary>Bytes that must be readable from the place read.</summary>
    public const int ReadAhead = 17;

    /// <summary>Reads an integer of 1 to 16 digits and moves <paramref name="offset"/> behind it.</summary>
    /// <returns>False where there is no digit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadUnsigned(ref byte start, ref nint offset, out long value) => Sse41.IsSupported
        ? VectorDigits.TryReadUnsigned(ref start, ref offset, out value)
        : WordDigits.TryReadUnsigned(ref start, ref offset, out value);

    /// <summary>
    /// Reads a decimal of 1 to 8 digits, or of 1 to 8 digits, a point and 1 to 8 decimals, in steps of 10^-8, and moves
    /// <paramref name="offset"/> behind it. No sign.
    /// </summary>
    /// <returns>False where the text is not of that shape.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadDecimal(ref byte start, ref nint offset, out long raw) => Sse41.IsSupported
        ? VectorDigits.TryReadDecimal(ref start, ref offset, out raw)
        : WordDigits.TryReadDecimal(ref start, ref offset, out raw);

    /// <summary>
    /// As <see cref="TryReadDecimal"/>, faster where the digits before the point are nearly always as many as the time before: a price.
    /// </summary>
    /// <returns>False where the text is not of that shape.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadSteadyDecimal(ref byte start, ref nint offset, out long raw) => Sse41.IsSupported
        ? VectorDigits.TryReadSteadyDecimal(ref start, ref offset, out raw)
        : WordDigits.TryReadDecimal(ref start, ref offset, out raw);
}
