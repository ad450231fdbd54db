using System.Text.Json;

namespace MultiSmc.Learning;

/// <summary>Reads a model written as JSON.</summary>
internal static class JsonModelDocument
{
    /// <exception cref="ModelFormatException">The text is cut off or not JSON.</exception>
    public static ModelValue Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            // Not declared final: then Read says false where the text is cut off, and throws only where it is wrong.
            var reader = new Utf8JsonReader(utf8, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = ModelValue.MaxDepth }));
            Advance(ref reader);
            var root = ReadValue(ref reader);
            if (reader.Read())
                throw new ModelFormatException(ModelFault.Malformed, "something follows the model");
            return root;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new ModelFormatException($"not a JSON model: {e.Message}", e);
        }
    }

    private static void Advance(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            throw new ModelFormatException(ModelFault.Truncated, $"the JSON text ends in the middle, at byte {reader.BytesConsumed}");
    }

    private static ModelValue ReadValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var fields = new SortedDictionary<string, ModelValue>(StringComparer.Ordinal);
                for (Advance(ref reader); reader.TokenType != JsonTokenType.EndObject; Advance(ref reader))
                {
                    var key = reader.GetString() ?? "";
                    Advance(ref reader);
                    if (!fields.TryAdd(key, ReadValue(ref reader)))
                        throw new ModelFormatException(ModelFault.Malformed, $"\"{key}\" stands twice in one object");
                }

                return new ModelValue.Map(fields);
            case JsonTokenType.StartArray:
                var items = new ModelValue.ArrayBuilder();
                for (Advance(ref reader); reader.TokenType != JsonTokenType.EndArray; Advance(ref reader))
                    items.Add(ReadValue(ref reader));
                return items.Build();
            case JsonTokenType.String:
                return new ModelValue.Text(reader.GetString() ?? "");
            case JsonTokenType.Number:
                return new ModelValue.Numbers([reader.GetDouble()], [reader.GetSingle()], true);
            case JsonTokenType.True:
                return new ModelValue.Numbers([1], [1], true);
            case JsonTokenType.False:
                return new ModelValue.Numbers([0], [0], true);
            default:
                return new ModelValue.Nothing();
        }
    }
}
