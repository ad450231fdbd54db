using System.CommandLine;

namespace MultiSmc.Cli.Commands;

/// <summary><c>data import | list | verify | gaps | export</c>: the catalog of recorded trades and quotes.</summary>
internal static class DataCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("data", "The catalog of recordings: import, list, verify, gaps, export.", Build);

    private static void Build(Command command, CommandContext context)
    {
        command.Add(DataImportCommand.Create(context));
        command.Add(DataListCommand.Create(context));
        command.Add(DataVerifyCommand.Create(context));
        command.Add(DataGapsCommand.Create(context));
        command.Add(DataExportCommand.Create(context));
    }
}
