using System.Text;
using CsCheck;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance.Tests.Wire;

/// <summary>The fast path against its plain twin on messages with a few bytes changed, left out, put in or cut off.</summary>
public sealed class MutatedMessages
{
    private static readonly byte[][] Seeds =
    [
        .. new[]
        {
            """{"e":"trade","E":1723161255343,"s":"BTCUSDT","t":3735683259,"p":"61837.63000000","q":"0.02000000","T":1723161255342,"m":true,"M":true}""",
            """{"stream":"nexousdt@trade","data":{"e":"trade","E":1721750407656,"s":"NEXOUSDT","t":12792325,"p":"1.21300000","q":"1234567.78000000","T":1721750407655,"m":false,"M":false}}""",
            """{"u":50093239212,"s":"BTCUSDT","b":"61837.63000000","B":"3.78826000","a":"61837.64000000","A":"12345678.54698000"}""",
            """{"stream":"ethusdt@bookTicker","data":{"u":1,"s":"ETHUSDT","b":"2683.80000000","B":"3.02920000","a":"2683.81","A":"31.43950000"}}""",
            """{"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":1723161255208,"s":"BTCUSDT","U":50093239189,"u":50093239202,"b":[],"a":[]}}""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly Gen<byte[]> Mutated =
        Gen.Select(Of(Seeds), Gen.Select(Gen.Int[0, 3], Gen.Int[0, 400], Gen.OneOf(Of("0123456789.,:\"{}\\ tfE-"u8.ToArray()), Gen.Byte)).Array[1, 3])
            .Select(static (seed, changes) => changes.Aggregate(seed, static (message, change) => Change(message, change.Item1, change.Item2, change.Item3)));

    [Fact]
    public void Trade_paths_agree_or_only_the_slow_one_takes_it() => Mutated.Sample(message =>
        !TradeMessageDecoder.TryDecodeFast(message, out var fast)
        || (TradeMessageDecoder.DecodeSlow(message, out var slow).Kind == WireFaultKind.None
            && fast.Symbol.SequenceEqual(slow.Symbol) && fast.EventTime == slow.EventTime && fast.Tick == slow.Tick), iter: 30_000);

    [Fact]
    public void Quote_paths_agree_or_only_the_slow_one_takes_it() => Mutated.Sample(message =>
        !BookTickerDecoder.TryDecodeFast(message, out var fast)
        || (BookTickerDecoder.DecodeSlow(message, out var slow).Kind == WireFaultKind.None
            && fast.Symbol.SequenceEqual(slow.Symbol) && fast.Quote == slow.Quote), iter: 30_000);

    // The fast path promises nothing about what follows the head.
    [Fact]
    public void Depth_head_paths_agree_where_the_whole_message_is_sound() => Mutated.Sample(message =>
        !DepthUpdateDecoder.TryDecodeFast(message, out var fast)
        || DepthUpdateDecoder.DecodeSlow(message, out var slow).Kind != WireFaultKind.None
        || (fast.Symbol.SequenceEqual(slow.Symbol) && fast.EventTime == slow.EventTime), iter: 30_000);

    [Fact]
    public void What_lies_behind_a_message_does_not_matter() => Mutated.Sample(message =>
    {
        var digits = Surround(message, (byte)'1');
        var braces = Surround(message, (byte)'}');
        var isTrade = TradeMessageDecoder.TryDecodeFast(digits, out var trade);
        var isQuote = BookTickerDecoder.TryDecodeFast(digits, out var quote);
        return isTrade == TradeMessageDecoder.TryDecodeFast(braces, out var otherTrade) && trade.Tick == otherTrade.Tick
            && isQuote == BookTickerDecoder.TryDecodeFast(braces, out var otherQuote) && quote.Quote == otherQuote.Quote;
    }, iter: 30_000);

    internal static Gen<T> Of<T>(T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static ReadOnlySpan<byte> Surround(byte[] message, byte with)
    {
        var buffer = new byte[message.Length + 64];
        Array.Fill(buffer, with);
        message.CopyTo(buffer, 0);
        return buffer.AsSpan(0, message.Length);
    }

    private static byte[] Change(byte[] message, int how, int at, byte value)
    {
        at %= Math.Max(1, message.Length);
        return how switch
        {
            0 when message.Length > 0 => [.. message[..at], value, .. message[(at + 1)..]],
            1 => [.. message[..at], value, .. message[at..]],
            2 when message.Length > 0 => [.. message[..at], .. message[(at + 1)..]],
            _ => message[..(at > message.Length / 2 ? at : message.Length)],
        };
    }
}

public sealed class DigitReading
{
    private static readonly Gen<string> Digits = Gen.Char['0', '9'].Array[0, 18].Select(static digits => new string(digits));

    [Fact]
    public void Integers_are_the_same_by_vector_by_word_and_by_the_framework() =>
        Gen.Select(Digits, MutatedMessages.Of([",", "}", ".", "x", "é"])).Sample((digits, behind) =>
        {
            var text = Padded(digits + behind);
            nint byAscii = 0, byWord = 0;
            var isNumber = AsciiDigits.TryReadUnsigned(ref text[0], ref byAscii, out var value);
            var isWordNumber = WordDigits.TryReadUnsigned(ref text[0], ref byWord, out var wordValue);
            var taken = digits[..Math.Min(digits.Length, 16)];
            return isNumber == isWordNumber && isNumber == (digits.Length > 0)
                && (!isNumber || (value == wordValue && byAscii == byWord && byAscii == taken.Length && value.ToString("D" + taken.Length) == taken));
        });

    [Fact]
    public void Decimals_are_the_same_by_vector_by_word_and_by_fixed_point() =>
        Gen.Select(Digits, Digits, Gen.Bool, MutatedMessages.Of([",", "\"", "x", "é"])).Sample((whole, fraction, hasPoint, behind) =>
        {
            var number = hasPoint ? whole + "." + fraction : whole;
            var text = Padded(number + behind);
            nint byAscii = 0, bySteady = 0, byWord = 0;
            var isNumber = AsciiDigits.TryReadDecimal(ref text[0], ref byAscii, out var value) && byAscii == number.Length;
            var isSteady = AsciiDigits.TryReadSteadyDecimal(ref text[0], ref bySteady, out var steady) && bySteady == number.Length;
            var isWord = WordDigits.TryReadDecimal(ref text[0], ref byWord, out var word) && byWord == number.Length;
            var isPlain = whole.Length is > 0 and <= 8 && (hasPoint ? fraction.Length is > 0 and <= 8 : true);
            return isNumber == isPlain && isSteady == isPlain && isWord == isPlain
                && (!isPlain || (FixedPoint.TryParse(number, out var raw) && value == raw && steady == raw && word == raw));
        });

    private static byte[] Padded(string text)
    {
        var bytes = new byte[64];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
