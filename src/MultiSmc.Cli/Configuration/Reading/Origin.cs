using System.Globalization;

namespace MultiSmc.Cli.Configuration;

/// <summary>What set a value.</summary>
internal enum OriginKind
{
    /// <summary>The table of keys.</summary>
    Default,

    /// <summary>A line of the file.</summary>
    File,

    /// <summary>An environment variable.</summary>
    Environment,

    /// <summary>An option of the command line.</summary>
    CommandLine,

    /// <summary>Another value, or the table of known instruments.</summary>
    Derived,
}

/// <summary>Where a value came from: said beside every fault and every effective value.</summary>
/// <param name="Kind">What set it.</param>
/// <param name="Name">File as the user named it, variable, option, or what it was derived from.</param>
/// <param name="Line">From 1; 0 outside files, and for a file as a whole.</param>
/// <param name="Column">From 1; 0 outside files.</param>
internal sealed record Origin(OriginKind Kind, string Name, int Line, int Column)
{
    /// <summary>The table of keys.</summary>
    public static Origin Default { get; } = new(OriginKind.Default, "default", 0, 0);

    /// <summary>True when a person wrote the value, here or in the environment.</summary>
    public bool IsExplicit => Kind is OriginKind.File or OriginKind.Environment or OriginKind.CommandLine;

    /// <summary>A place in a file; lines and columns count from 1.</summary>
    public static Origin File(string file, long line, long column) => new(OriginKind.File, file, (int)line, (int)column);

    /// <summary>An environment variable.</summary>
    public static Origin Environment(string variable) => new(OriginKind.Environment, variable, 0, 0);

    /// <summary>An option of the command line.</summary>
    public static Origin CommandLine(string option) => new(OriginKind.CommandLine, option, 0, 0);

    /// <summary>Another value.</summary>
    public static Origin Derived(string from) => new(OriginKind.Derived, from, 0, 0);

    /// <summary>"config.yaml:12", "environment MULTISMC__X", "default".</summary>
    public override string ToString() => Kind switch
    {
        OriginKind.File when Line > 0 => string.Create(CultureInfo.InvariantCulture, $"{Name}:{Line}"),
        OriginKind.Environment => "environment " + Name,
        OriginKind.CommandLine => "command line " + Name,
        OriginKind.Derived => "from " + Name,
        _ => Name,
    };

    /// <summary>Like <see cref="ToString"/>, with the column: "config.yaml:12:5".</summary>
    public string Exact() =>
        Kind == OriginKind.File && Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Name}:{Line}:{Column}") : ToString();
}
