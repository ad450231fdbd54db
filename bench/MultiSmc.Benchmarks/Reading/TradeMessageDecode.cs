using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using BenchmarkDotNet.Attributes;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Benchmarks.Reading;

/// <summary>
/// One trade message to a TradeTick: ours, its slow path, and the framework's source-generated serializer. Recorded messages where MULTISMC_TEST_DATA
/// names the folder of recordings, else made ones of the same shape; many different ones in a row, so that the branch predictor cannot learn them.
/// </summary>
[MemoryDiagnoser]
public class TradeMessageDecode
{
    private const int Messages = 8_192;
    private byte[] _flat = [];
    private int[] _ends = [];

    [GlobalSetup]
    public void Setup()
    {
        var flat = new MemoryStream();
        var ends = new List<int>();
        foreach (var message in Recorded() ?? Made())
        {
            flat.Write(Encoding.UTF8.GetBytes(message));
            ends.Add((int)flat.Length);
        }

        _flat = flat.ToArray();
        _ends = [.. ends];
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    public long Ours()
    {
        long sum = 0;
        for (int i = 0, begin = 0; i < _ends.Length; begin = _ends[i++])
            sum += TradeMessageDecoder.TryDecode(_flat.AsSpan(begin, _ends[i] - begin), out var trade) ? trade.Tick.Price.Raw : 0;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    public long OursSlowPath()
    {
        long sum = 0;
        for (int i = 0, begin = 0; i < _ends.Length; begin = _ends[i++])
            sum += TradeMessageDecoder.DecodeSlow(_flat.AsSpan(begin, _ends[i] - begin), out var trade).Kind == WireFaultKind.None ? trade.Tick.Price.Raw : 0;
        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Messages)]
    public long SystemTextJson()
    {
        long sum = 0;
        for (int i = 0, begin = 0; i < _ends.Length; begin = _ends[i++])
        {
            var wrapped = JsonSerializer.Deserialize(_flat.AsSpan(begin, _ends[i] - begin), TradeJson.Default.WrappedTrade);
            sum += FixedPoint.TryParse(wrapped?.Data?.Price, out var raw) ? raw : 0;
        }

        return sum;
    }

    private static string[]? Recorded()
    {
        var root = Environment.GetEnvironmentVariable("MULTISMC_TEST_DATA");
        if (string.IsNullOrEmpty(root))
            return null;
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(root, "binance-spot-ws", "btcusdt_20240808.gz")), CompressionMode.Decompress));
        var messages = new List<string>();
        while (messages.Count < Messages && reader.ReadLine() is { } line)
        {
            if (line.Contains("@trade\"", StringComparison.Ordinal))
                messages.Add(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        }

        return [.. messages];
    }

    private static IEnumerable<string> Made()
    {
        var random = new SplitMix64(7);
        for (var i = 0; i < Messages; i++)
        {
            var bits = random.Next();
            var time = 1_723_161_255_342 + i * 37L;
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"stream\":\"btcusdt@trade\",\"data\":{{\"e\":\"trade\",\"E\":{time + 1},\"s\":\"BTCUSDT\",\"t\":{3_735_683_259 + i},"
                + $"\"p\":\"{60_000 + bits % 4_000}.{(bits >> 20) % 100:D2}000000\",\"q\":\"{(bits >> 30) % 1_000 / 970}.{(bits >> 40) % 100_000:D5}000\","
                + $"\"T\":{time},\"m\":{((bits >> 60) < 8 ? "true" : "false")},\"M\":true}}}}");
        }
    }
}

internal sealed record WrappedTrade([property: JsonPropertyName("stream")] string? Stream, [property: JsonPropertyName("data")] TradeFields? Data);

internal sealed record TradeFields(
    [property: JsonPropertyName("e")] string? Event,
    [property: JsonPropertyName("E")] long EventTime,
    [property: JsonPropertyName("s")] string? Symbol,
    [property: JsonPropertyName("t")] long Id,
    [property: JsonPropertyName("p")] string? Price,
    [property: JsonPropertyName("q")] string? Quantity,
    [property: JsonPropertyName("T")] long Time,
    [property: JsonPropertyName("m")] bool IsBuyerMaker,
    [property: JsonPropertyName("M")] bool Ignored);

[JsonSerializable(typeof(WrappedTrade))]
internal sealed partial class TradeJson : JsonSerializerContext;
