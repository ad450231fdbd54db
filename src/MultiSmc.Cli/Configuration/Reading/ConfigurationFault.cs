using System.Text;

namespace MultiSmc.Cli.Configuration;

/// <summary>One fault of a configuration: where, what, what would be right. Faults are collected, never thrown one by one.</summary>
/// <param name="Origin">The place of the key or value.</param>
/// <param name="Path">Like <c>symbols[0].packets.bucket</c>; empty for the file as a whole.</param>
/// <param name="Problem">What is wrong, without the value.</param>
internal sealed record ConfigurationFault(Origin Origin, string Path, string Problem)
{
    private const int LongestValue = 60;

    /// <summary>The offending value as written; null when there is none or when it must not be shown.</summary>
    public string? Value { get; init; }

    /// <summary>What is allowed there.</summary>
    public string? Allowed { get; init; }

    /// <summary>The nearest known key or value.</summary>
    public string? Suggestion { get; init; }

    /// <summary>One line for people: place, path, value, problem, allowed values, suggestion.</summary>
    public override string ToString()
    {
        var line = new StringBuilder(Origin.Exact()).Append(": ");
        if (Path.Length > 0)
            line.Append(Path).Append(": ");
        if (Value is not null)
            line.Append('\'').Append(Printable(Value)).Append("' ");
        line.Append(Problem);
        if (Allowed is not null)
            line.Append("; allowed: ").Append(Allowed);
        if (Suggestion is not null)
            line.Append("; did you mean '").Append(Suggestion).Append("'?");
        return line.ToString();
    }

    // A value may hold line ends or terminal escapes; a message is one harmless line.
    internal static string Printable(string value)
    {
        var text = value.Length > LongestValue ? value[..LongestValue] + "..." : value;
        return string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(source[i]) ? '?' : source[i];
        });
    }
}

/// <summary>A configuration was refused; carries every fault. The command line maps it to exit code 3.</summary>
internal sealed class ConfigurationException : Exception
{
    /// <param name="faults">At least one.</param>
    public ConfigurationException(IReadOnlyList<ConfigurationFault> faults)
        : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    /// <summary>Every fault, in the order of the file.</summary>
    public IReadOnlyList<ConfigurationFault> Faults { get; }
}
