using System.Text;
using System.Text.Json;
using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>The facts of a day as the text kept in the file's key-value metadata.</summary>
internal static class DayFactsJson
{
    /// <summary>Key of the layout's name and version.</summary>
    public const string SchemaKey = "multismc.schema";

    /// <summary>Key of the facts.</summary>
    public const string FactsKey = "multismc.day";

    public static string Write(DayFacts facts)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("market", facts.Key.Market);
            json.WriteString("symbol", facts.Key.Symbol);
            json.WriteString("day", DayName.Of(facts.Day));
            json.WriteNumber("rows", facts.Rows);
            json.WriteNumber("first_key", facts.FirstKey);
            json.WriteNumber("last_key", facts.LastKey);
            json.WriteNumber("first_time_ns", facts.FirstTime.Nanoseconds);
            json.WriteNumber("last_time_ns", facts.LastTime.Nanoseconds);
            json.WriteNumber("min_time_ns", facts.MinTime.Nanoseconds);
            json.WriteNumber("max_time_ns", facts.MaxTime.Nanoseconds);
            json.WriteNumber("price_decimals", facts.Scale.Price);
            json.WriteNumber("quantity_decimals", facts.Scale.Quantity);
            json.WriteNumber("missing", facts.MissingKeys);
            json.WriteNumber("gap_count", facts.GapCount);
            json.WriteStartArray("gaps");
            foreach (var gap in facts.Gaps)
            {
                json.WriteStartArray();
                json.WriteNumberValue(gap.After);
                json.WriteNumberValue(gap.Before);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteString("content", facts.Content);
            json.WriteStartArray("sources");
            foreach (var source in facts.Sources)
            {
                json.WriteStartObject();
                json.WriteString("name", source.Name);
                json.WriteString("sha256", source.Sha256);
                if (source.Days > 0)
                    json.WriteNumber("days", source.Days);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteHoles(json, facts.Holes);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Reads the facts.</summary>
    /// <exception cref="FormatException">The text is not what <see cref="Write"/> makes.</exception>
    public static DayFacts Read(DatasetKind kind, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var json = document.RootElement;
            return new DayFacts
            {
                Key = new SeriesKey(kind, Text(json, "symbol"), Text(json, "market")),
                Day = DayName.TryParse(Text(json, "day"), out var day) ? day : throw new FormatException("its day is none"),
                Rows = Number(json, "rows"),
                FirstKey = Number(json, "first_key"),
                LastKey = Number(json, "last_key"),
                FirstTime = new Timestamp(Number(json, "first_time_ns")),
                LastTime = new Timestamp(Number(json, "last_time_ns")),
                MinTime = new Timestamp(Number(json, "min_time_ns")),
                MaxTime = new Timestamp(Number(json, "max_time_ns")),
                Scale = new DecimalScale(Decimals(json, "price_decimals"), Decimals(json, "quantity_decimals")),
                MissingKeys = Number(json, "missing"),
                GapCount = Number(json, "gap_count"),
                Gaps = [.. json.GetProperty("gaps").EnumerateArray().Select(static gap => new KeyGap(gap[0].GetInt64(), gap[1].GetInt64()))],
                Content = Text(json, "content") is var content && ContentHash.IsOne(content) ? content : "",
                Sources = [.. json.GetProperty("sources").EnumerateArray().Select(Source)],
                Holes = json.TryGetProperty("holes", out var holes) ? [.. holes.EnumerateArray().Select(static hole => new KnownHole(hole[0].GetInt64(), hole[1].GetInt64()))] : [],
            };
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            throw new FormatException(fault.Message, fault);
        }
    }

    private static void WriteHoles(Utf8JsonWriter json, IReadOnlyList<KnownHole> holes)
    {
        if (holes.Count == 0)
            return;
        json.WriteStartArray("holes");
        foreach (var hole in holes)
        {
            json.WriteStartArray();
            json.WriteNumberValue(hole.First);
            json.WriteNumberValue(hole.Last);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static ImportSource Source(JsonElement json) =>
        new(Text(json, "name"), Text(json, "sha256"), json.TryGetProperty("days", out var days) ? days.GetInt32() : 0);

    private static int Decimals(JsonElement json, string name) =>
        Number(json, name) is >= 0 and <= FixedPoint.Decimals and var decimals ? (int)decimals : throw new FormatException($"{name} is not 0 to 8");

    private static long Number(JsonElement json, string name) => json.GetProperty(name).GetInt64();

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";
}
