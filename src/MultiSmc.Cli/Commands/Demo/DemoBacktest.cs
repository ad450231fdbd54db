using MultiSmc.Cli.Configuration;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>
/// The strategy along the market's past, so that there is a run to look at from the beginning. Without the model: it was trained on that very past and
/// remembers the answers.
/// </summary>
internal static class DemoBacktest
{
    private const string Folder = "past-without-model";

    /// <summary>Runs it and writes its files into the folder of runs.</summary>
    /// <param name="context">Console and models.</param>
    /// <param name="configuration">The demonstration's, without a model.</param>
    /// <param name="cancellation">Ends it with nothing written.</param>
    public static async Task WriteAsync(CommandContext context, BacktestConfiguration configuration, CancellationToken cancellation)
    {
        using var tape = ConfiguredTape.Open(configuration);
        var plan = BacktestPlans.Of(configuration, tape.Files, context.OpenShelf(configuration));
        var result = await tape.ReadAsync(
            context.Console, () => BacktestCommand.RunAsync(context.Console, "backtest of the past", plan, tape, null, null, cancellation)).ConfigureAwait(false);
        BacktestReportWriter.Write(BacktestReport.Create(result), Path.Combine(configuration.Report.Out, Folder), overwrite: true, configuration.Report.HasTables);
    }
}
