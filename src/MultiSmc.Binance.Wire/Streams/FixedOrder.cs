using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>
/// Pieces of the fast path, which takes messages only as the exchange writes them: its own key order and no white space. A false means "not that
/// shape": the message goes to the slow path, it is not refused.
/// </summary>
/// <remarks>
/// Each piece moves the offset behind itself and reads without looking at the message's end. The decoder checks, at the start and behind every piece
/// of varying length, that the fewest bytes that must still come are there; no piece reads further ahead than that, so all reads stay inside. The
/// offset is a local of the decoder and not a field of a cursor, so that it stays in a register.
/// </remarks>
internal static class FixedOrder
{
    /// <summary>Bytes of a time.</summary>
    public const int Time = 13;

    /// <summary>The event inside the wrapper <c>{"stream":"..","data":..}</c>, or the message itself where it has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryUnwrap(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> payload)
    {
        payload = message;
        if (!message.StartsWith("{\"stream\":\""u8))
            return true;
        var rest = message["{\"stream\":\""u8.Length..];
        var name = PlainText.LengthToQuote(rest, 11);
        if (name < 0 || !rest[name..].StartsWith("\",\"data\":"u8) || rest[^1] != (byte)'}')
            return false;
        payload = rest[(name + "\",\"data\":"u8.Length)..^1];
        return true;
    }

    /// <summary>Exactly these bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Skip(ref byte start, ref nint offset, ReadOnlySpan<byte> literal)
    {
        var at = offset;
        offset = at + literal.Length;
        return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref start, at), literal.Length).SequenceEqual(literal);
    }

    /// <summary>A plain string of 1 to 31 bytes, up to its closing quote; reads 32 bytes ahead.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Text(ref byte start, ref nint offset, out int length)
    {
        length = PlainText.LengthToQuote(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref start, offset), PlainText.Window), 6);
        offset += length;
        return length > 0;
    }

    /// <summary>A time of exactly 13 digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Milliseconds(ref byte start, ref nint offset, out Timestamp time)
    {
        // 13 digits without a leading zero are 10^12 or more; JSON knows no leading zeros.
        var from = offset;
        offset = from + Time;
        var isTime = AsciiDigits.TryReadUnsigned(ref start, ref from, out var value)
            && from == offset && value is >= ExchangeTime.MinMilliseconds and <= ExchangeTime.MaxMilliseconds;
        time = new Timestamp(value * 1_000_000);
        return isTime;
    }

    /// <summary>An id of 1 to 16 digits without a leading zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Id(ref byte start, ref nint offset, out long id) =>
        (Unsafe.Add(ref start, offset) != (byte)'0') & AsciiDigits.TryReadUnsigned(ref start, ref offset, out id);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    /// <remarks>Who takes is a coin the branch predictor cannot guess, so the length is computed and not branched on.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Flag(ref byte start, ref nint offset, out bool isTrue)
    {
        ref var at = ref Unsafe.Add(ref start, offset);
        isTrue = MemoryMarshal.CreateReadOnlySpan(ref at, 4).SequenceEqual("true"u8);
        var isFalse = MemoryMarshal.CreateReadOnlySpan(ref at, 5).SequenceEqual("false"u8);
        offset += 5 - Unsafe.BitCast<bool, byte>(isTrue);
        return isTrue | isFalse;
    }
}
