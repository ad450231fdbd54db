using System.Buffers;
using System.Text.Json;

namespace MultiSmc.Terminal;

/// <summary>
/// An answer of the lab on its way to the page: written by hand and in columns, because a slider waits for it. What the page says it holds already
/// (packets, baseline) is left out. The page's twin of this is labAnswer.ts.
/// </summary>
internal static class LabAnswer
{
    /// <summary>Writes an answer.</summary>
    /// <param name="result">What was worked out.</param>
    /// <param name="held">Tag of the packets that the page holds.</param>
    /// <param name="heldBaseline">Tag of the baseline that it holds.</param>
    public static ReadOnlyMemory<byte> Write(LabApi.LabResult result, string? held, string? heldBaseline)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 18);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            var source = result.Source;
            json.WriteStartObject();
            json.WriteString("packetsTag"u8, source.Tag);
            if (source.Tag != held)
            {
                json.WritePropertyName("packets"u8);
                json.WriteRawValue(source.Columns, skipInputValidation: true); // written by ourselves
                Column(json, "overview"u8, source.Overview(), static value => value);
            }

            json.WriteStartObject("structure"u8);
            json.WriteString("symbol"u8, source.Symbol);
            json.WriteNumber("from"u8, source.ShownFrom);
            json.WriteNumber("to"u8, source.Last);
            Structure(json, result.Structure);
            Zones(json, result.Zones);
            json.WriteEndObject();
            json.WriteNumber("priceDecimals"u8, source.Market.Instrument.PriceUnits.Decimals);
            json.WriteNumber("tick"u8, source.Market.Instrument.TickUnits);
            json.WriteString("baselineTag"u8, result.BaselineTag);
            if (result.BaselineTag != heldBaseline)
            {
                json.WriteStartObject("baseline"u8);
                Zones(json, result.BaselineZones);
                Figures(json, result.BaselineFigures);
                json.WriteEndObject();
            }

            Figures(json, result.Figures);
            json.WriteNumber("recomputeMs"u8, result.RecomputeMs);
            json.WriteNumber("count"u8, source.Rows.Length);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void Structure(Utf8JsonWriter json, IReadOnlyList<StructureNews> news)
    {
        StructureNews[] swings = [.. news.Where(static it => it.K == "swing")];
        StructureNews[] breaks = [.. news.Where(static it => it.K != "swing")];
        json.WriteStartObject("swings"u8);
        Column(json, "i"u8, swings, static it => it.I);
        Column(json, "at"u8, swings, static it => it.At);
        Column(json, "px"u8, swings, static it => it.Px);
        Column(json, "hi"u8, swings, static it => it.Hi == true ? 1 : 0);
        Column(json, "rep"u8, swings, static it => it.Rep == true ? 1 : 0);
        Words(json, "label"u8, swings, static it => it.Label);
        json.WriteEndObject();
        json.WriteStartObject("breaks"u8);
        Words(json, "k"u8, breaks, static it => it.K);
        Column(json, "i"u8, breaks, static it => it.I);
        Column(json, "at"u8, breaks, static it => it.At);
        Column(json, "px"u8, breaks, static it => it.Px);
        Column(json, "up"u8, breaks, static it => it.Up == true ? 1 : 0);
        json.WriteEndObject();
    }

    private static void Zones(Utf8JsonWriter json, IReadOnlyList<ZoneView> zones)
    {
        json.WriteStartObject("zones"u8);
        Column(json, "id"u8, zones, static it => it.Id);
        Column(json, "up"u8, zones, static it => it.Up ? 1 : 0);
        Words(json, "kind"u8, zones, static it => it.Kind);
        Words(json, "state"u8, zones, static it => it.State);
        Column(json, "originAt"u8, zones, static it => it.OriginAt);
        Column(json, "extAt"u8, zones, static it => it.ExtAt);
        Column(json, "created"u8, zones, static it => it.Created);
        Column(json, "touchedAt"u8, zones, static it => it.TouchedAt);
        Column(json, "enteredAt"u8, zones, static it => it.EnteredAt);
        Column(json, "endedAt"u8, zones, static it => it.EndedAt);
        Column(json, "origin"u8, zones, static it => it.Origin);
        Column(json, "ext"u8, zones, static it => it.Ext);
        Column(json, "top"u8, zones, static it => it.Top);
        Column(json, "entry"u8, zones, static it => it.Entry);
        Column(json, "bottom"u8, zones, static it => it.Bottom);
        Column(json, "eq"u8, zones, static it => it.Eq);
        Column(json, "sl"u8, zones, static it => it.Sl);
        Column(json, "tp1"u8, zones, static it => it.Tp[0]);
        Column(json, "tp2"u8, zones, static it => it.Tp[1]);
        Column(json, "tp3"u8, zones, static it => it.Tp[2]);
        Words(json, "outcome"u8, zones, static it => it.Outcome);
        json.WriteEndObject();
    }

    private static void Figures(Utf8JsonWriter json, LabFigures figures)
    {
        json.WritePropertyName("figures"u8);
        JsonSerializer.Serialize(json, figures, TerminalJson.Options);
    }

    private static void Column<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<T> of, Func<T, long> value)
    {
        json.WriteStartArray(name);
        foreach (var it in of)
            json.WriteNumberValue(value(it));
        json.WriteEndArray();
    }

    // A few words over and over: once each, and their places.
    private static void Words<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<T> of, Func<T, string?> value)
    {
        var words = new List<string?>();
        json.WriteStartObject(name);
        json.WriteStartArray("at"u8);
        foreach (var it in of)
        {
            var word = value(it);
            var place = words.IndexOf(word);
            if (place < 0)
            {
                place = words.Count;
                words.Add(word);
            }

            json.WriteNumberValue(place);
        }

        json.WriteEndArray();
        json.WriteStartArray("words"u8);
        foreach (var word in words)
            json.WriteStringValue(word);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
