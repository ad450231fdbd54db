using System.CommandLine;

namespace MultiSmc.Cli.Commands;

/// <summary><c>data download | import | record | list | verify | gaps | repair | export | synthetic</c>: market data on disk.</summary>
internal static class DataCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("data", "Market data on disk: download, import, record, list, verify, gaps, repair, export, synthetic.", Build);

    private static void Build(Command command, CommandContext context)
    {
        command.Add(DownloadCommand.Create(context));
        command.Add(DataImportCommand.Create(context));
        command.Add(DataRecordCommand.Create(context));
        command.Add(DataListCommand.Create(context));
        command.Add(DataVerifyCommand.Create(context));
        command.Add(DataGapsCommand.Create(context));
        command.Add(DataRepairCommand.Create(context));
        command.Add(DataExportCommand.Create(context));
        command.Add(SyntheticCommand.Create(context));
    }
}
