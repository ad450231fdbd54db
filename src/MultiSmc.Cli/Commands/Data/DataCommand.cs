using System.CommandLine;

namespace MultiSmc.Cli.Commands;

/// <summary><c>data</c>: market data on disk.</summary>
internal static class DataCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("data", "Market data on disk: synthetic.", Build);

    private static void Build(Command command, CommandContext context) => command.Add(SyntheticCommand.Create(context));
}
