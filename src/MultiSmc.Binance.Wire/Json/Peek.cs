using System.Text.Json;

namespace MultiSmc.Binance.Wire;

/// <summary>Looks ahead in an object without moving the reader: which of several shapes it is.</summary>
internal static class Peek
{
    /// <summary>Whether the object that the reader stands on has this property.</summary>
    public static bool Has(Utf8JsonReader reader, ReadOnlySpan<byte> name) => TryFind(ref reader, name);

    /// <summary>The text of a property of the object that the reader stands on, or null.</summary>
    public static string? Text(Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        TryFind(ref reader, name) && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;

    private static bool TryFind(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
                return true;
            reader.Skip();
        }

        return false;
    }
}
