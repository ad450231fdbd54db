using System.Text.Json;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>Reads the body of an admin request and remembers the first thing wrong with it; <see cref="Finish"/> has to be asked before anything is done.</summary>
internal sealed class AdminBody(JsonElement root)
{
    private readonly HashSet<string> _read = [];

    /// <summary>The first fault, or null.</summary>
    public string? Error { get; private set; }

    /// <summary>The first fault, or a field that nobody read; null: all is well.</summary>
    public string? Finish()
    {
        foreach (var field in root.EnumerateObject())
        {
            if (!_read.Contains(field.Name))
                Error ??= $"unknown field '{field.Name}'; known here are {string.Join(", ", _read.Order(StringComparer.Ordinal))}";
        }

        return Error;
    }

    /// <summary>A field that the caller reads itself.</summary>
    public void Read(string name) => _read.Add(name);

    public void Refuse(string message) => Error ??= message;

    public bool Has(string name) => root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public string? Text(string name) => Find(name, JsonValueKind.String, "a text") is { } value ? value.GetString() : null;

    public string RequiredText(string name)
    {
        if (Text(name) is { Length: > 0 } text)
            return text;
        Refuse($"field '{name}' is needed");
        return "";
    }

    /// <summary>One of the words.</summary>
    public string OneOf(string name, string standard, params ReadOnlySpan<string> words)
    {
        var word = Text(name) ?? standard;
        if (!words.Contains(word))
            Refuse($"field '{name}' is one of {string.Join(", ", words!)}");
        return word;
    }

    public bool? Flag(string name)
    {
        _read.Add(name);
        if (!Has(name))
            return null;
        var value = root.GetProperty(name);
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Refuse($"field '{name}' is true or false");
        return null;
    }

    public long? Number(string name, long least, long most)
    {
        if (Find(name, JsonValueKind.Number, "a number") is not { } value)
            return null;
        if (value.TryGetInt64(out var number) && number >= least && number <= most)
            return number;
        Refuse($"field '{name}' is a whole number from {least} to {most}");
        return null;
    }

    /// <summary>A decimal in quotes, in steps of 10^-8.</summary>
    public long? Decimal(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (FixedPoint.TryParse(text, out var raw))
            return raw;
        Refuse($"field '{name}' is a decimal in quotes with at most 8 decimals");
        return null;
    }

    public IReadOnlyList<string>? Texts(string name)
    {
        if (Find(name, JsonValueKind.Array, "a list of texts") is not { } value)
            return null;
        if (value.EnumerateArray().All(static one => one.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(static one => one.GetString() ?? "")];
        Refuse($"field '{name}' is a list of texts");
        return null;
    }

    private JsonElement? Find(string name, JsonValueKind kind, string what)
    {
        _read.Add(name);
        if (!Has(name))
            return null;
        var value = root.GetProperty(name);
        if (value.ValueKind == kind)
            return value;
        Refuse($"field '{name}' is {what}");
        return null;
    }
}
