using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Learning;

/// <summary>
/// passport.json, promoted.json and the trials: snake_case, two blanks, LF, numbers shortest round trip: the same record is the same bytes everywhere. Reading is
/// strict: nothing missing, nothing unknown, nothing twice.
/// </summary>
internal static class PassportJson
{
    private static readonly PassportJsonContext Context = new(new JsonSerializerOptions(PassportJsonContext.Default.Options)
    {
        // The file is read by people and never pasted into a page: "<" may stay "<".
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] Write(ModelPassport passport) => [.. JsonSerializer.SerializeToUtf8Bytes(passport, Context.ModelPassport), (byte)'\n'];

    public static byte[] Write(PromotionHistory history) => [.. JsonSerializer.SerializeToUtf8Bytes(history, Context.PromotionHistory), (byte)'\n'];

    public static byte[] Write(ModelTrial trial) => [.. JsonSerializer.SerializeToUtf8Bytes(trial, Context.ModelTrial), (byte)'\n'];

    /// <exception cref="JsonException">Not a passport of this schema; the message says where.</exception>
    public static ModelPassport ReadPassport(ReadOnlySpan<byte> utf8)
    {
        CheckSchema(utf8, ModelPassport.CurrentSchema, "passport");
        return JsonSerializer.Deserialize(utf8, Context.ModelPassport) ?? throw new JsonException("the passport is null");
    }

    /// <exception cref="JsonException">Not a history of this schema; the message says where.</exception>
    public static PromotionHistory ReadPromotions(ReadOnlySpan<byte> utf8)
    {
        CheckSchema(utf8, PromotionHistory.CurrentSchema, "promotion history");
        return JsonSerializer.Deserialize(utf8, Context.PromotionHistory) ?? throw new JsonException("the promotion history is null");
    }

    /// <exception cref="JsonException">Not a trial of this schema; the message says where.</exception>
    public static ModelTrial ReadTrial(ReadOnlySpan<byte> utf8)
    {
        CheckSchema(utf8, ModelTrial.CurrentSchema, "trial");
        return JsonSerializer.Deserialize(utf8, Context.ModelTrial) ?? throw new JsonException("the trial is null");
    }

    /// <summary>A part of a passport as a tree, for comparisons key by key.</summary>
    public static JsonElement Element(PassportPackets packets) => JsonSerializer.SerializeToElement(packets, Context.PassportPackets);

    /// <inheritdoc cref="Element(PassportPackets)"/>
    public static JsonElement Element(PassportStructure structure) => JsonSerializer.SerializeToElement(structure, Context.PassportStructure);

    /// <inheritdoc cref="Element(PassportPackets)"/>
    public static JsonElement Element(PassportSymbol symbol) => JsonSerializer.SerializeToElement(symbol, Context.PassportSymbol);

    /// <inheritdoc cref="Element(PassportPackets)"/>
    public static JsonElement Element(ModelPassport passport) => JsonSerializer.SerializeToElement(passport, Context.ModelPassport);

    // Before anything else: a newer layout should be called newer, not broken.
    private static void CheckSchema(ReadOnlySpan<byte> utf8, int known, string what)
    {
        var reader = new Utf8JsonReader(utf8);
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("schema", out var schema))
            throw new JsonException($"not a {what}: it has no schema");
        if (schema.ValueKind != JsonValueKind.Number || !schema.TryGetInt32(out var number) || number != known)
            throw new JsonException($"the {what} has schema {schema.GetRawText()}, this version reads {known}");
        if (HasNullItem(document.RootElement))
            throw new JsonException($"the {what} has a null in an array");
    }

    // The serializer guards members against null, not the items of arrays.
    private static bool HasNullItem(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(property => HasNullItem(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null || HasNullItem(item)),
        _ => false,
    };
}

/// <summary>Enums by name, in snake_case, as in the configuration.</summary>
internal sealed class SnakeCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NewLine = "\n",
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    // A metric that came out as NaN must not cost the model that took hours: it is written by name.
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters =
    [
        typeof(SnakeCaseEnumConverter<ModelFileFormat>), typeof(SnakeCaseEnumConverter<Overshoot>), typeof(SnakeCaseEnumConverter<PacketAnchor>),
        typeof(SnakeCaseEnumConverter<SwingMode>), typeof(SnakeCaseEnumConverter<BreakMode>), typeof(SnakeCaseEnumConverter<ChochLevel>),
        typeof(SnakeCaseEnumConverter<RangeMode>), typeof(SnakeCaseEnumConverter<FillRule>),
    ])]
[JsonSerializable(typeof(ModelPassport))]
[JsonSerializable(typeof(PromotionHistory))]
[JsonSerializable(typeof(ModelTrial))]
internal sealed partial class PassportJsonContext : JsonSerializerContext;
