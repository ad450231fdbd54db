using System.IO.Enumeration;

namespace MultiSmc.Cli.Configuration;

/// <summary>Finds a symbol's recordings under the data folder.</summary>
internal static class DataFiles
{
    /// <summary>
    /// Full paths of the files a pattern names, in ordinal order; none when nothing fits. <c>*</c> and <c>?</c> do not cross folders.
    /// </summary>
    /// <param name="root">The data folder.</param>
    /// <param name="pattern">A relative file name or glob with / between folders, as the table of keys allows it.</param>
    public static IReadOnlyList<string> Find(string root, string pattern)
    {
        List<string> folders = [root];
        var parts = pattern.Split('/');
        foreach (var part in parts[..^1])
            folders = [.. folders.SelectMany(folder => Entries(folder, part, Directory.EnumerateDirectories))];
        return [.. folders.SelectMany(folder => Entries(folder, parts[^1], Directory.EnumerateFiles))];
    }

    private static IEnumerable<string> Entries(string folder, string part, Func<string, string, EnumerationOptions, IEnumerable<string>> list)
    {
        if (!Directory.Exists(folder))
            return [];
        var options = new EnumerationOptions { IgnoreInaccessible = false, AttributesToSkip = FileAttributes.None };
        return list(folder, "*", options)
            .Where(path => FileSystemName.MatchesSimpleExpression(part, Path.GetFileName(path.AsSpan()), ignoreCase: false))
            .Order(StringComparer.Ordinal);
    }
}
