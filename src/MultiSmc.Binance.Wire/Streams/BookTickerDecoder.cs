using System.Runtime.InteropServices;
using System.Text.Json;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>Decodes <c>bookTicker</c> events, raw or wrapped, from UTF-8 in place; two paths as in <see cref="TradeMessageDecoder"/>.</summary>
public static class BookTickerDecoder
{
    // The fewest bytes that follow: the pieces as they stand in TryDecodeFast, each at its shortest, from the one named to the end.
    private const int LeastAll = 5 + 1 + LeastFromSymbol;
    private const int LeastFromSymbol = 6 + 1 + LeastFromBid;
    private const int LeastFromBid = 7 + 10 + LeastFromBidSize;
    private const int LeastFromBidSize = 7 + 10 + LeastFromAsk;
    private const int LeastFromAsk = 7 + 10 + LeastFromAskSize;
    private const int LeastFromAskSize = 7 + 10 + 2;

    /// <summary>Decodes one message.</summary>
    /// <param name="message">UTF-8, all of it the message; the result points into it.</param>
    /// <param name="ticker">The quote.</param>
    /// <returns>False where it is not a sound bookTicker event; <see cref="Explain"/> says why.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> message, out BookTickerMessage ticker) =>
        TryDecodeFast(message, out ticker) || DecodeSlow(message, out ticker).Kind == WireFaultKind.None;

    /// <summary>Why <see cref="TryDecode"/> refuses a message.</summary>
    public static WireFault Explain(ReadOnlySpan<byte> message) => DecodeSlow(message, out _);

    internal static bool TryDecodeFast(ReadOnlySpan<byte> message, out BookTickerMessage ticker)
    {
        ticker = default;
        if (!FixedOrder.TryUnwrap(message, out var payload))
            return false;
        ref var start = ref MemoryMarshal.GetReference(payload);
        nint length = payload.Length;
        nint at = 0;
        if (length < LeastAll
            || !FixedOrder.Skip(ref start, ref at, "{\"u\":"u8) || !FixedOrder.Id(ref start, ref at, out var updateId)
            || length - at < LeastFromSymbol
            || !FixedOrder.Skip(ref start, ref at, ",\"s\":\""u8) || !FixedOrder.Text(ref start, ref at, out var symbolLength))
            return false;
        var symbol = payload.Slice((int)at - symbolLength, symbolLength);
        if (length - at < LeastFromBid
            || !FixedOrder.Skip(ref start, ref at, "\",\"b\":\""u8) || !AsciiDigits.TryReadSteadyDecimal(ref start, ref at, out var bid)
            || length - at < LeastFromBidSize
            || !FixedOrder.Skip(ref start, ref at, "\",\"B\":\""u8) || !AsciiDigits.TryReadDecimal(ref start, ref at, out var bidQuantity)
            || length - at < LeastFromAsk
            || !FixedOrder.Skip(ref start, ref at, "\",\"a\":\""u8) || !AsciiDigits.TryReadSteadyDecimal(ref start, ref at, out var ask)
            || length - at < LeastFromAskSize
            || !FixedOrder.Skip(ref start, ref at, "\",\"A\":\""u8))
            return false;
        // A copy: a reference to the offset itself would force it out of its register everywhere.
        var last = at;
        if (!WordDigits.TryReadDecimalWithin(ref start, ref last, length, out var askQuantity) || !payload[(int)last..].SequenceEqual("\"}"u8))
            return false;
        ticker = new BookTickerMessage(
            symbol, new Quote(updateId, default, new Price(bid), new Quantity(bidQuantity), new Price(ask), new Quantity(askQuantity)));
        return true;
    }

    internal static WireFault DecodeSlow(ReadOnlySpan<byte> message, out BookTickerMessage ticker)
    {
        ticker = default;
        var fields = new EventFields();
        if (!StreamPayload.TryFind(message, out var payload))
            return new WireFault(WireFaultKind.NotJson);
        long updateId = 0, bid = 0, bidQuantity = 0, ask = 0, askQuantity = 0;
        Timestamp time = default;
        ReadOnlySpan<byte> symbol = default;
        var reader = new Utf8JsonReader(payload);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = StreamPayload.KeyOf(in reader);
            reader.Read();
            switch (key)
            {
                case 'e': fields.ReadEventName(ref reader, "bookTicker"u8); break;
                case 'E': fields.ReadTime(ref reader, key, out time); break;
                case 's': fields.ReadSymbol(ref reader, key, out symbol); break;
                case 'u': fields.ReadId(ref reader, key, out updateId); break;
                case 'b': fields.ReadDecimal(ref reader, key, out bid); break;
                case 'B': fields.ReadDecimal(ref reader, key, out bidQuantity); break;
                case 'a': fields.ReadDecimal(ref reader, key, out ask); break;
                case 'A': fields.ReadDecimal(ref reader, key, out askQuantity); break;
                default: break;
            }

            reader.Skip();
        }

        fields.Require("usbBaA");
        if (fields.Fault.Kind == WireFaultKind.None)
        {
            ticker = new BookTickerMessage(
                symbol, new Quote(updateId, time, new Price(bid), new Quantity(bidQuantity), new Price(ask), new Quantity(askQuantity)));
        }

        return fields.Fault;
    }
}
