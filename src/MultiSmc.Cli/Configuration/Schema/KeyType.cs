using System.Text.Json;

namespace MultiSmc.Cli.Configuration;

/// <summary>What a value may be: how it is read, judged, written back and described. All documents about keys come from here.</summary>
internal abstract class KeyType
{
    /// <summary>"integer", "decimal", "duration"...</summary>
    public abstract string Name { get; }

    /// <summary>The allowed values in words.</summary>
    public abstract string Allowed { get; }

    /// <summary>The value of a node, or null with one fault or more added.</summary>
    public abstract object? Read(ConfigNode node, string path, List<ConfigurationFault> faults);

    /// <summary>The one way this value is written: what is shown and hashed, and what YAML reads back.</summary>
    public abstract string Format(object value);

    /// <summary>Writes the keywords of the JSON schema into the open object.</summary>
    public abstract void WriteSchema(Utf8JsonWriter json);

    /// <summary>Writes a value as JSON.</summary>
    public abstract void WriteValue(Utf8JsonWriter json, object value);
}

/// <summary>A type whose values are one scalar.</summary>
internal abstract class ScalarType : KeyType
{
    /// <inheritdoc/>
    public sealed override object? Read(ConfigNode node, string path, List<ConfigurationFault> faults)
    {
        if (node is not ConfigNode.Scalar scalar)
        {
            faults.Add(new ConfigurationFault(node.Origin, path, $"is {node.Kind}, not {WithArticle(Name)}") { Allowed = Allowed });
            return null;
        }

        if (scalar.IsNothing)
        {
            faults.Add(new ConfigurationFault(node.Origin, path, "has no value") { Allowed = Allowed });
            return null;
        }

        var value = Parse(scalar, out var problem);
        if (value is null)
        {
            faults.Add(new ConfigurationFault(node.Origin, path, problem)
            {
                Value = scalar.Text,
                Allowed = Allowed,
                Suggestion = Suggest(scalar.Text),
            });
        }

        return value;
    }

    /// <inheritdoc/>
    public override void WriteValue(Utf8JsonWriter json, object value) => json.WriteStringValue(Format(value));

    /// <summary>The value, or null and what is wrong with it (read after the value itself: "'x' is not an integer").</summary>
    protected abstract object? Parse(ConfigNode.Scalar scalar, out string problem);

    /// <summary>The nearest allowed value.</summary>
    protected virtual string? Suggest(string text) => null;

    private static string WithArticle(string name) => (name[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " : "a ") + name;
}
