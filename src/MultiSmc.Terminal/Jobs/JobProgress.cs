using System.Text.Json;

namespace MultiSmc.Terminal;

/// <summary>
/// What a job's process tells on stderr: a line of JSON for how far it is, any other line for people.
/// <c>{"progress":"training","done":120,"total":500,"unit":"rows"}</c>; total 0: not known.
/// </summary>
/// <param name="Stage">What it is doing.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all; 0 when not known.</param>
/// <param name="Unit">"bytes", "trades", "rows"; null for steps.</param>
public readonly record struct JobProgress(string Stage, long Done, long Total, string? Unit)
{
    /// <summary>Name of the variable that tells a process to speak so, and to end when its stdin does.</summary>
    public const string Variable = "MULTISMC_JOB";

    private const string Opening = "{\"progress\":";

    /// <summary>The line.</summary>
    public string Line()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("progress", Stage);
            json.WriteNumber("done", Done);
            json.WriteNumber("total", Total);
            if (Unit is not null)
                json.WriteString("unit", Unit);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Reads a line; false when it is for people.</summary>
    public static bool TryRead(string line, out JobProgress progress)
    {
        progress = default;
        if (!line.StartsWith(Opening, StringComparison.Ordinal))
            return false;
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            progress = new JobProgress(
                root.GetProperty("progress").GetString() ?? "",
                root.GetProperty("done").GetInt64(),
                root.GetProperty("total").GetInt64(),
                root.TryGetProperty("unit", out var unit) ? unit.GetString() : null);
            return true;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return false; // a line of its own that only looks like ours
        }
    }
}
