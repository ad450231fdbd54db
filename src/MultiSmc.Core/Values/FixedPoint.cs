using System.Globalization;

namespace MultiSmc.Core;

/// <summary>Text and arithmetic of the 10^-8 fixed point in which prices, quantities and money are kept.</summary>
public static class FixedPoint
{
    /// <summary>Decimals of the fixed point: the exchange's own resolution.</summary>
    public const int Decimals = 8;

    /// <summary>Raw units of one whole: 10^8.</summary>
    public const long Scale = 100_000_000;

    /// <summary>10^n for n in 0..18.</summary>
    public static ReadOnlySpan<long> PowersOfTen =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];

    /// <summary>
    /// Reads a plain decimal ("61837.63000000", "-0.5", "7") exactly. No exponent, no thousands separators, no blanks.
    /// </summary>
    /// <param name="text">UTF-8 bytes, all of them part of the number.</param>
    /// <param name="raw">The value in steps of 10^-8.</param>
    /// <returns>False when the text is not such a number, has a non-zero digit past the eighth decimal, or does not fit.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out long raw)
    {
        raw = 0;
        var i = 0;
        var isNegative = false;
        if (i < text.Length && text[i] is (byte)'-' or (byte)'+')
        {
            isNegative = text[i] == (byte)'-';
            i++;
        }

        ulong value = 0;
        var digits = 0;
        var decimals = -1;
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (c == (byte)'.')
            {
                if (decimals >= 0)
                    return false;
                decimals = 0;
                continue;
            }

            var digit = (uint)(c - '0');
            if (digit > 9)
                return false;
            digits++;
            if (decimals >= Decimals)
            {
                if (digit != 0)
                    return false;
                continue;
            }

            if (value > (ulong.MaxValue - digit) / 10)
                return false;
            value = value * 10 + digit;
            if (decimals >= 0)
                decimals++;
        }

        if (digits == 0)
            return false;
        var missing = Decimals - Math.Max(decimals, 0);
        var scaled = (UInt128)value * (ulong)PowersOfTen[missing];
        if (scaled > long.MaxValue)
            return false;
        raw = isNegative ? -(long)(ulong)scaled : (long)(ulong)scaled;
        return true;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out long)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out long raw)
    {
        raw = 0;
        if (text.Length > 64)
            return false;
        Span<byte> utf8 = stackalloc byte[64];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] > 127)
                return false;
            utf8[i] = (byte)text[i];
        }

        return TryParse(utf8[..text.Length], out raw);
    }

    /// <summary>The shortest exact decimal: "61837.63", "0.00000001", "-5".</summary>
    public static string Format(long raw)
    {
        var magnitude = UInt128.CreateTruncating(Int128.Abs(raw));
        var whole = (ulong)(magnitude / (ulong)Scale);
        var fraction = (ulong)(magnitude % (ulong)Scale);
        var sign = raw < 0 ? "-" : "";
        if (fraction == 0)
            return sign + whole.ToString(CultureInfo.InvariantCulture);
        return sign + whole.ToString(CultureInfo.InvariantCulture) + "." + fraction.ToString("D8", CultureInfo.InvariantCulture).TrimEnd('0');
    }

    /// <summary>The decimal with exactly <paramref name="decimals"/> places (0 to 8), rounded half away from zero: for tables people read.</summary>
    public static string Format(long raw, int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, Decimals);
        var step = PowersOfTen[Decimals - decimals];
        var magnitude = (Int128.Abs(raw) + step / 2) / step;
        var unit = (Int128)PowersOfTen[decimals];
        var sign = raw < 0 && magnitude != 0 ? "-" : "";
        var whole = (magnitude / unit).ToString(CultureInfo.InvariantCulture);
        return decimals == 0
            ? sign + whole
            : sign + whole + "." + ((long)(magnitude % unit)).ToString("D" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>a × b / 10^8 rounded toward negative infinity, the product taken in 128 bits.</summary>
    /// <exception cref="OverflowException">The result does not fit.</exception>
    public static long MultiplyFloor(long a, long b) => MultiplyFloor(a, b, Scale);

    /// <summary>a × b / divisor rounded toward negative infinity, the product taken in 128 bits; the divisor is above zero.</summary>
    internal static long MultiplyFloor(long a, long b, long divisor)
    {
        var product = (Int128)a * b;
        var quotient = product / divisor;
        if (product < 0 && quotient * divisor != product)
            quotient--;
        return checked((long)quotient);
    }

    /// <summary>The highest multiple of <paramref name="step"/> (above zero) not above a value.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    internal static long FloorTo(long raw, long step)
    {
        var rest = raw % step;
        return rest < 0 ? checked(raw - rest - step) : raw - rest;
    }

    /// <summary>The lowest multiple of <paramref name="step"/> (above zero) not below a value.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    internal static long CeilingTo(long raw, long step)
    {
        var rest = raw % step;
        return rest > 0 ? checked(raw - rest + step) : raw - rest;
    }
}
