using System.IO.Compression;
using System.Text.Json;
using MultiSmc.Testing;

namespace MultiSmc.Strategy.Tests;

/// <summary>Sections of the hand-made number cases.</summary>
internal static class GoldenNumbers
{
    public static IReadOnlyList<JsonElement> Section(string name)
    {
        using var file = File.OpenRead(SharedData.Require("golden/edge/numbers.json.gz"));
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var document = JsonDocument.Parse(unzipped);
        return [.. document.RootElement.GetProperty(name).EnumerateArray().Select(element => element.Clone())];
    }
}
