using System.Text.Json;
using MultiSmc.Learning;

namespace MultiSmc.Cli.Configuration;

/// <summary>One word of a few; values are <see cref="string"/>.</summary>
/// <param name="words">All of them.</param>
internal sealed class ChoiceType(params string[] words) : ScalarType
{
    /// <inheritdoc/>
    public override string Name => "word";

    /// <inheritdoc/>
    public override string Allowed => string.Join(", ", words);

    /// <inheritdoc/>
    public override string Format(object value) => (string)value;

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteStartArray("enum");
        foreach (var word in words)
            json.WriteStringValue(word);
        json.WriteEndArray();
    }

    /// <inheritdoc/>
    protected override object? Parse(ConfigNode.Scalar scalar, out string problem)
    {
        problem = "is not one of the allowed words";
        return Array.Find(words, word => word == scalar.Text);
    }

    /// <inheritdoc/>
    protected override string? Suggest(string text) => Nearest.Find(text, words);
}

/// <summary>
/// <c>true</c> or <c>false</c>; values are <see cref="bool"/>. YAML 1.1's yes and on are refused: half of the readers take them as text.
/// </summary>
internal sealed class BooleanType : ScalarType
{
    /// <inheritdoc/>
    public override string Name => "boolean";

    /// <inheritdoc/>
    public override string Allowed => "true, false";

    /// <inheritdoc/>
    public override string Format(object value) => (bool)value ? "true" : "false";

    /// <inheritdoc/>
    public override void WriteValue(Utf8JsonWriter json, object value) => json.WriteBooleanValue((bool)value);

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter json) => json.WriteString("type", "boolean");

    /// <inheritdoc/>
    protected override object? Parse(ConfigNode.Scalar scalar, out string problem)
    {
        problem = "is neither true nor false";
        return scalar switch
        {
            { IsQuoted: false, Text: "true" } => true,
            { IsQuoted: false, Text: "false" } => false,
            _ => null,
        };
    }
}

/// <summary>Text that fulfils a rule; values are <see cref="string"/>.</summary>
/// <param name="allowed">The rule in words.</param>
/// <param name="pattern">The rule as a regular expression for the JSON schema.</param>
/// <param name="judge">What is wrong with a text, or null.</param>
internal sealed class TextType(string allowed, string pattern, Func<string, string?> judge) : ScalarType
{
    private const int LongestCode = 20;

    /// <summary>The exchange's name of a symbol or an asset.</summary>
    public static TextType Code { get; } = new(
        "1 to 20 capital letters and digits",
        "^[A-Z0-9]{1,20}$",
        static text => IsCode(text) ? null : "is not an exchange's code");

    /// <summary>A folder, relative to the configuration file or absolute.</summary>
    public static TextType Folder { get; } = new(
        "a folder, relative to this file or absolute",
        ".+",
        static text => text.Trim().Length == 0 || text.Contains('\0', StringComparison.Ordinal) ? "is not a folder's name" : null);

    /// <summary>An address of a server.</summary>
    public static TextType Address { get; } = new(
        "an address that begins with http://, https://, ws:// or wss://",
        "^(http|ws)s?://.+$",
        static text => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https" or "ws" or "wss") ? null : "is no address");

    /// <summary>Name of an environment variable.</summary>
    public static TextType Variable { get; } = new(
        "capital letters, digits and _, not beginning with a digit",
        "^[A-Z_][A-Z0-9_]*$",
        static text => text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_')
            ? null
            : "is not the name of a variable");

    /// <summary>A file name or glob that stays under the data folder.</summary>
    public static TextType FilePattern { get; } = new(
        "a file name or glob (* and ?) under data.root, with / between folders",
        @"^[^/\\].*$",
        static text => StaysBelow(text) ? null : "does not name files under data.root");

    /// <summary>A day or a moment, UTC.</summary>
    public static TextType Moment { get; } = new(
        "a UTC day or moment, like 2025-06-21 or 2025-06-21T12:00:00Z",
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,7})?)?Z)?$",
        static text => UtcMoment.TryParse(text, out _) ? null : "is no moment");

    /// <summary>Which model judges the order flow: the name of one, by the registry's own rule, or <see cref="ModelName.None"/>.</summary>
    public static TextType Model { get; } = new(
        $"none, or a model's name: {ModelName.Rule}",
        ModelName.Pattern,
        static text => text == ModelName.None || ModelName.Fault(text) is null ? null : "is not a model's name");

    /// <inheritdoc/>
    public override string Name => "text";

    /// <inheritdoc/>
    public override string Allowed => allowed;

    /// <summary>Whether a text is an exchange's code.</summary>
    public static bool IsCode(string text) =>
        text.Length is > 0 and <= LongestCode && text.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    /// <inheritdoc/>
    public override string Format(object value) => (string)value;

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteString("type", "string");
        json.WriteString("pattern", pattern);
    }

    /// <inheritdoc/>
    protected override object? Parse(ConfigNode.Scalar scalar, out string problem)
    {
        problem = judge(scalar.Text) ?? "";
        return problem.Length == 0 ? scalar.Text : null;
    }

    // The rule is the same on every system, so backslashes and drive letters are refused everywhere.
    private static bool StaysBelow(string text) =>
        text.Trim().Length > 0
        && text.IndexOfAny(['\\', ':', '\0']) < 0
        && text.Split('/').All(static part => part is not ("" or "." or ".."));
}
