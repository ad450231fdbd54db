using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MultiSmc.Binance.Wire;

/// <summary>Finds the end of a short JSON string that needs no unescaping.</summary>
internal static class PlainText
{
    /// <summary>Longest string found, plus its quote.</summary>
    public const int Window = 32;

    /// <summary>
    /// Length of the string whose first byte is the first of <paramref name="text"/>, up to its closing quote; -1 where it is longer than 31 bytes,
    /// or holds an escape, a control character or anything but ASCII, or where fewer than 32 bytes are there. All of these are for the slow path.
    /// </summary>
    /// <param name="text">The string's first byte and what follows.</param>
    /// <param name="from">Least length expected: a walk from here guesses the length, and the guess is then checked.</param>
    /// <remarks>
    /// The guess costs a few instructions and wins more: lengths seldom change, so the branch predictor knows them, and what follows does not wait
    /// for the scan.
    /// </remarks>
    public static int LengthToQuote(ReadOnlySpan<byte> text, int from)
    {
        if (text.Length < Window)
            return -1;
        var block = Vector256.Create(text);
        var quotes = Vector256.Equals(block, Vector256.Create((byte)'"')).ExtractMostSignificantBits();
        if (quotes == 0)
            return -1;
        // As signed bytes all that is not ASCII is negative, so one comparison finds it together with the control characters.
        var signed = block.AsSByte();
        var odd = (Vector256.LessThan(signed, Vector256.Create((sbyte)0x20)) | Vector256.Equals(signed, Vector256.Create((sbyte)'\\')))
            .ExtractMostSignificantBits();
        var length = BitOperations.TrailingZeroCount(quotes);
        if ((odd & ((1u << length) - 1)) != 0)
            return -1;
        var guess = from;
        while (guess < Window - 1 && text[guess] != (byte)'"')
            guess++;
        return guess == length ? guess : Known(length);
    }

    // A call, so that the compiler cannot choose between the two without a branch.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Known(int length) => length;
}
