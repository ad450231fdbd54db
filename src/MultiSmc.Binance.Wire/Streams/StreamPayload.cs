using System.Text.Json;

namespace MultiSmc.Binance.Wire;

/// <summary>
/// The slow path's common part: finds the event inside a message of either form, raw or wrapped as <c>{"stream":..,"data":{..}}</c>, in any key order
/// and with any white space, and checks that the whole message is sound JSON.
/// </summary>
/// <remarks>
/// Keys and symbols written with JSON escapes count as unknown: the exchange sends UTF-8, and unescaping would need memory.
/// </remarks>
internal static class StreamPayload
{
    /// <summary>The event's object, or false where the message is not one whole JSON object (or is wrapped twice over).</summary>
    public static bool TryFind(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        var found = message;
        try
        {
            var reader = new Utf8JsonReader(message);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            var isWrapped = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isData = !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual("data"u8);
                reader.Read();
                var begin = (int)reader.TokenStartIndex;
                var isObject = reader.TokenType == JsonTokenType.StartObject;
                reader.Skip();
                if (!isData || !isObject)
                    continue;
                if (isWrapped)
                    return false;
                isWrapped = true;
                found = message[begin..(int)reader.BytesConsumed];
            }

            // Reading on past the object's end makes the reader judge what follows it: white space or a fault.
            if (reader.Read())
                return false;
        }
        catch (JsonException)
        {
            return false;
        }

        payload = found;
        return true;
    }

    /// <summary>The property's name where it is one plain ASCII letter, else '\0'.</summary>
    public static char KeyOf(in Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.PropertyName && !reader.ValueIsEscaped && reader.ValueSpan.Length == 1 ? (char)reader.ValueSpan[0] : '\0';
}
