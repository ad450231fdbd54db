namespace MultiSmc.Cli.Configuration;

/// <summary>What to say about a key that is not in the table. Its value is never shown: a misspelt secret would be in it.</summary>
internal static class UnknownKeys
{
    /// <summary>The fault, with the nearest key of the section or the section in which the key would be known.</summary>
    public static ConfigurationFault Fault(SchemaNode.Section section, string name, string path, Origin origin)
    {
        if (SecretNames.Contains(name))
            return new ConfigurationFault(origin, path, SecretNames.Problem) { Value = SecretNames.Mask };
        var suggestion = Nearest.Find(name, section.Children.Select(static child => child.Name)) ?? Elsewhere(section, name);
        return new ConfigurationFault(origin, path, "is an unknown key")
        {
            Allowed = suggestion is null ? string.Join(", ", section.Children.Select(static child => child.Name)) : null,
            Suggestion = suggestion,
        };
    }

    // A right key in the wrong place: further down in this section first, then anywhere.
    private static string? Elsewhere(SchemaNode.Section section, string name) =>
        ConfigurationSchema.Walk(section, "").Concat(ConfigurationSchema.Walk()).FirstOrDefault(row => row.Node.Name == name).Path;
}
