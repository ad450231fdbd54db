using System.Buffers;
using System.Buffers.Text;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>
/// The two ways in which decimals go over the wire: with eight decimals, as the exchange writes its answers, and with the decimals of the
/// instrument's step, as an order's price and quantity are sent. Never an exponent, never a decimal comma.
/// </summary>
public static class ExchangeDecimal
{
    /// <summary>Most bytes of the eight-decimal form: sign, 11 digits, point, 8 digits.</summary>
    public const int MaxLength = 21;

    /// <summary>The exchange's own form: "0.01000000".</summary>
    /// <param name="raw">Steps of 10^-8.</param>
    public static string Padded(long raw)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        var length = WritePadded(raw, text);
        return System.Text.Encoding.ASCII.GetString(text[..length]);
    }

    /// <summary>With as many decimals as the step has: 0.01 in steps of 0.00001 is "0.01000".</summary>
    /// <param name="raw">Steps of 10^-8.</param>
    /// <param name="stepRaw">Tick or lot size in steps of 10^-8; zero: as short as it goes.</param>
    /// <exception cref="ArgumentException">The value has more decimals than the step: the exchange would refuse it (-1111).</exception>
    public static string InStep(long raw, long stepRaw)
    {
        if (stepRaw == 0)
            return FixedPoint.Format(raw);
        ArgumentOutOfRangeException.ThrowIfNegative(stepRaw);
        var decimals = FixedPoint.Decimals;
        while (decimals > 0 && stepRaw % 10 == 0)
        {
            stepRaw /= 10;
            decimals--;
        }

        return raw % FixedPoint.PowersOfTen[FixedPoint.Decimals - decimals] == 0
            ? FixedPoint.Format(raw, decimals)
            : throw new ArgumentException($"{FixedPoint.Format(raw)} has more than the {decimals} decimals of the step: round it first", nameof(raw));
    }

    /// <summary>Writes the eight-decimal form.</summary>
    /// <param name="raw">Steps of 10^-8.</param>
    /// <param name="text">Room for <see cref="MaxLength"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    public static int WritePadded(long raw, Span<byte> text)
    {
        var at = 0;
        var magnitude = (ulong)raw;
        if (raw < 0)
        {
            text[at++] = (byte)'-';
            magnitude = 0 - magnitude;
        }

        Utf8Formatter.TryFormat(magnitude / FixedPoint.Scale, text[at..], out var whole);
        at += whole;
        text[at++] = (byte)'.';
        Utf8Formatter.TryFormat(magnitude % FixedPoint.Scale, text[at..], out var fraction, new StandardFormat('D', FixedPoint.Decimals));
        return at + fraction;
    }
}
