using System.Text.Json;
using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>How values stand in report.json.</summary>
internal static class JsonFields
{
    /// <summary>A ratio as the shortest number that reads back the same, or null when it is undefined.</summary>
    public static void Ratio(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } known && double.IsFinite(known))
            json.WriteNumber(name, known == 0 ? 0 : known); // −0 is 0
        else
            json.WriteNull(name);
    }

    /// <summary>Money as a decimal string: a JSON number would be read as a double.</summary>
    public static void Amount(this Utf8JsonWriter json, string name, Money? value)
    {
        if (value is { } known)
            json.WriteString(name, known.ToString());
        else
            json.WriteNull(name);
    }

    /// <summary>A moment as ISO 8601 with up to nine decimals: exact, where a number of nanoseconds would not survive a double.</summary>
    public static void Moment(this Utf8JsonWriter json, string name, Timestamp? value)
    {
        if (value is { } known)
            json.WriteString(name, known.ToString());
        else
            json.WriteNull(name);
    }

    /// <summary>A span in seconds.</summary>
    public static void Seconds(this Utf8JsonWriter json, string name, Duration? value) => json.Ratio(name, value?.TotalSeconds);

    /// <summary>A list of objects.</summary>
    public static void Objects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
