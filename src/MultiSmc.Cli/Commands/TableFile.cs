using System.Diagnostics.CodeAnalysis;
using MultiSmc.Catalog;

namespace MultiSmc.Cli.Commands;

/// <summary>A table that appears whole or not at all: on stdout, or in a file written under another name and renamed.</summary>
internal static class TableFile
{
    /// <summary>Whether a file is to be Parquet.</summary>
    public static bool IsParquet([NotNullWhen(true)] string? path) => path is not null && path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses a file that can't hold a table.</summary>
    /// <param name="path">A file, or null for stdout.</param>
    /// <param name="hasParquet">Whether the table can be written as Parquet too.</param>
    public static void CheckName(string? path, bool hasParquet = false)
    {
        if (path is null)
            return;
        if (!path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && !(hasParquet && IsParquet(path)))
            throw new CommandException(ExitCode.Usage, $"'{path}': {(hasParquet ? "these tables are written as .csv or .parquet" : "tables are written as .csv")}; name such a file");
        if (Directory.Exists(path))
            throw new CommandException(ExitCode.Failure, $"{path} is a folder; name a file");
    }

    /// <summary>Writes the table.</summary>
    /// <param name="console">For stdout.</param>
    /// <param name="path">A .csv file, or null for stdout.</param>
    /// <param name="write">Writes the lines.</param>
    public static void Write(CommandConsole console, string? path, Action<TextWriter> write)
    {
        if (path is null)
        {
            write(console.Out);
            return;
        }

        CheckName(path);
        WriteFile(path, temporary =>
        {
            using var file = new StreamWriter(temporary) { NewLine = "\n" };
            write(file);
        });
    }

    /// <summary>Writes a table of typed columns.</summary>
    /// <param name="path">A .parquet file.</param>
    /// <param name="columns">The columns.</param>
    public static void WriteParquet(string path, IReadOnlyList<TableColumn> columns) => WriteFile(path, temporary => ParquetTable.Write(temporary, columns));

    /// <summary>Writes a file of any kind under another name, and renames it once it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Gets the name to write to.</param>
    public static void WriteFile(string path, Action<string> write)
    {
        if (Directory.Exists(path))
            throw new CommandException(ExitCode.Failure, $"{path} is a folder; name a file");
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full) ?? ".");
        var temporary = full + "." + Path.GetRandomFileName();
        try
        {
            write(temporary);
            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
