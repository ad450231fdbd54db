namespace MultiSmc.Cli.Configuration;

/// <summary>A row of the table of keys, or a heading that holds rows.</summary>
/// <param name="name">The key in the file.</param>
/// <param name="description">What it means, for a trader; one or two sentences.</param>
internal abstract class SchemaNode(string name, string description)
{
    /// <summary>The key in the file.</summary>
    public string Name { get; } = name;

    /// <summary>What it means.</summary>
    public string Description { get; } = description;

    /// <summary>Keys under a heading.</summary>
    public sealed class Section(string name, string description, params SchemaNode[] children) : SchemaNode(name, description)
    {
        /// <summary>In the order in which they are documented.</summary>
        public IReadOnlyList<SchemaNode> Children => children;

        /// <summary>The child of that name.</summary>
        public SchemaNode? Find(string child) => Array.Find(children, c => c.Name == child);
    }

    /// <summary>A list of sections of one shape.</summary>
    public sealed class SectionList(string name, string description, Section item) : SchemaNode(name, description)
    {
        /// <summary>The shape.</summary>
        public Section Item => item;
    }

    /// <summary>Amounts by asset.</summary>
    public sealed class AmountMap(string name, string description, string defaultAsset, string defaultAmount) : SchemaNode(name, description)
    {
        /// <summary>The only asset when nothing is written.</summary>
        public string DefaultAsset => defaultAsset;

        /// <summary>Its amount.</summary>
        public string DefaultAmount => defaultAmount;
    }

    /// <summary>One value.</summary>
    public sealed class Key(string name, KeyType type, string description) : SchemaNode(name, description)
    {
        /// <summary>What the value may be.</summary>
        public KeyType Type => type;

        /// <summary>The value when nothing is written, as YAML; null when there is none.</summary>
        public string? Default { get; init; }

        /// <summary>In words, where the default follows from something else.</summary>
        public string? DefaultFrom { get; init; }

        /// <summary>A value for the commented file, where there is no default.</summary>
        public string? Example { get; init; }

        /// <summary>"ppm", "milli", "packets", "quote".</summary>
        public string? Unit { get; init; }

        /// <summary>Has to be written, here or under `defaults`.</summary>
        public bool IsRequired { get; init; }

        /// <summary>The commented file has it as a key, not as a remark, though it may be left out.</summary>
        public bool IsWritten { get; init; }

        /// <summary>A place on this machine, or how a node runs on it: it does not belong to the identity of a run.</summary>
        public bool IsMachinePath { get; init; }
    }
}
