namespace MultiSmc.Cli.Configuration;

/// <summary>The file as a tree, each node with its place. Environment overrides are laid over it before anything is judged.</summary>
/// <param name="origin">Where the node stands.</param>
internal abstract class ConfigNode(Origin origin)
{
    /// <summary>Where the node stands.</summary>
    public Origin Origin { get; } = origin;

    /// <summary>What a reader would call it: "a section", "a list", "a value".</summary>
    public abstract string Kind { get; }

    /// <summary>Parses the text of a default: a scalar, or a list of scalars in brackets.</summary>
    public static ConfigNode FromDefault(string text)
    {
        if (!text.StartsWith('['))
            return new Scalar(text, isQuoted: false, Origin.Default);
        var list = new Sequence(Origin.Default);
        foreach (var item in text[1..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            list.Items.Add(new Scalar(item, isQuoted: false, Origin.Default));
        return list;
    }

    /// <summary>A single value, as text: types are the table's business, not YAML's.</summary>
    public sealed class Scalar(string text, bool isQuoted, Origin origin) : ConfigNode(origin)
    {
        /// <summary>The text, without quotes.</summary>
        public string Text { get; } = text;

        /// <summary>It stood in quotes (or as a block), so it is text on purpose.</summary>
        public bool IsQuoted { get; } = isQuoted;

        /// <summary>Nothing after the colon, or YAML's null.</summary>
        public bool IsNothing => !IsQuoted && Origin.Kind == OriginKind.File && Text is "" or "~" or "null";

        /// <inheritdoc/>
        public override string Kind => "a value";
    }

    /// <summary>Keys with their values, in the order of the file.</summary>
    public sealed class Section(Origin origin) : ConfigNode(origin)
    {
        /// <summary>Values by key.</summary>
        public OrderedDictionary<string, Entry> Entries { get; } = new(StringComparer.Ordinal);

        /// <inheritdoc/>
        public override string Kind => "a section";
    }

    /// <summary>Items in order.</summary>
    public sealed class Sequence(Origin origin) : ConfigNode(origin)
    {
        /// <summary>The items.</summary>
        public List<ConfigNode> Items { get; } = [];

        /// <inheritdoc/>
        public override string Kind => "a list";
    }

    /// <summary>A key's value and the place of the key itself.</summary>
    /// <param name="KeyOrigin">Where the key stands.</param>
    /// <param name="Value">Its value.</param>
    public sealed record Entry(Origin KeyOrigin, ConfigNode Value);
}
