namespace MultiSmc.Binance;

/// <summary>Turns what a user names (files, folders, patterns) into files.</summary>
public static class TapeFiles
{
    private static readonly string[] Endings = [".zip", ".csv", ".gz"];

    /// <summary>
    /// The files of a path: the file itself; of a folder its zip, csv and gz files; of a pattern (* and ? in the last part) those that match. Folders
    /// and patterns are ordered by name, ordinally, which puts archives in order of time.
    /// </summary>
    /// <exception cref="DataFileException">There is nothing of that name.</exception>
    public static IReadOnlyList<string> Expand(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var name = Path.GetFileName(path);
        if (name.AsSpan().ContainsAny('*', '?'))
            return List(path, Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".", name);
        if (Directory.Exists(path))
            return List(path, path, "*");
        if (File.Exists(path))
            return [path];
        throw new DataFileException(path, null, "there is no such file or folder", "Check the path.");
    }

    /// <summary>The files of several paths, in the order given.</summary>
    /// <exception cref="DataFileException">There is nothing of one of the names.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> paths) => [.. paths.SelectMany(Expand)];

    private static string[] List(string asked, string folder, string pattern)
    {
        if (!Directory.Exists(folder))
            throw new DataFileException(asked, null, "there is no such folder", "Check the path.");
        var files = Directory.EnumerateFiles(folder, pattern)
            .Where(static file => Endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(static file => Path.GetFileName(file), StringComparer.Ordinal)
            .ToArray();
        return files.Length > 0
            ? files
            : throw new DataFileException(asked, null, "it names no file of market data", "Name a folder or a pattern with .zip, .csv or .gz files.");
    }
}
