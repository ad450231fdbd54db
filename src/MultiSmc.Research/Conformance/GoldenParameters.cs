using System.Text.Json;
using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Research;

/// <summary>Parameters of a conformance set: a params.json with the names of the specification.</summary>
public sealed record GoldenParameters
{
    /// <summary>Input files, relative to the root that is given beside.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>"ws" (recorded lines), "zip" (archives), or "bars" (structure only).</summary>
    public required string InputKind { get; init; }

    /// <summary>The symbol; empty for bars.</summary>
    public required string Symbol { get; init; }

    /// <summary>Decimals of a bar's prices; for trades those of <see cref="Packets"/>.</summary>
    public required int PriceDecimals { get; init; }

    /// <summary>How trades become packets; null for bars.</summary>
    public required PacketParameters? Packets { get; init; }

    /// <summary>How packets become structure.</summary>
    public required StructureParameters Structure { get; init; }

    /// <summary>How zones are labelled; null for bars.</summary>
    public required LabelParameters? Labels { get; init; }

    /// <summary>What the data set of these parameters is made with.</summary>
    public DatasetParameters Dataset => new(PriceDecimals, Packets, Structure, Labels);

    /// <summary>Reads a params.json.</summary>
    /// <exception cref="FormatException">A key is missing or has an unknown value: the message names it.</exception>
    public static GoldenParameters Parse(JsonElement root)
    {
        try
        {
            var hasTrades = root.TryGetProperty("packets", out var packets);
            return new GoldenParameters
            {
                Inputs = [.. root.GetProperty("inputs").EnumerateArray().Select(input => input.GetString() ?? "")],
                InputKind = hasTrades ? Text(root, "input_kind") : "bars",
                Symbol = hasTrades ? Text(root, "symbol") : "",
                PriceDecimals = hasTrades ? packets.GetProperty("price_decimals").GetInt32() : root.GetProperty("price_decimals").GetInt32(),
                Packets = hasTrades ? PacketsOf(packets) : null,
                Structure = StructureOf(root.GetProperty("structure")),
                Labels = hasTrades ? LabelsOf(root.GetProperty("labels")) : null,
            };
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("The parameters lack a key or hold a value of another type: " + fault.Message, fault);
        }
    }

    private static PacketParameters PacketsOf(JsonElement json) => new()
    {
        PriceDecimals = json.GetProperty("price_decimals").GetInt32(),
        QuantityDecimals = json.GetProperty("qty_decimals").GetInt32(),
        Bucket = json.GetProperty("bucket_scaled").GetInt64(),
        Overshoot = Choice(json, "overshoot", ("whole", Overshoot.Whole), ("split", Overshoot.Split)),
        Anchor = Choice(json, "anchor", ("none", PacketAnchor.None), ("utc_day", PacketAnchor.UtcDay)),
        VpinWindow = json.GetProperty("vpin_window").GetInt32(),
        MaxGapIds = json.GetProperty("max_gap_ids").GetInt64(),
        SessionGap = new Duration(json.GetProperty("session_gap_ns").GetInt64()),
    };

    private static StructureParameters StructureOf(JsonElement json) => new()
    {
        SwingMode = Choice(
            json, "swing_mode", ("fractal", SwingMode.Fractal), ("zigzag_ppm", SwingMode.ZigzagPpm), ("zigzag_atr", SwingMode.ZigzagAtr)),
        Left = json.GetProperty("left").GetInt32(),
        Right = json.GetProperty("right").GetInt32(),
        ZigzagPpm = json.GetProperty("zigzag_ppm").GetInt64(),
        ZigzagAtrMilli = json.GetProperty("zigzag_atr_milli").GetInt64(),
        AtrWindow = json.GetProperty("atr_window").GetInt32(),
        BreakMode = Choice(json, "break_mode", ("close", BreakMode.Close), ("wick", BreakMode.Wick)),
        BreakBufferTicks = json.GetProperty("break_buffer_ticks").GetInt64(),
        ChochLevel = Choice(json, "choch_level", ("last_swing", ChochLevel.LastSwing), ("protected", ChochLevel.Protected)),
        RangeMode = Choice(json, "range_mode", ("trailing", RangeMode.Trailing), ("frozen", RangeMode.Frozen)),
        OteTopMilli = json.GetProperty("ote_top_milli").GetInt64(),
        OteBottomMilli = json.GetProperty("ote_bottom_milli").GetInt64(),
        EntryMilli = json.GetProperty("entry_milli").GetInt64(),
        TpMilli = [.. json.GetProperty("tp_milli").EnumerateArray().Select(value => value.GetInt64())],
        SlBufferMilli = json.GetProperty("sl_buffer_milli").GetInt64(),
        SlBufferTicks = json.GetProperty("sl_buffer_ticks").GetInt64(),
        MinRangePpm = json.GetProperty("min_range_ppm").GetInt64(),
        TtlPackets = json.GetProperty("ttl_packets").GetInt64(),
        HoldPackets = json.GetProperty("hold_packets").GetInt64(),
        MaxZonesPerSide = json.GetProperty("max_zones_per_side").GetInt32(),
        Tick = json.GetProperty("tick").GetInt64(),
    };

    private static LabelParameters LabelsOf(JsonElement json) => new()
    {
        FillRule = Choice(json, "fill_mode", ("through", FillRule.Through), ("touch", FillRule.Touch)),
        Latency = new Duration(json.GetProperty("latency_ns").GetInt64()),
        HoldPackets = json.GetProperty("hold_packets").GetInt64(),
        TpIndex = json.GetProperty("tp_index").GetInt32(),
        MakerFeePpm = json.GetProperty("maker_fee_ppm").GetInt64(),
        TakerFeePpm = json.GetProperty("taker_fee_ppm").GetInt64(),
        StopSlippageTicks = json.GetProperty("stop_slippage_ticks").GetInt64(),
        Tick = json.GetProperty("tick").GetInt64(),
        ApproachPpm = json.GetProperty("approach_ppm").GetInt64(),
        ApproachRangeMilli = json.GetProperty("approach_range_milli").GetInt64(),
    };

    private static string Text(JsonElement json, string key) => json.GetProperty(key).GetString() ?? "";

    private static T Choice<T>(JsonElement json, string key, params (string Name, T Value)[] choices)
    {
        var text = Text(json, key);
        foreach (var (name, value) in choices)
        {
            if (name == text)
                return value;
        }

        throw new FormatException($"'{key}' is '{text}'; known are {string.Join(", ", choices.Select(choice => choice.Name))}.");
    }
}
