using System.Text.Json;
using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Commands;

/// <summary>Faults and effective values, for people and for programs.</summary>
internal static class ConfigurationReport
{
    /// <summary>Faults to stderr, a line each.</summary>
    public static void WriteFaults(CommandConsole console, IReadOnlyList<ConfigurationFault> faults)
    {
        console.WriteError(faults.Count == 1 ? "the configuration has a fault" : $"the configuration has {faults.Count} faults");
        foreach (var fault in faults)
            console.Error.WriteLine("  " + fault);
    }

    /// <summary>Faults as the property <c>faults</c>.</summary>
    public static void WriteFaults(Utf8JsonWriter json, IReadOnlyList<ConfigurationFault> faults)
    {
        json.WriteStartArray("faults");
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            WriteOrigin(json, fault.Origin);
            json.WriteString("path", fault.Path);
            json.WriteString("value", fault.Value);
            json.WriteString("problem", fault.Problem);
            json.WriteString("allowed", fault.Allowed);
            json.WriteString("suggestion", fault.Suggestion);
            json.WriteString("message", fault.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Effective values to stdout: path, value, unit, source, in columns.</summary>
    public static void WriteValues(CommandConsole console, BacktestConfiguration configuration)
    {
        var values = configuration.Effective;
        var pathWidth = values.Max(static v => v.Path.Length);
        var valueWidth = Math.Min(40, values.Max(static v => Shown(v).Length));
        foreach (var value in values)
            console.Out.WriteLine($"{value.Path.PadRight(pathWidth)}  {Shown(value).PadRight(valueWidth)}  {value.Origin}");
        console.Out.WriteLine();
        console.Out.WriteLine($"hash {configuration.Hash}");
    }

    /// <summary>Effective values as the property <c>values</c>.</summary>
    public static void WriteValues(Utf8JsonWriter json, BacktestConfiguration configuration)
    {
        json.WriteStartArray("values");
        foreach (var value in configuration.Effective)
        {
            json.WriteStartObject();
            json.WriteString("path", value.Path);
            json.WritePropertyName("value");
            if (value.Value is null)
                json.WriteNullValue();
            else
                value.Key.Type.WriteValue(json, value.Value);
            json.WriteString("unit", value.Key.Unit);
            WriteOrigin(json, value.Origin);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOrigin(Utf8JsonWriter json, Origin origin)
    {
        json.WriteStartObject("source");
        json.WriteString("kind", origin.Kind switch
        {
            OriginKind.File => "file",
            OriginKind.Environment => "environment",
            OriginKind.CommandLine => "command_line",
            OriginKind.Derived => "derived",
            _ => "default",
        });
        json.WriteString("name", origin.Name);
        if (origin.Line > 0)
        {
            json.WriteNumber("line", origin.Line);
            json.WriteNumber("column", origin.Column);
        }

        json.WriteEndObject();
    }

    private static string Shown(EffectiveValue value)
    {
        if (value.Text is not { } text)
            return "(not set)";
        return value.Key.Unit is null ? ConfigurationFault.Printable(text) : text + " " + value.Key.Unit;
    }
}
