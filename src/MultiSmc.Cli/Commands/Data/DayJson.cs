using System.Text.Json;
using MultiSmc.Catalog;

namespace MultiSmc.Cli.Commands;

/// <summary>A day of the catalog as JSON.</summary>
internal static class DayJson
{
    /// <summary>Writes its facts into the open object.</summary>
    public static void Write(Utf8JsonWriter json, DayFacts facts)
    {
        json.WriteString("day", DayName.Of(facts.Day));
        json.WriteNumber("rows", facts.Rows);
        json.WriteNumber("first_id", facts.FirstKey);
        json.WriteNumber("last_id", facts.LastKey);
        json.WriteString("first_time", facts.FirstTime.ToString());
        json.WriteString("last_time", facts.LastTime.ToString());
        json.WriteNumber("gaps", facts.GapCount);
        json.WriteNumber("missing_ids", facts.MissingKeys);
        // Of a file of an earlier version it is not known without reading all of it.
        json.WriteString("content", facts.Content.Length > 0 ? facts.Content : null);
        json.WriteStartArray("sources");
        foreach (var source in facts.Sources)
        {
            json.WriteStartObject();
            json.WriteString("name", source.Name);
            json.WriteString("sha256", source.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
