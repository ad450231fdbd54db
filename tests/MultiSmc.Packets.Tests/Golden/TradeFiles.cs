using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MultiSmc.Core;
using MultiSmc.Testing;

namespace MultiSmc.Packets.Tests;

/// <summary>Plain readers of the recordings the golden sets were made from.</summary>
public static class TradeFiles
{
    /// <summary>Reads the inputs of a set's params.json, whose paths begin at the folder that holds "shared/data".</summary>
    public static List<TradeTick> Read(JsonElement setParameters)
    {
        var isZip = setParameters.GetProperty("input_kind").GetString() == "zip";
        var trades = new List<TradeTick>();
        foreach (var input in setParameters.GetProperty("inputs").EnumerateArray())
        {
            var path = SharedData.Require((input.GetString() ?? "").Replace("shared/data/", "", StringComparison.Ordinal));
            trades.AddRange(isZip ? ReadArchive(path) : ReadRecording(path));
        }

        return trades;
    }

    private static IEnumerable<TradeTick> ReadArchive(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        using var reader = new StreamReader(zip.Entries[0].Open());
        while (reader.ReadLine() is { } line)
        {
            // id,price,qty,quoteQty,time,isBuyerMaker,isBestMatch
            var fields = line.Split(',');
            var time = Number(fields[4]);
            // Milliseconds before 2025, microseconds since: told apart by size.
            var timestamp = time < 100_000_000_000_000 ? Timestamp.FromMilliseconds(time) : Timestamp.FromMicroseconds(time);
            yield return Tick(Number(fields[0]), timestamp, fields[1], fields[2], fields[5] == "True");
        }
    }

    private static IEnumerable<TradeTick> ReadRecording(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var message = JsonDocument.Parse(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            if (!message.RootElement.TryGetProperty("stream", out var stream) || stream.GetString()?.EndsWith("@trade", StringComparison.Ordinal) != true)
                continue;
            var trade = message.RootElement.GetProperty("data");
            yield return Tick(
                trade.GetProperty("t").GetInt64(),
                Timestamp.FromMilliseconds(trade.GetProperty("T").GetInt64()),
                trade.GetProperty("p").GetString() ?? "",
                trade.GetProperty("q").GetString() ?? "",
                trade.GetProperty("m").GetBoolean());
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static TradeTick Tick(long id, Timestamp time, string price, string quantity, bool isBuyerMaker)
    {
        Assert.True(FixedPoint.TryParse(Encoding.UTF8.GetBytes(price), out var priceRaw), price);
        Assert.True(FixedPoint.TryParse(Encoding.UTF8.GetBytes(quantity), out var quantityRaw), quantity);
        return new(id, time, new(priceRaw), new(quantityRaw), isBuyerMaker ? AggressorSide.Seller : AggressorSide.Buyer);
    }
}
