using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MultiSmc.Testing;

namespace MultiSmc.Binance.Tests;

/// <summary>The shared recordings, line by line and without the readers under test.</summary>
internal static class Recorded
{
    public static readonly string[] Files = ["btcusdt_20240808.gz", "ethusdt_20240808.gz", "nexousdt_20240723.gz", "nexousdt_20240724.gz"];

    public static IEnumerable<byte[]> Messages(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedData.Require("binance-spot-ws/" + file)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return Encoding.UTF8.GetBytes(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
    }

    public static bool Contains(byte[] message, string text) => message.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    public static JsonElement[] Facts(string folder, string list)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require(folder + "/facts.json")));
        return [.. document.RootElement.Clone().GetProperty(list).EnumerateArray()];
    }
}
