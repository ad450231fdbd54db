using System.CommandLine;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary><c>labels</c>: what became of each zone's order, and how the order moved until then.</summary>
internal static class LabelsCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("labels", "What became of each zone's order left alone, and how it moved until then, as CSV or Parquet.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var frame = DatasetFrame.AddTo(command);
        var file = frame.AddTable(command, "--out", "The .csv or .parquet file of outcomes, a row for each zone with an order; CSV on stdout when left out.");
        var ordersFile = frame.AddTable(command, "--orders", "A .csv or .parquet file of the orders' timeline: placed, moved, taken away.");
        command.SetAction(async (parse, cancellation) =>
        {
            var run = await frame.MakeAsync(parse, context, "labels", cancellation).ConfigureAwait(false);
            var console = context.Console;
            var outcomes = parse.GetValue(file);
            if (TableFile.IsParquet(outcomes))
                TableFile.WriteParquet(outcomes, DatasetColumns.Outcomes(run));
            else
                WriteOutcomes(console, outcomes, run);
            var orders = parse.GetValue(ordersFile);
            if (TableFile.IsParquet(orders))
                TableFile.WriteParquet(orders, DatasetColumns.Orders(run));
            else if (orders is not null)
                WriteOrders(console, orders, run);
            DatasetCounts.Of(run).Write(console);
            return (int)ExitCode.Ok;
        });
    }

    private static void WriteOutcomes(CommandConsole console, string? path, DatasetRun run) => TableFile.Write(console, path, output =>
    {
        output.WriteLine(LabelTable.OutcomeHeader);
        foreach (var outcome in run.Outcomes.OrderBy(static outcome => outcome.ZoneId))
            output.WriteLine(LabelTable.Row(in outcome));
    });

    private static void WriteOrders(CommandConsole console, string path, DatasetRun run) => TableFile.Write(console, path, output =>
    {
        output.WriteLine(LabelTable.OrderHeader);
        foreach (var change in run.Changes.OrderBy(static change => change.ZoneId))
            output.WriteLine(LabelTable.Row(in change));
    });
}
