using System.CommandLine;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary><c>features</c>: the questions that a model would have been asked, with their features and what came of them.</summary>
internal static class FeaturesCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("features", "The data set for a model: samples with features, label, span and weight, as CSV or Parquet.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var frame = DatasetFrame.AddTo(command);
        var file = frame.AddTable(command, "--out", "The .csv or .parquet file of samples; CSV on stdout when left out.");
        command.SetAction(async (parse, cancellation) =>
        {
            var run = await frame.MakeAsync(parse, context, "features", cancellation).ConfigureAwait(false);
            var path = parse.GetValue(file);
            if (TableFile.IsParquet(path))
                TableFile.WriteParquet(path, DatasetColumns.Samples(run));
            else
                WriteText(context.Console, path, run);
            DatasetCounts.Of(run).Write(context.Console);
            return (int)ExitCode.Ok;
        });
    }

    private static void WriteText(CommandConsole console, string? path, DatasetRun run) => TableFile.Write(console, path, output =>
    {
        output.WriteLine(SampleTable.Header);
        foreach (var row in SampleTable.Rows(run))
            output.WriteLine(row);
    });
}
