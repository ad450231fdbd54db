using System.Text.Json;
using System.Text.Json.Serialization;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Journal;

/// <summary>One type of a schema.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Fields">For a record: names and types of its fields, in the order in which they are written.</param>
/// <param name="Cases">For a closed set: the names of its cases; a value bears its place in this list.</param>
internal sealed record SchemaEntry(string Name, IReadOnlyList<SchemaField>? Fields, IReadOnlyList<string>? Cases);

/// <summary>A field of a record.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">A leaf, the name of an entry, "?X" (may be missing), "*X" (a list).</param>
internal sealed record SchemaField(string Name, string Type);

/// <summary>
/// The types of venue events, requests, commands and traces as a build knew them. It is stored with the journal: records are written field after
/// field without names, so they are small and canonical (equal values, equal bytes: that is what the digests rest on), and a later build finds fields by
/// their names in the schema they were written with. JSON per record was the other choice: three to five times the bytes, and equal values
/// may be spelled in several ways. Since shapes come from reflection, a new case or field is covered the moment it exists.
/// </summary>
internal sealed class RecordSchema
{
    /// <summary>Name of the closed set of everything that a strategy may trace.</summary>
    public const string TraceRoot = "Trace";

    private static readonly Type[] Roots =
    [
        typeof(VenueEvent), typeof(VenueRequest), typeof(OperatorCommand), typeof(TimerRequest), typeof(Fill), typeof(Alert), typeof(CommandResult),
        typeof(EntryLockChange),
    ];

    private RecordSchema(IReadOnlyList<SchemaEntry> entries, IReadOnlyDictionary<string, Type> types)
    {
        Entries = entries;
        Types = types;
        Text = JsonSerializer.Serialize(entries, SchemaJson.Default.IReadOnlyListSchemaEntry);
    }

    /// <summary>The entries, in a stable order.</summary>
    public IReadOnlyList<SchemaEntry> Entries { get; }

    /// <summary>Types of this build by their names.</summary>
    public IReadOnlyDictionary<string, Type> Types { get; }

    /// <summary>As it is stored.</summary>
    public string Text { get; }

    /// <summary>The schema of this build.</summary>
    /// <param name="traceTypes">What a strategy traces: closed sets or single types.</param>
    public static RecordSchema Of(IReadOnlyList<Type> traceTypes)
    {
        var types = new SortedDictionary<string, Type>(StringComparer.Ordinal);
        var entries = new SortedDictionary<string, SchemaEntry>(StringComparer.Ordinal);
        foreach (var root in Roots)
            Describe(root, types, entries);
        var traces = new List<string>();
        foreach (var type in traceTypes)
        {
            var cases = RecordTypes.CasesOf(type);
            foreach (var each in cases.Count > 0 ? cases : [type])
                traces.Add(Describe(each, types, entries).TrimStart('?'));
        }

        entries.Add(TraceRoot, new SchemaEntry(TraceRoot, null, traces));
        return new RecordSchema([.. entries.Values], types);
    }

    /// <summary>The entries of a stored schema.</summary>
    /// <exception cref="InvalidDataException">It is no schema.</exception>
    public static IReadOnlyList<SchemaEntry> Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, SchemaJson.Default.IReadOnlyListSchemaEntry) ?? throw new InvalidDataException("an empty schema");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"the schema of a journal can't be read: {fault.Message}", fault);
        }
    }

    // Notes the type and what it is made of; gives back how a field refers to it.
    private static string Describe(Type type, SortedDictionary<string, Type> types, SortedDictionary<string, SchemaEntry> entries)
    {
        if (RecordTypes.LeafOf(type) is { } leaf)
            return leaf;
        if (Nullable.GetUnderlyingType(type) is { } value)
            return "?" + Describe(value, types, entries);
        if (RecordTypes.ElementOf(type) is { } element)
            return "*" + Describe(element, types, entries);
        var name = RecordTypes.NameOf(type);
        var reference = type.IsValueType ? name : "?" + name;
        if (!types.TryAdd(name, type))
            return types[name] == type ? reference : throw new NotSupportedException($"two types are named {name}: {types[name]} and {type}");
        var cases = RecordTypes.CasesOf(type);
        if (cases.Count > 0)
        {
            foreach (var each in cases)
                Describe(each, types, entries);
            entries.Add(name, new SchemaEntry(name, null, [.. cases.Select(RecordTypes.NameOf)]));
            return reference;
        }

        if (type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true)
            throw new NotSupportedException($"{type} is none of the journal's leaves: add it to {nameof(RecordTypes)}");
        if (type.IsAbstract || type.IsInterface)
            throw new NotSupportedException($"{type} is open: the journal writes closed sets only");
        var fields = new RecordShape(type).Fields;
        entries.Add(name, new SchemaEntry(name, [.. fields.Select(field => new SchemaField(field.Name, Describe(field.Property.PropertyType, types, entries)))], null));
        return reference;
    }
}

/// <summary>Reads and writes schemas without reflection.</summary>
[JsonSerializable(typeof(IReadOnlyList<SchemaEntry>))]
internal sealed partial class SchemaJson : JsonSerializerContext;
