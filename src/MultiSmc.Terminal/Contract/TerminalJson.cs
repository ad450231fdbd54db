using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiSmc.Terminal;

/// <summary>A frame that is written already.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Kind">"snap", "delta", "beat".</param>
/// <param name="Utf8">The JSON object.</param>
[JsonConverter(typeof(FrameJsonConverter))]
internal sealed record FrameJson(long Sequence, string Kind, byte[] Utf8);

/// <summary>Puts a written frame into a message as it is.</summary>
internal sealed class FrameJsonConverter : JsonConverter<FrameJson>
{
    public override FrameJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("frames go from the server to the page only");

    public override void Write(Utf8JsonWriter writer, FrameJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8, skipInputValidation: true); // written by ourselves
}

/// <summary>How the page's contract is written: camelCase, unknown values as null.</summary>
internal static class TerminalJson
{
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>The same rules for options that belong to somebody else.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null; // parameters are named by us, letter by letter
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        options.NumberHandling = JsonNumberHandling.Strict;
    }

    /// <summary>Writes an object's properties into an object that is open.</summary>
    public static void WriteProperties<T>(Utf8JsonWriter writer, T value)
    {
        using var document = JsonSerializer.SerializeToDocument(value, Options);
        foreach (var property in document.RootElement.EnumerateObject())
            property.WriteTo(writer);
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions();
        Apply(options);
        return options;
    }
}
