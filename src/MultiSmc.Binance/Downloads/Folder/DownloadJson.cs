using System.Text.Json.Serialization;

namespace MultiSmc.Binance;

/// <summary>The small files beside the archives.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ServerVersion))]
[JsonSerializable(typeof(ManifestDocument))]
internal sealed partial class DownloadJson : JsonSerializerContext;
