using System.Text.Json;

namespace MultiSmc.EndToEnd.Support;

/// <summary>What tests look up in report.json.</summary>
internal static class ReportJson
{
    /// <summary>Parses a report, from stdout or from its file.</summary>
    public static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>Goes down by names.</summary>
    public static JsonElement At(this JsonElement json, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            json = json.GetProperty(name);
        return json;
    }

    /// <summary>Codes of the warnings with their texts.</summary>
    public static Dictionary<string, string> Warnings(this JsonElement report) =>
        report.GetProperty("warnings").EnumerateArray().ToDictionary(Text("code"), Text("text"));

    /// <summary>A counter of the first instrument.</summary>
    public static long Counter(this JsonElement report, string name) => report.GetProperty("instruments")[0].GetProperty(name).GetInt64();

    private static Func<JsonElement, string> Text(string name) => item => item.GetProperty(name).GetString() ?? "";
}
