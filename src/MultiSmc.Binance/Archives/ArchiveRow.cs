using System.Runtime.CompilerServices;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>
/// The fast path over an archive's rows: plain numbers of up to eight decimals, flags as words, LF or CRLF. A false means "not that shape": the row
/// goes to the slow path, it is not refused.
/// </summary>
internal static class ArchiveRow
{
    // Above this in the upper half of price × quantity (10^-16 units) the value might not fit Money; the slow path looks closer.
    private const ulong SafeHighHalf = 49_999_999;

    /// <summary>Reads one row that begins at <paramref name="at"/> and moves behind it. Reads up to 192 bytes ahead, valid or not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ref byte start, ref nint at, in ArchiveShape shape, out TradeTick trade)
    {
        if (!AsciiDigits.TryReadUnsigned(ref start, ref at, out var id) | !Comma(ref start, ref at)
            || !AsciiDigits.TryReadSteadyDecimal(ref start, ref at, out var price) | !Comma(ref start, ref at)
            || !AsciiDigits.TryReadDecimal(ref start, ref at, out var quantity) | !Comma(ref start, ref at)
            || !(shape.Layout == TapeLayout.Trades ? Decimal(ref start, ref at) : TwoIds(ref start, ref at))
            || !AsciiDigits.TryReadUnsigned(ref start, ref at, out var time) | !Comma(ref start, ref at)
            || !Flag(ref start, ref at, out var isBuyerMaker)
            || (shape.Columns > shape.FlagColumn + 1 && !SecondFlag(ref start, ref at))
            || !LineEnd(ref start, ref at)
            || time < shape.MinTime || time > shape.MaxTime
            || price == 0 || quantity == 0 || Math.BigMul((ulong)price, (ulong)quantity, out _) > SafeHighHalf)
        {
            trade = default;
            return false;
        }

        var aggressor = (AggressorSide)(1 - Unsafe.BitCast<bool, byte>(isBuyerMaker));
        trade = new TradeTick(id, new Timestamp(time * shape.NanosecondsPerUnit), new Price(price), new Quantity(quantity), aggressor);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Comma(ref byte start, ref nint at) => Unsafe.Add(ref start, at++) == (byte)',';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Decimal(ref byte start, ref nint at) =>
        AsciiDigits.TryReadDecimal(ref start, ref at, out _) & Comma(ref start, ref at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TwoIds(ref byte start, ref nint at) =>
        AsciiDigits.TryReadUnsigned(ref start, ref at, out _) & Comma(ref start, ref at)
        & AsciiDigits.TryReadUnsigned(ref start, ref at, out _) & Comma(ref start, ref at);

    // Setting bit 5 makes letters small, and makes letters of nothing but letters.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Flag(ref byte start, ref nint at, out bool isTrue)
    {
        ref var first = ref Unsafe.Add(ref start, at);
        var word = Unsafe.ReadUnaligned<uint>(ref first) | 0x20202020;
        isTrue = word == Unsafe.ReadUnaligned<uint>(in System.Runtime.InteropServices.MemoryMarshal.GetReference("true"u8));
        var isFalse = word == Unsafe.ReadUnaligned<uint>(in System.Runtime.InteropServices.MemoryMarshal.GetReference("fals"u8));
        isFalse &= (Unsafe.Add(ref first, 4) | 0x20) == (byte)'e';
        at += 5 - Unsafe.BitCast<bool, byte>(isTrue);
        return isTrue | isFalse;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool SecondFlag(ref byte start, ref nint at) => Comma(ref start, ref at) && Flag(ref start, ref at, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool LineEnd(ref byte start, ref nint at)
    {
        if (Unsafe.Add(ref start, at) == (byte)'\r')
            at++;
        return Unsafe.Add(ref start, at++) == (byte)'\n';
    }
}
