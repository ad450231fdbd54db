using System.Text.Json;
using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;
using MultiSmc.Testing;

namespace MultiSmc.Learning.Tests;

/// <summary>One golden set made from real trades: its parameters, packets and the detector's events.</summary>
internal sealed class GoldenSet
{
    private static readonly string[] SwingLabels = ["", "HH", "LH", "EH", "LL", "HL", "EL"];

    public static readonly string[] Names = ["btc_a", "btc_b", "btc_c", "ltc_a", "ltc_b", "btc_day"];

    public GoldenSet(string name)
    {
        Name = name;
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require($"golden/{name}/params.json")));
        Root = document.RootElement.Clone();
        Packets = ReadPackets(new GoldenTable($"{name}/packets.csv.gz"));
        Events = ReadEvents(new GoldenTable($"{name}/events.csv.gz"));
        Zones = new GoldenTable($"{name}/zones.csv.gz");
    }

    public string Name { get; }

    public JsonElement Root { get; }

    public Packet[] Packets { get; }

    public StructureEvent[] Events { get; }

    public GoldenTable Zones { get; }

    public JsonElement PacketSettings => Root.GetProperty("packets");

    public JsonElement StructureSettings => Root.GetProperty("structure");

    public LabelParameters Labels => ReadLabels(Root.GetProperty("labels"));

    public double Bucket => PacketSettings.GetProperty("bucket_scaled").GetInt64();

    public static LabelParameters ReadLabels(JsonElement json) => new()
    {
        FillRule = Enum.Parse<FillRule>(json.GetProperty("fill_mode").GetString() ?? "", ignoreCase: true),
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

    private static Packet[] ReadPackets(GoldenTable table)
    {
        var packets = new Packet[table.Count];
        for (var i = 0; i < packets.Length; i++)
        {
            packets[i] = new Packet
            {
                Index = table.Long(i, "index"),
                Segment = (int)table.Long(i, "segment"),
                Flags = (PacketFlags)table.Long(i, "flags"),
                FirstId = table.Long(i, "first_id"),
                LastId = table.Long(i, "last_id"),
                OpenTime = new Timestamp(table.Long(i, "open_time_ns")),
                CloseTime = new Timestamp(table.Long(i, "close_time_ns")),
                ElapsedNs = table.Long(i, "elapsed_ns"),
                Open = table.Long(i, "open"),
                High = table.Long(i, "high"),
                Low = table.Long(i, "low"),
                Close = table.Long(i, "close"),
                TradeCount = table.Long(i, "trade_count"),
                PartCount = table.Long(i, "part_count"),
                BuyCount = table.Long(i, "buy_count"),
                SideFlips = table.Long(i, "side_flips"),
                Base = table.Long(i, "base"),
                Quote = table.Long(i, "quote"),
                BuyBase = table.Long(i, "buy_base"),
                BuyQuote = table.Long(i, "buy_quote"),
                MaxTradeQuote = table.Long(i, "max_trade_quote"),
                Path = table.Long(i, "path"),
                NetMove = table.Long(i, "net_move"),
                ReturnCount = table.Long(i, "return_count"),
                RealisedVariance = table.Double(i, "rvar"),
                Imbalance = table.Double(i, "imbalance"),
                Vwap = table.Double(i, "vwap"),
                RealisedVolatility = table.Double(i, "rv"),
                Efficiency = table.Double(i, "efficiency"),
                Intensity = table.Double(i, "intensity"),
                Vpin = table.Double(i, "vpin"),
            };
        }

        return packets;
    }

    private static StructureEvent[] ReadEvents(GoldenTable table)
    {
        var events = new StructureEvent[table.Count];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = new StructureEvent
            {
                Packet = table.Long(i, "packet"),
                Kind = Named<StructureEventKind>(table.Text(i, "event")),
                ZoneId = (int)table.Long(i, "zone", -1),
                Side = (Direction)table.Long(i, "side", 0),
                BreakKind = table.Text(i, "kind") == "choch" ? BreakKind.Choch : BreakKind.Bos,
                Index = table.Long(i, "index", -1),
                Price = table.Long(i, "price", 0),
                Label = (SwingLabel)Array.IndexOf(SwingLabels, table.Text(i, "label")),
                IsReplacement = table.Long(i, "replaces", 0) == 1,
                Ext = table.Long(i, "ext", 0),
                Entry = table.Long(i, "entry", 0),
                Sl = table.Long(i, "sl", 0),
                Reason = Named<StructureReason>(table.Text(i, "reason")),
                By = (int)table.Long(i, "by", -1),
            };
        }

        return events;
    }

    private static T Named<T>(string text)
        where T : struct, Enum =>
        text.Length == 0 ? default : Enum.Parse<T>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
