using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace MultiSmc.Packets.Tests;

/// <summary>Names, values and comparison of golden packets.</summary>
public static class GoldenPacket
{
    private const double Tolerance = 1e-12;

    public static PacketParameters Parameters(JsonElement config) =>
        new()
        {
            PriceDecimals = config.GetProperty("price_decimals").GetInt32(),
            QuantityDecimals = config.GetProperty("qty_decimals").GetInt32(),
            Bucket = config.GetProperty("bucket_scaled").GetInt64(),
            Overshoot = config.GetProperty("overshoot").GetString() == "whole" ? Overshoot.Whole : Overshoot.Split,
            Anchor = config.GetProperty("anchor").GetString() == "none" ? PacketAnchor.None : PacketAnchor.UtcDay,
            VpinWindow = config.GetProperty("vpin_window").GetInt32(),
            MaxGapIds = config.GetProperty("max_gap_ids").GetInt64(),
            SessionGap = new(config.GetProperty("session_gap_ns").GetInt64()),
        };

    public static PacketCounters Counters(JsonElement stats) =>
        new()
        {
            Accepted = stats.GetProperty("accepted").GetInt64(),
            DuplicateOrLate = stats.GetProperty("duplicate_or_late").GetInt64(),
            Invalid = stats.GetProperty("invalid").GetInt64(),
            MissingIds = stats.GetProperty("missing_ids").GetInt64(),
            TimeClamped = stats.GetProperty("time_clamped").GetInt64(),
            Segments = stats.GetProperty("segments").GetInt64(),
            DiscardedTrades = stats.GetProperty("discarded_trades").GetInt64(),
        };

    /// <summary>Compares the named fields; gives how many doubles there were and how many are equal to the bit.</summary>
    public static (int Doubles, int BitEqual) Check(IEnumerable<(string Name, string Text)> expected, Packet packet)
    {
        var (doubles, bitEqual) = (0, 0);
        foreach (var (name, text) in expected)
        {
            if (Integer(packet, name) is { } number)
            {
                Assert.True(text == number.ToString(CultureInfo.InvariantCulture), $"packet {packet.Index}: {name} is {number} instead of {text}");
                continue;
            }

            var wanted = text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
            var value = Real(packet, name);
            doubles++;
            if (wanted.Equals(value))
            {
                bitEqual++;
                continue;
            }

            Assert.True(Math.Abs(wanted - value) <= Tolerance * Math.Abs(wanted), $"packet {packet.Index}: {name} is {value:R} instead of {text}");
        }

        return (doubles, bitEqual);
    }

    /// <summary>Rows of a gzipped CSV with a header, each as (name, text) pairs.</summary>
    public static IEnumerable<List<(string Name, string Text)>> Rows(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var header = (reader.ReadLine() ?? "").Split(',');
        while (reader.ReadLine() is { } line)
            yield return header.Zip(line.Split(',')).ToList();
    }

    /// <summary>Properties of a JSON object as (name, text) pairs; null is an empty text.</summary>
    public static IEnumerable<(string Name, string Text)> Pairs(JsonElement packet) =>
        packet.EnumerateObject().Select(property => (property.Name, property.Value.ValueKind == JsonValueKind.Null ? "" : property.Value.GetRawText()));

    public static JsonDocument ReadJson(string path)
    {
        using var stream = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        return JsonDocument.Parse(content);
    }

    private static long? Integer(Packet p, string name) =>
        name switch
        {
            "index" => p.Index,
            "segment" => p.Segment,
            "flags" => (long)p.Flags,
            "first_id" => p.FirstId,
            "last_id" => p.LastId,
            "open_time_ns" => p.OpenTime.Nanoseconds,
            "close_time_ns" => p.CloseTime.Nanoseconds,
            "elapsed_ns" => p.ElapsedNs,
            "open" => p.Open,
            "high" => p.High,
            "low" => p.Low,
            "close" => p.Close,
            "trade_count" => p.TradeCount,
            "part_count" => p.PartCount,
            "buy_count" => p.BuyCount,
            "side_flips" => p.SideFlips,
            "base" => p.Base,
            "quote" => p.Quote,
            "buy_base" => p.BuyBase,
            "buy_quote" => p.BuyQuote,
            "max_trade_quote" => p.MaxTradeQuote,
            "path" => p.Path,
            "net_move" => p.NetMove,
            "return_count" => p.ReturnCount,
            _ => null,
        };

    private static double Real(Packet p, string name) =>
        name switch
        {
            "rvar" => p.RealisedVariance,
            "imbalance" => p.Imbalance,
            "vwap" => p.Vwap,
            "rv" => p.RealisedVolatility,
            "efficiency" => p.Efficiency,
            "intensity" => p.Intensity,
            "vpin" => p.Vpin,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "unknown column"),
        };
}
