using System.CommandLine;
using System.Globalization;
using MultiSmc.Cli.Configuration;
using MultiSmc.Learning;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary><c>model predict</c>: what a model would have said to each question of a table.</summary>
internal static class PredictCommand
{
    private const string Schema = "multismc.model.predict/1";
    private const int RowsPerReport = 8_192;

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var command = new Command("predict", "Score a table of questions, as `features` writes it: margin, probability, kept or not, as CSV.");
        var options = ConfigurationOptions.AddTo(command);
        var model = new Argument<string>("MODEL") { Description = "A model of the registry, or the folder of one." };
        var table = new Argument<string>("FILE") { Description = "The .csv file of questions." };
        var target = new Option<string?>("--out") { Description = "The .csv file of answers; stdout when left out.", HelpName = "FILE" };
        var json = ConfigurationOptions.AddJsonTo(command);
        json.Description = "A summary as JSON on stdout; the answers only where --out says.";
        command.Add(model);
        command.Add(table);
        command.Add(target);
        command.SetAction(async (parse, cancellation) =>
        {
            var (path, answers) = (parse.GetRequiredValue(table), parse.GetValue(target));
            TableFile.CheckName(answers);
            if (answers is not null && Path.GetFullPath(answers) == Path.GetFullPath(path))
                throw new CommandException(ExitCode.Usage, $"{answers}: the answers would take the place of the questions; name another file");
            var loaded = Open(parse.GetRequiredValue(model), () => options.Load(parse, context).ModelsRoot);
            var console = context.Console;
            // Everything is scored before anything is written: a bad row at the end leaves no half of a table, on stdout neither.
            var scores = await console.WithProgressAsync(
                "predict", progress => Task.Run(() => Score(loaded, path, progress, cancellation), cancellation)).ConfigureAwait(false);
            var isJson = parse.GetValue(json);
            if (answers is not null || !isJson)
                TableFile.Write(console, answers, output => Write(output, scores));
            if (isJson)
                console.WriteJson(Schema, writer => PredictionSummary.Write(writer, loaded.Passport, Path.GetFileName(path), scores));
            var kept = scores.Answers.Count(static answer => answer.IsKept);
            console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{scores.Answers.Count} rows scored by {loaded.Passport.Name}, {kept} kept at {loaded.Passport.Threshold.Value} or above; {scores.EmptyCells} cells without a value"));
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static ModelLoad.Loaded Open(string model, Func<string> registryOfConfiguration)
    {
        // A folder with a passport in it is a model wherever it lies; anything else is a name, looked up where the configuration says.
        var folder = Path.TrimEndingDirectorySeparator(model);
        var isFolder = File.Exists(Path.Combine(folder, ModelRegistry.PassportFile));
        if (!isFolder && folder.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar))
            throw new CommandException(ExitCode.Data, $"{ConfigurationFault.Printable(model)}: no model there: a model's folder holds {ModelRegistry.PassportFile}");
        var full = Path.GetFullPath(folder);
        var (root, name) = isFolder ? (Path.GetDirectoryName(full) ?? full, Path.GetFileName(full)) : (registryOfConfiguration(), model);
        return new ModelRegistry(root).Load(name, FeatureSchema.OteApproach) switch
        {
            ModelLoad.Loaded loaded => loaded,
            ModelLoad.Refused refused => throw new CommandException(
                ExitCode.Data, $"{ConfigurationFault.Printable(model)}: {string.Join("; ", refused.Reasons.Select(static reason => reason.Message))}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static PredictionScores Score(ModelLoad.Loaded loaded, string path, IProgress<ProgressStep> progress, CancellationToken cancellation)
    {
        var passport = loaded.Passport;
        var forest = ForestEvaluator.Create(loaded.Model);
        var calibrator = PassportCalibrator.Create(passport.Name, passport.Calibration);
        using var table = FeatureTable.Open(path, passport.Features.Names);
        var answers = new List<PredictionAnswer>();
        while (table.Read())
        {
            if (answers.Count % RowsPerReport == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress.Report(table.Progress);
            }

            double margin = forest.Margin(table.Features);
            var probability = calibrator.Probability(margin);
            // A question without a name of its own is named by its place.
            var id = table.Ids.Count == 0 ? RowText.Of(table.Rows) : string.Join(',', table.IdCells);
            answers.Add(new PredictionAnswer(id, margin, probability, probability >= passport.Threshold.Value, table.IsWin, table.RowWeight));
        }

        return new PredictionScores(table.Ids.Count == 0 ? ["row"] : table.Ids, answers, table.EmptyCells);
    }

    private static void Write(TextWriter output, PredictionScores scores)
    {
        output.Write($"{string.Join(',', scores.Ids)},margin,probability,kept\n");
        foreach (var answer in scores.Answers)
            output.Write($"{answer.Id},{RowText.Of(answer.Margin)},{RowText.Of(answer.Probability)},{(answer.IsKept ? "yes" : "no")}\n");
    }
}
