using System.Text.Json;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>
/// Decodes a depth message with its levels, raw or wrapped: a <c>depthUpdate</c> event, or a whole book as the REST reply and the partial streams give
/// it. One path: levels come in any number, ten messages a second.
/// </summary>
public static class DepthMessageDecoder
{
    /// <summary>Decodes one message.</summary>
    /// <param name="message">UTF-8, all of it the message.</param>
    /// <param name="bids">Filled with the message's bids in its order; emptied before.</param>
    /// <param name="asks">The same for its asks.</param>
    /// <param name="depth">The numbers.</param>
    /// <param name="fault">Why it is refused.</param>
    /// <returns>False where it is no sound depth message.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> message, List<BookLevel> bids, List<BookLevel> asks, out DepthMessage depth, out WireFault fault)
    {
        ArgumentNullException.ThrowIfNull(bids);
        ArgumentNullException.ThrowIfNull(asks);
        bids.Clear();
        asks.Clear();
        depth = default;
        var fields = new EventFields();
        if (!StreamPayload.TryFind(message, out var payload))
        {
            fault = new WireFault(WireFaultKind.NotJson);
            return false;
        }

        long first = 0, last = 0;
        var reader = new Utf8JsonReader(payload);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = KeyOf(in reader);
            reader.Read();
            switch (key)
            {
                case 'U': fields.ReadId(ref reader, key, out first); break;
                case 'u' or 'L': fields.ReadId(ref reader, key, out last); break;
                case 'b': ReadLevels(ref reader, ref fields, key, bids); break;
                case 'a': ReadLevels(ref reader, ref fields, key, asks); break;
                default: break;
            }

            reader.Skip();
        }

        var isSnapshot = fields.Has('L');
        fields.Require(isSnapshot ? "Lba" : "Uuba");
        fault = fields.Fault;
        depth = new DepthMessage(isSnapshot ? last : first, last, isSnapshot);
        return fault.Kind == WireFaultKind.None;
    }

    /// <summary>A whole book's names stand for the event's letters; L for lastUpdateId, which an event has none of.</summary>
    private static char KeyOf(in Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
            return '\0';
        var name = reader.ValueSpan;
        if (name.SequenceEqual("lastUpdateId"u8))
            return 'L';
        if (name.SequenceEqual("bids"u8))
            return 'b';
        return name.SequenceEqual("asks"u8) ? 'a' : StreamPayload.KeyOf(in reader);
    }

    /// <summary>[["price","quantity"], ...]; what else stands in a level is passed over.</summary>
    private static void ReadLevels(ref Utf8JsonReader reader, ref EventFields fields, char field, List<BookLevel> levels)
    {
        if (!fields.Note(field))
            return;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            fields.Refuse(WireFaultKind.BadField, field);
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartArray || !TryReadNumber(ref reader, out var price) || price <= 0
                || !TryReadNumber(ref reader, out var quantity) || quantity < 0)
            {
                fields.Refuse(WireFaultKind.BadField, field);
                ReadOut(ref reader);
                return;
            }

            levels.Add(new BookLevel(new Price(price), new Quantity(quantity)));
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                reader.Skip();
        }
    }

    /// <summary>Reads on to the end of the message: after a fault nothing more of it is used. It was found to be sound JSON before.</summary>
    private static void ReadOut(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
        }
    }

    private static bool TryReadNumber(ref Utf8JsonReader reader, out long raw)
    {
        raw = 0;
        return reader.Read() && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && FixedPoint.TryParse(reader.ValueSpan, out raw);
    }
}
