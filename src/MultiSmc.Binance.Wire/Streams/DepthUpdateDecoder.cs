using System.Runtime.InteropServices;
using System.Text.Json;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>
/// Decodes the head (symbol, event time) of <c>depthUpdate</c> events, raw or wrapped; two paths as in <see cref="TradeMessageDecoder"/>.
/// The fast path stops behind the symbol and does not look at the levels: a message whose head is sound and whose rest is broken passes.
/// </summary>
public static class DepthUpdateDecoder
{
    private const int SymbolStart = 23 + FixedOrder.Time + 6;

    /// <summary>Decodes one message's head.</summary>
    /// <param name="message">UTF-8, all of it the message; the result points into it.</param>
    /// <param name="header">The head.</param>
    /// <returns>False where it is not a depthUpdate event; <see cref="Explain"/> says why.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> message, out DepthUpdateHeader header) =>
        TryDecodeFast(message, out header) || DecodeSlow(message, out header).Kind == WireFaultKind.None;

    /// <summary>Why <see cref="TryDecode"/> refuses a message.</summary>
    public static WireFault Explain(ReadOnlySpan<byte> message) => DecodeSlow(message, out _);

    internal static bool TryDecodeFast(ReadOnlySpan<byte> message, out DepthUpdateHeader header)
    {
        header = default;
        if (!FixedOrder.TryUnwrap(message, out var payload))
            return false;
        ref var start = ref MemoryMarshal.GetReference(payload);
        nint at = 0;
        if (payload.Length < SymbolStart + PlainText.Window
            || !FixedOrder.Skip(ref start, ref at, "{\"e\":\"depthUpdate\",\"E\":"u8) || !FixedOrder.Milliseconds(ref start, ref at, out var time)
            || !FixedOrder.Skip(ref start, ref at, ",\"s\":\""u8) || !FixedOrder.Text(ref start, ref at, out var symbolLength)
            || !payload.EndsWith("}"u8))
            return false;
        header = new DepthUpdateHeader(payload.Slice(SymbolStart, symbolLength), time);
        return true;
    }

    internal static WireFault DecodeSlow(ReadOnlySpan<byte> message, out DepthUpdateHeader header)
    {
        header = default;
        var fields = new EventFields();
        if (!StreamPayload.TryFind(message, out var payload))
            return new WireFault(WireFaultKind.NotJson);
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
                case 'e': fields.ReadEventName(ref reader, "depthUpdate"u8); break;
                case 'E': fields.ReadTime(ref reader, key, out time); break;
                case 's': fields.ReadSymbol(ref reader, key, out symbol); break;
                default: break;
            }

            reader.Skip();
        }

        fields.Require("eEs");
        if (fields.Fault.Kind == WireFaultKind.None)
            header = new DepthUpdateHeader(symbol, time);
        return fields.Fault;
    }
}
