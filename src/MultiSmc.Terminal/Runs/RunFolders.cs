using System.Globalization;
using System.Text.Json;

namespace MultiSmc.Terminal;

/// <summary>Backtest runs on disk: folders with a report.json and its tables, as `multismc backtest` writes them.</summary>
internal sealed class RunFolders(string root)
{
    private const string ReportFile = "report.json";
    private const string Schema = "multismc.backtest/1";
    private const long MaxReportBytes = 64 * 1024 * 1024;

    /// <summary>Newest first. A folder whose report can't be read is left out.</summary>
    public IEnumerable<(string Id, DateTime Written, JsonElement Report)> All()
    {
        if (!Directory.Exists(root))
            yield break;
        foreach (var folder in new DirectoryInfo(root).EnumerateDirectories().OrderByDescending(static folder => folder.LastWriteTimeUtc))
        {
            if (Read(folder.FullName) is { } report)
                yield return (folder.Name, folder.LastWriteTimeUtc, report);
        }
    }

    /// <summary>One run.</summary>
    /// <exception cref="ApiException">There is none of that name.</exception>
    public (string Id, DateTime Written, JsonElement Report) Find(string id)
    {
        var folder = FolderOf(id);
        return Read(folder) is { } report ? (id, Directory.GetLastWriteTimeUtc(folder), report) : throw ApiException.NotFound("There is no such run.");
    }

    /// <summary>Rows of one of a run's tables, by column; empty where it has no such table.</summary>
    public IEnumerable<IReadOnlyDictionary<string, string>> Table(string id, string file)
    {
        var path = Path.Combine(FolderOf(id), file);
        if (!File.Exists(path))
            yield break;
        string[]? names = null;
        foreach (var line in File.ReadLines(path))
        {
            var cells = line.Split(',');
            if (names is null)
                names = cells;
            else if (cells.Length == names.Length) // a cell with a comma in it is none that is read here
                yield return names.Zip(cells).ToDictionary(static pair => pair.First, static pair => pair.Second, StringComparer.Ordinal);
        }
    }

    /// <summary>A number, written as one or as text; null where there is none.</summary>
    public static double? Number(JsonElement of, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(name, out of))
                return null;
        }

        return of.ValueKind switch
        {
            JsonValueKind.Number => of.GetDouble(),
            JsonValueKind.String => double.TryParse(of.GetString(), CultureInfo.InvariantCulture, out var value) ? value : null,
            _ => null,
        };
    }

    /// <summary>A text; empty where there is none.</summary>
    public static string Text(JsonElement of, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(name, out of))
                return "";
        }

        return of.ValueKind == JsonValueKind.String ? of.GetString() ?? "" : of.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? "" : of.ToString();
    }

    /// <summary>The entries of a list; none where there is no list.</summary>
    public static IEnumerable<JsonElement> List(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    /// <summary>Milliseconds of an ISO time; 0 where there is none.</summary>
    public static long Ms(string time) =>
        DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.ToUnixTimeMilliseconds() : 0;

    // A name is one folder below the root: letters, digits, dots in between; so no way leads out of it.
    private string FolderOf(string id) =>
        id.Length is > 0 and <= 128 && id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && id.Trim('.').Length > 0 && id[0] != '.'
            ? Path.Combine(root, id)
            : throw ApiException.NotFound("There is no such run.");

    private static JsonElement? Read(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, ReportFile));
        if (!file.Exists || file.Length > MaxReportBytes)
            return null;
        try
        {
            using var stream = file.OpenRead();
            using var document = JsonDocument.Parse(stream);
            return Text(document.RootElement, "schema") == Schema ? document.RootElement.Clone() : null;
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            return null; // being replaced, or not ours to read
        }
    }
}
