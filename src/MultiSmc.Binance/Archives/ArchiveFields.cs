using System.Text;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>Single columns on the checked slow path.</summary>
internal static class ArchiveFields
{
    /// <summary>Splits a line at its commas.</summary>
    /// <returns>How many columns there are; those past the span's length are counted, not noted.</returns>
    public static int Split(ReadOnlySpan<byte> line, scoped Span<Range> fields)
    {
        var count = 0;
        for (var begin = 0; ; count++)
        {
            var comma = line[begin..].IndexOf((byte)',');
            var end = comma < 0 ? line.Length : begin + comma;
            if (count < fields.Length)
                fields[count] = begin..end;
            if (comma < 0)
                return count + 1;
            begin = end + 1;
        }
    }

    /// <summary>true, false in any case; 1 and 0.</summary>
    public static bool TryReadFlag(ReadOnlySpan<byte> text, out bool isTrue)
    {
        isTrue = text is [(byte)'1'] || Ascii.EqualsIgnoreCase(text, "true"u8);
        return isTrue || text is [(byte)'0'] || Ascii.EqualsIgnoreCase(text, "false"u8);
    }

    /// <summary>A whole number, negative ones included.</summary>
    /// <returns>None of the fault kinds where it is one; else which.</returns>
    public static RowFaultKind? TryReadInteger(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        var isNegative = text is [(byte)'-', ..];
        var digits = isNegative ? text[1..] : text;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return RowFaultKind.NotANumber;
        foreach (var digit in digits)
        {
            var next = (UInt128)(ulong)value * 10 + (uint)(digit - '0');
            if (next > long.MaxValue)
                return RowFaultKind.OutOfRange;
            value = (long)(ulong)next;
        }

        value = isNegative ? -value : value;
        return null;
    }

    /// <summary>A decimal in steps of 10^-8.</summary>
    /// <returns>None of the fault kinds where it is one; else which.</returns>
    public static RowFaultKind? TryReadDecimal(ReadOnlySpan<byte> text, out long raw)
    {
        if (FixedPoint.TryParse(text, out raw))
            return null;
        var digits = text is [(byte)'-' or (byte)'+', ..] ? text[1..] : text;
        var point = digits.IndexOf((byte)'.');
        var isNumber = digits.ContainsAnyInRange((byte)'0', (byte)'9')
            && !(point < 0 ? digits : digits[..point]).ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && (point < 0 || !digits[(point + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9'));
        return isNumber ? RowFaultKind.OutOfRange : RowFaultKind.NotANumber;
    }
}
