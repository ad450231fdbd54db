using MultiSmc.Catalog;

namespace MultiSmc.Cli.Commands;

/// <summary>What is said of a file that was imported.</summary>
internal static class ImportLines
{
    /// <summary>On stderr what was wrong in it.</summary>
    public static void WriteFaults(CommandConsole console, ImportedFile file)
    {
        if (file.Report is not { } report)
            return;
        var name = TapeFaults.WriteBadRows(console, report);
        foreach (var import in file.Imports.Where(static import => import.LateRows > 0))
            console.WriteWarning($"{name}: {import.LateRows} rows of {import.Key} repeat an id or stand behind a higher one; they were sorted in");
    }

    /// <summary>A line for each of its series.</summary>
    public static void Write(TextWriter output, ImportedFile file)
    {
        foreach (var import in file.Imports)
        {
            var days = string.Join(", ", Enum.GetValues<DayOutcome>().Select(outcome => (outcome, Count: import.Days.Count(day => day.Outcome == outcome)))
                .Where(static entry => entry.Count > 0).Select(static entry => $"{entry.Count} {Name(entry.outcome)}"));
            output.WriteLine($"{Path.GetFileName(file.Path)}: {import.Key}, {import.Rows} rows, days: {days}");
        }
    }

    /// <summary>An outcome as a word.</summary>
    public static string Name(DayOutcome outcome) => outcome switch
    {
        DayOutcome.Added => "added",
        DayOutcome.Merged => "merged",
        _ => "unchanged",
    };
}
