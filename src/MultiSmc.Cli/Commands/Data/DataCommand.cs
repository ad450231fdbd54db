using System.CommandLine;

namespace MultiSmc.Cli.Commands;

/// <summary><c>data</c>: recordings, from the exchange onto the disk.</summary>
internal static class DataCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("data", "Recorded trades: download.", Build);

    private static void Build(Command command, CommandContext context) => command.Add(DownloadCommand.Create(context));
}
