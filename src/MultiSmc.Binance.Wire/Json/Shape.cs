using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MultiSmc.Binance.Wire;

/// <summary>Reads and writes what stands inside of something that has a converter of its own.</summary>
internal static class Shape
{
    /// <summary>An object.</summary>
    public static T Read<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
        where T : class => ReadAny<T>(ref reader, options) ?? throw new JsonException("it is null");

    /// <summary>A value.</summary>
    public static T ReadValue<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
        where T : struct => ReadAny<T>(ref reader, options);

    /// <summary>Writes one.</summary>
    public static void Write<T>(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));

    private static T? ReadAny<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
        }
        catch (JsonException e)
        {
            // The place is counted from here on; without a path of its own the fault gets the outer one, and both are told.
            var (_, path, reason) = JsonFaults.Of("", e);
            throw new JsonException(path.Length > 1 ? path[1..] + ": " + reason : reason, e);
        }
    }
}
