using System.CommandLine;

namespace MultiSmc.Cli.Commands;

/// <summary>
/// A verb of the command line. It is built only when the user names it, so that twenty verbs cost a start no more than one.
/// </summary>
/// <param name="Name">What the user types.</param>
/// <param name="Description">One line for the help.</param>
/// <param name="Build">
/// Adds options, arguments, subcommands and the action to the command. An action returns an <see cref="ExitCode"/> as int, writes results to
/// <see cref="CommandConsole.Out"/>, and lets exceptions go: <see cref="Application"/> turns them into messages and exit codes.
/// </param>
internal sealed record Verb(string Name, string Description, Action<Command, CommandContext> Build);

/// <summary>All verbs. To add one: write a file with a <see cref="Verb"/> and name it here.</summary>
internal static class Verbs
{
    /// <summary>In the order of the help.</summary>
    public static IReadOnlyList<Verb> All =>
    [
        DemoCommand.Verb,
        BacktestCommand.Verb,
        DataCommand.Verb,
        PaperCommand.Verb,
        LiveCommand.Verb,
        DoctorCommand.Verb,
        KeysCommand.Verb,
        StatusCommand.Status,
        StatusCommand.Orders,
        StatusCommand.Positions,
        StatusCommand.Trades,
        SteerCommand.Cancel,
        SteerCommand.Close,
        SteerCommand.Pause,
        SteerCommand.Resume,
        SteerCommand.Kill,
        LogsCommand.Verb,
        ReplayCommand.Verb,
        SimulateCommand.Verb,
        PacketsCommand.Verb,
        StructureCommand.Verb,
        FeaturesCommand.Verb,
        LabelsCommand.Verb,
        ExchangeCommand.Verb,
        InitCommand.Verb,
        TrainCommand.Verb,
        ModelCommand.Verb,
        ConfigCommand.Verb,
        VectorsCommand.Verb,
    ];
}
