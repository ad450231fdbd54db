using System.Text.Json;

namespace MultiSmc.Cli.Commands;

/// <summary>A line of a node's log for people.</summary>
internal static class LogText
{
    /// <summary>Time, level where it matters, message.</summary>
    public static void Write(CommandConsole console, TextWriter output, JsonElement entry)
    {
        var level = entry.GetProperty("level").GetString();
        var colour = level switch { "alarm" => "\e[31m", "warning" => "\e[33m", _ => "" };
        var mark = level == "info" ? "" : level + ": ";
        if (colour.Length > 0 && console.HasColour)
            mark = $"{colour}{mark.TrimEnd()}\e[0m ";
        output.WriteLine($"{entry.GetProperty("t").GetString()}  {mark}{entry.GetProperty("message").GetString()}");
    }
}
