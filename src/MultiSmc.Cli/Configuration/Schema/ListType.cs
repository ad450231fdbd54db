using System.Globalization;
using System.Text.Json;

namespace MultiSmc.Cli.Configuration;

/// <summary>A list of scalars; values are arrays of the item's values.</summary>
/// <param name="item">What each item is.</param>
/// <param name="min">Fewest items.</param>
/// <param name="max">Most items.</param>
/// <param name="isSet">No item twice.</param>
internal sealed class ListType(ScalarType item, int min, int max, bool isSet = false) : KeyType
{
    /// <inheritdoc/>
    public override string Name => "list of " + item.Name;

    /// <inheritdoc/>
    public override string Allowed => min == max
        ? string.Create(CultureInfo.InvariantCulture, $"{min} items, each {item.Allowed}")
        : string.Create(CultureInfo.InvariantCulture, $"{min} to {max} items, each: {item.Allowed}");

    /// <inheritdoc/>
    public override object? Read(ConfigNode node, string path, List<ConfigurationFault> faults)
    {
        if (node is not ConfigNode.Sequence list)
        {
            faults.Add(new ConfigurationFault(node.Origin, path, $"is {node.Kind}, not a list: write [a, b]") { Allowed = Allowed });
            return null;
        }

        var before = faults.Count;
        if (list.Items.Count < min || list.Items.Count > max)
        {
            faults.Add(new ConfigurationFault(node.Origin, path, string.Create(CultureInfo.InvariantCulture, $"has {list.Items.Count} items"))
            {
                Allowed = Allowed,
            });
        }

        var values = new List<object>(list.Items.Count);
        for (var i = 0; i < list.Items.Count; i++)
        {
            var itemPath = ConfigPath.Item(path, i);
            if (item.Read(list.Items[i], itemPath, faults) is not { } value)
                continue;
            if (isSet && values.Contains(value))
                faults.Add(new ConfigurationFault(list.Items[i].Origin, itemPath, "is there twice") { Value = item.Format(value) });
            values.Add(value);
        }

        return faults.Count == before ? values.ToArray() : null;
    }

    /// <inheritdoc/>
    public override string Format(object value) => "[" + string.Join(", ", ((object[])value).Select(item.Format)) + "]";

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteString("type", "array");
        json.WriteNumber("minItems", min);
        json.WriteNumber("maxItems", max);
        if (isSet)
            json.WriteBoolean("uniqueItems", true);
        json.WriteStartObject("items");
        item.WriteSchema(json);
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public override void WriteValue(Utf8JsonWriter json, object value)
    {
        json.WriteStartArray();
        foreach (var each in (object[])value)
            item.WriteValue(json, each);
        json.WriteEndArray();
    }
}
