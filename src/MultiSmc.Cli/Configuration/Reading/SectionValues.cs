using MultiSmc.Core;

namespace MultiSmc.Cli.Configuration;

/// <summary>One resolved value with what set it.</summary>
/// <param name="Path">Like <c>symbols[0].packets.bucket</c>.</param>
/// <param name="Key">Its row in the table.</param>
/// <param name="Value">As its type has it; null when nothing is set, or when what is set is faulty.</param>
/// <param name="Origin">What set it.</param>
/// <param name="IsFaulty">Something is set but cannot be used; the fault is reported already.</param>
internal sealed record EffectiveValue(string Path, SchemaNode.Key Key, object? Value, Origin Origin, bool IsFaulty = false)
{
    /// <summary>It stands under `defaults`, for all symbols.</summary>
    public bool IsShared { get; init; }

    /// <summary>The canonical text; null when nothing is set.</summary>
    public string? Text => Value is null ? null : Key.Type.Format(Value);
}

/// <summary>The resolved values of one section. Names are those of the table: another name is a defect of ours.</summary>
/// <param name="path">Path of the section.</param>
/// <param name="origin">Its place, for faults about what is missing in it.</param>
internal sealed class SectionValues(string path, Origin origin)
{
    private readonly OrderedDictionary<string, EffectiveValue> _values = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, SectionValues> _sections = new(StringComparer.Ordinal);
    private readonly List<SectionValues> _items = [];

    /// <summary>Path of the section.</summary>
    public string Path => path;

    /// <summary>Its place.</summary>
    public Origin Origin => origin;

    /// <summary>Items, where the section is a list.</summary>
    public IReadOnlyList<SectionValues> Items => _items;

    /// <summary>Own values, in the order of the table.</summary>
    public IEnumerable<EffectiveValue> Own => _values.Values;

    /// <summary>Own values and those of everything inside, in the order of the table.</summary>
    public IEnumerable<EffectiveValue> All()
    {
        foreach (var value in _values.Values)
            yield return value;
        foreach (var section in _sections.Values.Concat(_items))
        {
            foreach (var value in section.All())
                yield return value;
        }
    }

    /// <summary>Sets or replaces a value.</summary>
    public void Set(EffectiveValue value) => _values[value.Key.Name] = value;

    /// <summary>Adds a section.</summary>
    public void Add(string name, SectionValues section) => _sections.Add(name, section);

    /// <summary>Adds an item.</summary>
    public void AddItem(SectionValues item) => _items.Add(item);

    /// <summary>A section inside, or null.</summary>
    public SectionValues? FindSection(string name) => _sections.GetValueOrDefault(name);

    /// <summary>A section inside.</summary>
    public SectionValues Section(string name)
    {
        var section = FindSection(name);
        Invariant.That(section is not null, $"the table has a section {name} under '{path}'");
        return section;
    }

    /// <summary>A value, or null when there is no such row here.</summary>
    public EffectiveValue? FindValue(string name) => _values.GetValueOrDefault(name);

    /// <summary>A value with its origin.</summary>
    public EffectiveValue this[string name]
    {
        get
        {
            var value = FindValue(name);
            Invariant.That(value is not null, $"the table has a key {name} under '{path}'");
            return value;
        }
    }

    /// <summary>A whole number that is set.</summary>
    public long Long(string name) => (long)Required(name);

    /// <summary>A whole number that is set and whose range fits.</summary>
    public int Int(string name) => checked((int)Long(name));

    /// <summary>A word or text that is set.</summary>
    public string Text(string name) => (string)Required(name);

    /// <summary>A boolean that is set.</summary>
    public bool Flag(string name) => (bool)Required(name);

    /// <summary>A duration that is set.</summary>
    public Duration Time(string name) => (Duration)Required(name);

    /// <summary>The items of a list that is set.</summary>
    public IReadOnlyList<T> List<T>(string name) => [.. ((object[])Required(name)).Cast<T>()];

    /// <summary>A whole number, or null when it is not set or faulty.</summary>
    public long? LongOrNull(string name) => this[name].Value is long value ? value : null;

    private object Required(string name)
    {
        var value = this[name].Value;
        Invariant.That(value is not null, $"{path}.{name} is set once a configuration has no faults");
        return value;
    }
}
