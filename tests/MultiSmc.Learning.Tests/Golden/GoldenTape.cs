using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using MultiSmc.Core;
using MultiSmc.Testing;

namespace MultiSmc.Learning.Tests;

/// <summary>The accepted trades of a golden set, in order, with the ordinals at which segments begin.</summary>
internal sealed class GoldenTape
{
    private readonly List<LabelTrade> _trades = [];
    private readonly HashSet<int> _segmentStarts = [];
    private readonly UnitScale _prices;
    private readonly long _maxGapIds;
    private readonly long _sessionGapNs;

    public GoldenTape(GoldenSet set)
    {
        _prices = new UnitScale(set.PacketSettings.GetProperty("price_decimals").GetInt32());
        _maxGapIds = set.PacketSettings.GetProperty("max_gap_ids").GetInt64();
        _sessionGapNs = set.PacketSettings.GetProperty("session_gap_ns").GetInt64();
        var isRecording = set.Root.GetProperty("input_kind").GetString() == "ws";
        foreach (var input in set.Root.GetProperty("inputs").EnumerateArray())
        {
            var path = SharedData.Require((input.GetString() ?? "")["shared/data/".Length..]);
            if (isRecording)
                ReadRecording(path);
            else
                ReadArchive(path);
        }
    }

    public IReadOnlyList<LabelTrade> Trades => _trades;

    public bool IsSegmentStart(int ordinal) => _segmentStarts.Contains(ordinal);

    /// <summary>Ordinals of the trades that closed the packets.</summary>
    public int[] CloseOrdinals(GoldenSet set)
    {
        var ids = _trades.ConvertAll(trade => trade.Id);
        return [.. set.Packets.Select(packet => ids.BinarySearch(packet.LastId))];
    }

    private void ReadRecording(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            if (!line.Contains("@trade\"", StringComparison.Ordinal))
                continue;
            using var document = JsonDocument.Parse(line.AsMemory(line.IndexOf(' ', StringComparison.Ordinal) + 1));
            var data = document.RootElement.GetProperty("data");
            Accept(data.GetProperty("t").GetInt64(), data.GetProperty("T").GetInt64() * 1_000_000, data.GetProperty("p").GetString() ?? "",
                data.GetProperty("m").GetBoolean());
        }
    }

    private void ReadArchive(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        using var reader = new StreamReader(archive.Entries[0].Open());
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            var time = long.Parse(fields[4], CultureInfo.InvariantCulture);
            // Archives are in milliseconds before 2025 and in microseconds since.
            Accept(long.Parse(fields[0], CultureInfo.InvariantCulture), time * (time < 100_000_000_000_000 ? 1_000_000 : 1_000), fields[1],
                bool.Parse(fields[5]));
        }
    }

    private void Accept(long id, long timeNs, string price, bool isBuyerMaker)
    {
        Assert.True(FixedPoint.TryParse(price, out var raw) && _prices.TryToUnits(raw, out _), price);
        _prices.TryToUnits(raw, out var units);
        if (_trades.Count > 0)
        {
            var last = _trades[^1];
            if (id <= last.Id)
                return;
            timeNs = Math.Max(timeNs, last.Time.Nanoseconds);
            if (id - last.Id - 1 > _maxGapIds || (_sessionGapNs != 0 && timeNs - last.Time.Nanoseconds > _sessionGapNs))
                _segmentStarts.Add(_trades.Count);
        }

        _trades.Add(new LabelTrade(id, new Timestamp(timeNs), units, isBuyerMaker ? AggressorSide.Seller : AggressorSide.Buyer));
    }
}
