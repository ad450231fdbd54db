using System.CommandLine;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary><c>backtest</c>: a configuration in, an honest result out.</summary>
internal static class BacktestCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("backtest", "Run a configuration on recorded trades; result, band of fill assumptions, warnings.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var options = ConfigurationOptions.AddTo(command);
        var output = RunOutput.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            var configuration = options.Load(parse, context);
            var folder = Path.Combine(configuration.Report.Out, $"{Path.GetFileNameWithoutExtension(configuration.File)}-{configuration.Hash[..8]}");
            output.CheckTarget(parse, folder);
            var console = context.Console;
            using var tape = ConfiguredTape.Open(configuration);
            var plan = BacktestPlans.Of(configuration, tape.Files, context.OpenShelf(configuration));
            var files = tape.Files.Count == 1 ? "1 file" : $"{tape.Files.Count} files";
            console.Error.WriteLine($"reading {files}, {tape.Files.Sum(file => file.Bytes) / 1e6:F1} MB");
            var result = await tape.ReadAsync(console, () => console.WithProgressAsync(
                "backtest",
                progress => Task.Run(
                    () => new BacktestRunner(plan).Run(tape.Source, BacktestWatch.Of(progress, tape.Progress), cancellation), cancellation))).ConfigureAwait(false);
            output.Show(parse, console, WithBadRows(result, tape), folder, configuration.Report.HasTables);
            return (int)ExitCode.Ok;
        });
    }

    private static BacktestResult WithBadRows(BacktestResult result, ConfiguredTape tape) => result with
    {
        Instruments =
        [
            .. result.Instruments.Select(entry => entry with { Tape = entry.Tape with { BadRows = tape.BadRows(entry.Instrument.Id) } }),
        ],
    };
}
