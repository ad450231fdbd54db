using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using MultiSmc.Testing;

namespace MultiSmc.Structure.Tests;

/// <summary>Reads golden files and writes events and zones as they do.</summary>
internal static class GoldenText
{
    public const string ZoneHeader =
        "id,side,kind,broken_index,broken_price,created,origin_index,origin,ext_index,ext,version,state,touched_at,entered_at,ended_at," +
        "top,entry,bottom,eq,sl,tp1,tp2,tp3";

    public const string EventHeader = "packet,event,zone,side,kind,index,price,label,replaces,ext,entry,sl,reason,by";

    public static string[] Lines(string relative)
    {
        using var file = File.OpenRead(SharedData.Require(relative));
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(unzipped);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static JsonElement Json(string relative)
    {
        using var file = File.OpenRead(SharedData.Require(relative));
        if (!relative.EndsWith(".gz", StringComparison.Ordinal))
            return JsonDocument.Parse(file).RootElement;
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        return JsonDocument.Parse(unzipped).RootElement;
    }

    public static StructureParameters Parameters(JsonElement config) => new()
    {
        SwingMode = config.GetProperty("swing_mode").GetString() switch
        {
            "fractal" => SwingMode.Fractal,
            "zigzag_ppm" => SwingMode.ZigzagPpm,
            "zigzag_atr" => SwingMode.ZigzagAtr,
            var other => throw new FormatException(other),
        },
        Left = config.GetProperty("left").GetInt32(),
        Right = config.GetProperty("right").GetInt32(),
        ZigzagPpm = config.GetProperty("zigzag_ppm").GetInt64(),
        ZigzagAtrMilli = config.GetProperty("zigzag_atr_milli").GetInt64(),
        AtrWindow = config.GetProperty("atr_window").GetInt32(),
        BreakMode = config.GetProperty("break_mode").GetString() == "wick" ? BreakMode.Wick : BreakMode.Close,
        BreakBufferTicks = config.GetProperty("break_buffer_ticks").GetInt64(),
        ChochLevel = config.GetProperty("choch_level").GetString() == "protected" ? ChochLevel.Protected : ChochLevel.LastSwing,
        RangeMode = config.GetProperty("range_mode").GetString() == "frozen" ? RangeMode.Frozen : RangeMode.Trailing,
        OteTopMilli = config.GetProperty("ote_top_milli").GetInt64(),
        OteBottomMilli = config.GetProperty("ote_bottom_milli").GetInt64(),
        EntryMilli = config.GetProperty("entry_milli").GetInt64(),
        TpMilli = [.. config.GetProperty("tp_milli").EnumerateArray().Select(value => value.GetInt64())],
        SlBufferMilli = config.GetProperty("sl_buffer_milli").GetInt64(),
        SlBufferTicks = config.GetProperty("sl_buffer_ticks").GetInt64(),
        MinRangePpm = config.GetProperty("min_range_ppm").GetInt64(),
        TtlPackets = config.GetProperty("ttl_packets").GetInt64(),
        HoldPackets = config.GetProperty("hold_packets").GetInt64(),
        MaxZonesPerSide = config.GetProperty("max_zones_per_side").GetInt32(),
        Tick = config.GetProperty("tick").GetInt64(),
    };

    /// <summary>An event as a row of events.csv.</summary>
    public static string Row(in StructureEvent item)
    {
        var isSwing = item.Kind is StructureEventKind.SwingHigh or StructureEventKind.SwingLow;
        var isBreak = item.Kind is >= StructureEventKind.BosBull and <= StructureEventKind.ChochBear;
        var isZone = item.Kind >= StructureEventKind.ZoneCreated;
        var hasLevels = item.Kind is StructureEventKind.ZoneCreated or StructureEventKind.ZoneExtended;
        return string.Join(
            ',',
            Text(item.Packet),
            Snake(item.Kind.ToString()),
            isZone && item.ZoneId >= 0 ? Text(item.ZoneId) : "",
            isZone ? Text((long)item.Side) : "",
            item.Kind == StructureEventKind.ZoneCreated ? Snake(item.BreakKind.ToString()) : "",
            isSwing || isBreak ? Text(item.Index) : "",
            isSwing || isBreak ? Text(item.Price) : "",
            Label(item.Label),
            isSwing ? item.IsReplacement ? "1" : "0" : "",
            hasLevels ? Text(item.Ext) : "",
            hasLevels ? Text(item.Entry) : "",
            hasLevels ? Text(item.Sl) : "",
            item.Reason == StructureReason.None ? "" : Snake(item.Reason.ToString()),
            item.By >= 0 ? Text(item.By) : "");
    }

    /// <summary>An event of an edge case as a row of events.csv.</summary>
    public static string Row(JsonElement item) => string.Join(',', EventHeader.Split(',').Select(name => Column(item, name)));

    /// <summary>A zone as a row of zones.csv.</summary>
    public static string Row(in Zone zone) => string.Join(
        ',',
        Text(zone.Id),
        Text((long)zone.Side),
        Snake(zone.Kind.ToString()),
        Text(zone.BrokenIndex),
        Text(zone.BrokenPrice),
        Text(zone.Created),
        Text(zone.OriginIndex),
        Text(zone.Origin),
        Text(zone.ExtIndex),
        Text(zone.Ext),
        Text(zone.Version),
        Snake(zone.State.ToString()),
        Text(zone.TouchedAt),
        Text(zone.EnteredAt),
        Text(zone.EndedAt),
        Text(zone.Top),
        Text(zone.Entry),
        Text(zone.Bottom),
        Text(zone.Eq),
        Text(zone.Sl),
        Text(zone.Tp(0)),
        Text(zone.Tp(1)),
        Text(zone.Tp(2)));

    /// <summary>A zone of an edge case as a row of zones.csv.</summary>
    public static string ZoneRow(JsonElement zone) => string.Join(',', ZoneHeader.Split(',').Select(name => Column(zone, name)));

    private static string Column(JsonElement item, string name)
    {
        if (!item.TryGetProperty(name, out var value))
            return "";
        return value.ValueKind switch
        {
            JsonValueKind.True => "1",
            JsonValueKind.False => "0",
            JsonValueKind.Null => "",
            _ => value.ToString(),
        };
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Snake(string name) => string.Concat(name.Select((c, k) => char.IsUpper(c) ? (k > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static string Label(SwingLabel label) => label switch
    {
        SwingLabel.None => "",
        SwingLabel.HigherHigh => "HH",
        SwingLabel.LowerHigh => "LH",
        SwingLabel.EqualHigh => "EH",
        SwingLabel.LowerLow => "LL",
        SwingLabel.HigherLow => "HL",
        SwingLabel.EqualLow => "EL",
        _ => throw new ArgumentOutOfRangeException(nameof(label)),
    };
}
