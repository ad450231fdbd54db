using System.Text;
using System.Text.Json;

namespace MultiSmc.Cli.Configuration;

/// <summary>
/// A configuration written anew as a file of its own, for a run that differs from it in some values: what was written (in the file, the environment or on
/// the command line) with what is changed, folders in full. What only a running node reads is left out.
/// </summary>
internal static class ConfigurationCopy
{
    private static readonly string[] s_nodeOnly = ["schema", "exchange", "node", "terminal", "notifications"];

    /// <summary>The file's text.</summary>
    /// <param name="configuration">What it is a copy of.</param>
    /// <param name="remark">Its first line.</param>
    /// <param name="symbols">The symbols that are kept; empty for all.</param>
    /// <param name="changes">Values by key: <c>data.from</c>, or of each symbol kept: <c>structure.left</c>. As YAML has them; null takes one out.</param>
    public static string Text(BacktestConfiguration configuration, string remark, IReadOnlyCollection<string> symbols, IReadOnlyDictionary<string, string?> changes)
    {
        var values = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        var kept = configuration.Symbols.Index().Where(entry => symbols.Count == 0 || symbols.Contains(entry.Item.Instrument.Symbol)).Select(static entry => entry.Index).ToArray();
        foreach (var value in configuration.Effective.Where(static value => value.Origin.IsExplicit && value.Value is not null))
        {
            if (s_nodeOnly.Contains(value.Path.Split('.')[0]))
                continue;
            values[value.Path] = Yaml(value);
        }

        values["data.root"] = Quoted(configuration.DataRoot);
        values["models.root"] = Quoted(configuration.ModelsRoot);
        values["report.out"] = Quoted(configuration.Report.Out);
        var ofSymbols = changes.Where(static change => IsOfSymbol(change.Key)).ToArray();
        foreach (var (key, value) in changes.Where(static change => !IsOfSymbol(change.Key)))
            values[key] = value;
        var text = new StringBuilder().Append("# ").Append(remark).Append("\nschema: 1\n");
        foreach (var section in values.Where(static entry => !IsListed(entry.Key) && entry.Value is not null).GroupBy(static entry => entry.Key.Split('.')[0]))
        {
            text.Append('\n').Append(section.Key).Append(":\n");
            Append(text, [.. section.Select(static entry => (entry.Key[(entry.Key.IndexOf('.') + 1)..], entry.Value ?? ""))], "  ");
        }

        text.Append("\nsymbols:\n");
        foreach (var at in kept)
        {
            var opening = $"symbols[{at}].";
            var own = new SortedDictionary<string, string?>(StringComparer.Ordinal);
            foreach (var (key, value) in values.Where(entry => entry.Key.StartsWith(opening, StringComparison.Ordinal)))
                own[key[opening.Length..]] = value;
            foreach (var (key, value) in ofSymbols)
                own[key] = value;
            own.Remove("symbol");
            text.Append("  - symbol: ").Append(Quoted(configuration.Symbols[at].Instrument.Symbol)).Append('\n');
            Append(text, [.. own.Where(static entry => entry.Value is not null).Select(static entry => (entry.Key, entry.Value ?? ""))], "    ");
        }

        return text.ToString();
    }

    private static bool IsListed(string path) => path.StartsWith("symbols[", StringComparison.Ordinal);

    private static bool IsOfSymbol(string path) => path is "model" or "files" || path.Split('.')[0] is "packets" or "structure" or "strategy";

    // Keys of this level first, then its sections: a section ends where the next key of the outer level begins.
    private static void Append(StringBuilder text, IReadOnlyList<(string Path, string Value)> values, string indent)
    {
        foreach (var (path, value) in values.Where(static entry => !entry.Path.Contains('.')))
            text.Append(indent).Append(path).Append(": ").Append(value).Append('\n');
        foreach (var section in values.Where(static entry => entry.Path.Contains('.')).GroupBy(static entry => entry.Path[..entry.Path.IndexOf('.')]))
        {
            text.Append(indent).Append(section.Key).Append(":\n");
            Append(text, [.. section.Select(static entry => (entry.Path[(entry.Path.IndexOf('.') + 1)..], entry.Value))], indent + "  ");
        }
    }

    // JSON is YAML: quotes where there must be some, and a text that reads back the same.
    private static string Yaml(EffectiveValue value)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            value.Key.Type.WriteValue(json, value.Value ?? "");
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static string Quoted(string text) => JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping) is var encoded ? $"\"{encoded}\"" : "";
}
