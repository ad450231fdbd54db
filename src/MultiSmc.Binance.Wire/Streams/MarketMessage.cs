using System.Text.Json;

namespace MultiSmc.Binance.Wire;

/// <summary>Tells what a message is, before the decoder of that kind judges it.</summary>
public static class MarketMessage
{
    /// <summary>
    /// The kind, by the first bytes where they are the exchange's own, else by walking the whole message. A kind told by the first bytes says nothing
    /// yet of the rest.
    /// </summary>
    public static MarketMessageKind KindOf(ReadOnlySpan<byte> message)
    {
        if (!FixedOrder.TryUnwrap(message, out var rest))
            return KindBySlowPath(message);
        if (rest.StartsWith("{\"e\":\"trade\","u8))
            return MarketMessageKind.Trade;
        if (rest.StartsWith("{\"e\":\"depthUpdate\","u8))
            return MarketMessageKind.DepthUpdate;
        return rest.StartsWith("{\"u\":"u8) ? MarketMessageKind.BookTicker : KindBySlowPath(message);
    }

    private static MarketMessageKind KindBySlowPath(ReadOnlySpan<byte> message)
    {
        if (!StreamPayload.TryFind(message, out var payload))
            return MarketMessageKind.NotJson;
        var isSnapshot = false;
        var quoteFields = 0;
        var reader = new Utf8JsonReader(payload);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = StreamPayload.KeyOf(in reader);
            isSnapshot |= reader.ValueSpan.SequenceEqual("lastUpdateId"u8);
            quoteFields += key is 'u' or 'b' or 'B' or 'a' or 'A' ? 1 : 0;
            reader.Read();
            if (key == 'e')
                return KindByName(in reader);
            reader.Skip();
        }

        if (isSnapshot)
            return MarketMessageKind.DepthSnapshot;
        return quoteFields == 5 ? MarketMessageKind.BookTicker : MarketMessageKind.Other;
    }

    private static MarketMessageKind KindByName(in Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped)
            return MarketMessageKind.Other;
        var name = reader.ValueSpan;
        if (name.SequenceEqual("trade"u8))
            return MarketMessageKind.Trade;
        if (name.SequenceEqual("bookTicker"u8))
            return MarketMessageKind.BookTicker;
        return name.SequenceEqual("depthUpdate"u8) ? MarketMessageKind.DepthUpdate : MarketMessageKind.Other;
    }
}
