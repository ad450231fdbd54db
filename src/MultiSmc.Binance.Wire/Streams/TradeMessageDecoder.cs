using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>
/// Decodes <c>trade</c> events, raw or wrapped as <c>{"stream":..,"data":{..}}</c>, from UTF-8 in place, without memory of its own.
/// </summary>
/// <remarks>
/// Two paths, one meaning. The fast one knows the bytes the exchange sends today literally; whatever differs (other key order, white space, unknown
/// fields, more digits, microseconds) goes to the slow one over <see cref="Utf8JsonReader"/>, which also finds the reason where a message is
/// refused.
/// </remarks>
public static class TradeMessageDecoder
{
    // The fewest bytes that follow: the pieces as they stand in TryDecodeFast, each at its shortest, from the one named to the end.
    private const int SymbolStart = 17 + FixedOrder.Time + 6;
    private const int LeastAll = SymbolStart + 1 + LeastFromId;
    private const int LeastFromId = 6 + 1 + LeastFromPrice;
    private const int LeastFromPrice = 6 + 1 + LeastFromQuantity;
    private const int LeastFromQuantity = 7 + 1 + LeastFromTime;
    private const int LeastFromTime = 6 + FixedOrder.Time + 5 + 4 + 10;

    /// <summary>Decodes one message.</summary>
    /// <param name="message">UTF-8, all of it the message; the result points into it.</param>
    /// <param name="trade">The trade.</param>
    /// <returns>False where it is not a sound trade event; <see cref="Explain"/> says why.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> message, out TradeMessage trade) =>
        TryDecodeFast(message, out trade) || DecodeSlow(message, out trade).Kind == WireFaultKind.None;

    /// <summary>Why <see cref="TryDecode"/> refuses a message.</summary>
    public static WireFault Explain(ReadOnlySpan<byte> message) => DecodeSlow(message, out _);

    internal static bool TryDecodeFast(ReadOnlySpan<byte> message, out TradeMessage trade)
    {
        trade = default;
        if (!FixedOrder.TryUnwrap(message, out var payload))
            return false;
        ref var start = ref MemoryMarshal.GetReference(payload);
        nint length = payload.Length;
        nint at = 0;
        if (length < LeastAll
            || !FixedOrder.Skip(ref start, ref at, "{\"e\":\"trade\",\"E\":"u8) || !FixedOrder.Milliseconds(ref start, ref at, out var eventTime)
            || !FixedOrder.Skip(ref start, ref at, ",\"s\":\""u8) || !FixedOrder.Text(ref start, ref at, out var symbolLength)
            || length - at < LeastFromId
            || !FixedOrder.Skip(ref start, ref at, "\",\"t\":"u8) || !FixedOrder.Id(ref start, ref at, out var id)
            || length - at < LeastFromPrice
            || !FixedOrder.Skip(ref start, ref at, ",\"p\":\""u8) || !AsciiDigits.TryReadSteadyDecimal(ref start, ref at, out var price)
            || length - at < LeastFromQuantity
            || !FixedOrder.Skip(ref start, ref at, "\",\"q\":\""u8) || !AsciiDigits.TryReadDecimal(ref start, ref at, out var quantity)
            || length - at < LeastFromTime
            || !FixedOrder.Skip(ref start, ref at, "\",\"T\":"u8) || !FixedOrder.Milliseconds(ref start, ref at, out var time)
            || !FixedOrder.Skip(ref start, ref at, ",\"m\":"u8) || !FixedOrder.Flag(ref start, ref at, out var isBuyerMaker))
            return false;
        var tail = payload[(int)at..];
        if (!tail.SequenceEqual(",\"M\":true}"u8) && !tail.SequenceEqual(",\"M\":false}"u8))
            return false;
        var aggressor = (AggressorSide)(1 - Unsafe.BitCast<bool, byte>(isBuyerMaker));
        var symbol = payload.Slice(SymbolStart, symbolLength);
        trade = new TradeMessage(symbol, eventTime, new TradeTick(id, time, new Price(price), new Quantity(quantity), aggressor));
        return true;
    }

    internal static WireFault DecodeSlow(ReadOnlySpan<byte> message, out TradeMessage trade)
    {
        trade = default;
        var fields = new EventFields();
        if (!StreamPayload.TryFind(message, out var payload))
            return new WireFault(WireFaultKind.NotJson);
        long id = 0, price = 0, quantity = 0;
        Timestamp eventTime = default, time = default;
        ReadOnlySpan<byte> symbol = default;
        var isBuyerMaker = false;
        var reader = new Utf8JsonReader(payload);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = StreamPayload.KeyOf(in reader);
            reader.Read();
            switch (key)
            {
                case 'e': fields.ReadEventName(ref reader, "trade"u8); break;
                case 'E': fields.ReadTime(ref reader, key, out eventTime); break;
                case 's': fields.ReadSymbol(ref reader, key, out symbol); break;
                case 't': fields.ReadId(ref reader, key, out id); break;
                case 'p': fields.ReadDecimal(ref reader, key, out price); break;
                case 'q': fields.ReadDecimal(ref reader, key, out quantity); break;
                case 'T': fields.ReadTime(ref reader, key, out time); break;
                case 'm': fields.ReadFlag(ref reader, key, out isBuyerMaker); break;
                default: break;
            }

            reader.Skip();
        }

        fields.Require("eEstpqTm");
        if (fields.Fault.Kind == WireFaultKind.None)
        {
            var aggressor = isBuyerMaker ? AggressorSide.Seller : AggressorSide.Buyer;
            trade = new TradeMessage(symbol, eventTime, new TradeTick(id, time, new Price(price), new Quantity(quantity), aggressor));
        }

        return fields.Fault;
    }
}
