using System.Globalization;

namespace MultiSmc.Cli.Configuration;

/// <summary>
/// Lays <c>MULTISMC__SECTION__KEY</c> variables over the file's tree. Parts are split at two underscores; lists are entered by index
/// (<c>MULTISMC__SYMBOLS__0__PACKETS__BUCKET</c>), where the index after the last appends an item.
/// </summary>
/// <param name="top">The file's tree; it is changed.</param>
/// <param name="faults">Gets what is wrong.</param>
internal sealed class EnvironmentOverlay(ConfigNode.Section top, List<ConfigurationFault> faults)
{
    /// <summary>How the names begin.</summary>
    public const string Prefix = "MULTISMC__";

    private const string Separator = "__";

    /// <summary>Applies every variable with the prefix; others are not looked at.</summary>
    public void Apply(IReadOnlyDictionary<string, string> variables)
    {
        // By parts, numbers by value: item 2 must be appended before item 10, whatever order the environment has.
        var ours = variables
            .Where(static v => v.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(static v => (Name: v.Key, v.Value, Parts: v.Key[Prefix.Length..].Split(Separator)))
            .OrderBy(static v => v.Parts, Comparer<string[]>.Create(CompareParts))
            .ThenBy(static v => v.Name, StringComparer.Ordinal);
        foreach (var (name, value, parts) in ours)
        {
            var origin = Origin.Environment(name);
            Walk(ConfigurationSchema.Root, top, parts, new ConfigNode.Scalar(value, isQuoted: false, origin), "");
        }
    }

    private void Walk(SchemaNode.Section spec, ConfigNode.Section section, ReadOnlySpan<string> parts, ConfigNode.Scalar value, string path)
    {
        var name = parts[0].ToLowerInvariant();
        var childPath = ConfigPath.Child(path, name);
        if (spec.Find(name) is not { } child)
        {
            faults.Add(UnknownKeys.Fault(spec, name, childPath, value.Origin));
            return;
        }

        var rest = parts[1..];
        switch (child)
        {
            case SchemaNode.Section inner:
                if (rest.IsEmpty)
                    Add(value, childPath, "is a section: name one of its keys");
                else if (Enter(section, name, value, static origin => new ConfigNode.Section(origin)) is ConfigNode.Section entered)
                    Walk(inner, entered, rest, value, childPath);
                break;
            case SchemaNode.SectionList list:
                WalkItem(list, section, rest, value, childPath);
                break;
            case SchemaNode.AmountMap:
                if (rest.Length != 1)
                    Add(value, childPath, "needs one asset after it");
                else if (Enter(section, name, value, static origin => new ConfigNode.Section(origin)) is ConfigNode.Section amounts)
                    amounts.Entries[rest[0].ToUpperInvariant()] = new ConfigNode.Entry(value.Origin, value);
                break;
            case SchemaNode.Key { Type: ListType } when rest.Length == 1:
                SetItem(section, name, rest[0], value, childPath);
                break;
            case SchemaNode.Key { Type: ListType }:
                Add(value, childPath, "is a list: end the name with the item's index");
                break;
            default:
                if (rest.IsEmpty)
                    section.Entries[name] = new ConfigNode.Entry(value.Origin, value);
                else
                    Add(value, childPath, "is a single value: nothing may follow its name");
                break;
        }
    }

    private void WalkItem(SchemaNode.SectionList list, ConfigNode.Section parent, ReadOnlySpan<string> parts, ConfigNode.Scalar value, string path)
    {
        if (parts.Length < 2)
        {
            Add(value, path, "is a list: the name goes on with an item's index and a key");
            return;
        }

        if (EnterList(parent, list.Name, parts[0], value, path, out var index) is not { } items)
            return;
        if (index == items.Items.Count)
            items.Items.Add(new ConfigNode.Section(value.Origin));
        if (items.Items[index] is ConfigNode.Section item)
            Walk(list.Item, item, parts[1..], value, ConfigPath.Item(path, index));
    }

    private void SetItem(ConfigNode.Section parent, string name, string part, ConfigNode.Scalar value, string path)
    {
        if (EnterList(parent, name, part, value, path, out var index) is not { } list)
            return;
        if (index == list.Items.Count)
            list.Items.Add(value);
        else
            list.Items[index] = value;
    }

    // The list is made only once the index is known to be good: an empty one would be a second fault.
    private ConfigNode.Sequence? EnterList(ConfigNode.Section parent, string name, string part, ConfigNode.Scalar value, string path, out int index)
    {
        var count = parent.Entries.GetValueOrDefault(name)?.Value is ConfigNode.Sequence existing ? existing.Items.Count : 0;
        return TryIndex(part, count, value, path, out index)
            ? Enter(parent, name, value, static origin => new ConfigNode.Sequence(origin)) as ConfigNode.Sequence
            : null;
    }

    private bool TryIndex(string part, int count, ConfigNode.Scalar value, string path, out int index)
    {
        if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index <= count)
            return true;
        faults.Add(new ConfigurationFault(value.Origin, path, $"has no item '{ConfigurationFault.Printable(part)}'")
        {
            Allowed = $"an index from 0 to {count} ({count} appends)",
        });
        return false;
    }

    // A node of another kind stays: the resolver will say what is wrong with it.
    private static ConfigNode Enter(ConfigNode.Section section, string name, ConfigNode.Scalar value, Func<Origin, ConfigNode> create)
    {
        if (section.Entries.TryGetValue(name, out var entry) && entry.Value is not ConfigNode.Scalar { IsNothing: true })
            return entry.Value;
        var created = create(value.Origin);
        section.Entries[name] = new ConfigNode.Entry(value.Origin, created);
        return created;
    }

    private void Add(ConfigNode.Scalar value, string path, string problem) => faults.Add(new ConfigurationFault(value.Origin, path, problem));

    private static int CompareParts(string[] left, string[] right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            var areNumbers = int.TryParse(left[i], NumberStyles.None, CultureInfo.InvariantCulture, out var a)
                & int.TryParse(right[i], NumberStyles.None, CultureInfo.InvariantCulture, out var b);
            var order = areNumbers ? a.CompareTo(b) : string.CompareOrdinal(left[i], right[i]);
            if (order != 0)
                return order;
        }

        return left.Length.CompareTo(right.Length);
    }
}
