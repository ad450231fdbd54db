using System.CommandLine;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary><c>features</c>: the questions that a model would have been asked, with their features and what came of them.</summary>
internal static class FeaturesCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("features", "The data set for a model: samples with features, label, span and weight, as CSV.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var frame = DatasetFrame.AddTo(command);
        var file = frame.AddTable(command, "--out", "The .csv file of samples; stdout when left out.");
        command.SetAction(async (parse, cancellation) =>
        {
            var run = await frame.MakeAsync(parse, context, "features", cancellation).ConfigureAwait(false);
            TableFile.Write(context.Console, parse.GetValue(file), output =>
            {
                output.WriteLine(SampleTable.Header);
                foreach (var row in SampleTable.Rows(run))
                    output.WriteLine(row);
            });
            DatasetCounts.Of(run).Write(context.Console);
            return (int)ExitCode.Ok;
        });
    }
}
