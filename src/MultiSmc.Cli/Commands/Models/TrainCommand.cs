using System.CommandLine;
using System.Globalization;
using MultiSmc.Cli.Configuration;
using MultiSmc.Learning;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary><c>train</c>: labels → walk-forward → calibrated model, with a passport, in the registry.</summary>
internal static class TrainCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("train", "Train a model on recorded trades: walk-forward report, calibration, threshold, passport.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var options = ConfigurationOptions.AddTo(command);
        var name = new Option<string>("--name") { Description = "Name of the new model.", HelpName = "NAME", Required = true };
        var blocks = new Option<int>("--blocks") { Description = "Blocks of the walk-forward report.", DefaultValueFactory = static _ => 5 };
        var rounds = new Option<int>("--rounds") { Description = "Most rounds of boosting.", DefaultValueFactory = static _ => 500 };
        var depth = new Option<int>("--depth") { Description = "Depth of a tree.", DefaultValueFactory = static _ => 4 };
        var seed = new Option<int>("--seed") { Description = "Of the draws.", DefaultValueFactory = static _ => 1 };
        var json = ConfigurationOptions.AddJsonTo(command);
        command.Add(name);
        command.Add(blocks);
        command.Add(rounds);
        command.Add(depth);
        command.Add(seed);
        command.SetAction(async (parse, cancellation) =>
        {
            var configuration = options.Load(parse, context);
            var console = context.Console;
            var registry = new ModelRegistry(configuration.ModelsRoot);
            var modelName = parse.GetRequiredValue(name);
            if (ModelName.Fault(modelName) is { } fault)
                throw new CommandException(ExitCode.Usage, fault);
            if (registry.List().Any(entry => entry.Name == modelName))
                throw new CommandException(ExitCode.Usage, $"there is a model named {ConfigurationFault.Printable(modelName)} in {configuration.ModelsRoot}; take another name");
            using var tape = ConfiguredTape.Open(configuration);
            // The data set is that of the backtest; which model it would have asked has no say in it.
            var backtest = BacktestPlans.WithoutModels(configuration, tape.Files);
            var plan = new TrainingPlan
            {
                Trees = new TrainingParameters { Rounds = parse.GetValue(rounds), MaxDepth = parse.GetValue(depth), Seed = parse.GetValue(seed) },
                Blocks = parse.GetValue(blocks),
            };
            var (runs, otherRuns) = await tape.ReadAsync(
                console, () => Task.Run(() => DatasetRuns.UnderBothFillRules(backtest, tape.Source, cancellation), cancellation)).ConfigureAwait(false);
            var set = TrainingSet.Of(runs, static side => side == Structure.Direction.Long);
            var otherFills = TrainingSet.Of(otherRuns, static side => side == Structure.Direction.Long);
            console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{set.Rows.Count} questions of {set.Zones} zones, {set.Rows.Count(row => row.IsWin)} of them won"));
            var outcome = await console.WithProgressAsync("training", progress => Task.Run(
                () => new TrainingPipeline(new Trainer(TimeProvider.System)).Run(
                    set, otherFills, plan, block => console.Error.WriteLine($"walk-forward block {block + 1} of {plan.Blocks}"), new RoundRelay(progress), cancellation),
                cancellation)).ConfigureAwait(false);
            if (outcome is TrainingOutcome.TooFew few)
            {
                throw new CommandException(
                    ExitCode.CheckFailed,
                    $"too few to train on: {few.Zones} labelled zones, {few.Needed} are needed ({few.Positives} questions won). "
                    + "Add more recordings, or make more zones of them: a smaller bucket, smaller swings, a smaller min_range_ppm");
            }

            var made = (TrainingOutcome.Made)outcome;
            var now = TimeProvider.System.GetUtcNow();
            // Counted before anything of it is shown or saved: a result that was seen was tried.
            var trial = TrialRecord.Of(modelName, [.. tape.Files.Select(static file => file.Sha256)], now, set, made.Model, made.Report);
            made = made.Among(CountedTrials.Count(configuration.ModelsRoot, trial));
            var passport = PassportWriter.Write(modelName, backtest, runs, set, plan, made, tape.Sources(), now);
            var report = TrainingReport.Create(passport, set, made);
            registry.Save(passport, made.Model.Trained.Json.Span);
            var folder = Path.Combine(configuration.ModelsRoot, modelName);
            TrainingReportWriter.Write(report, folder);
            if (parse.GetValue(json))
                console.WriteJson(TrainingReportWriter.Schema, writer => TrainingReportWriter.WriteFields(report, writer));
            else
                TrainingTable.Write(console.Out, report);
            console.Error.WriteLine($"saved as {folder}; look at {Path.Combine(folder, TrainingReportWriter.PageFile)}");
            return (int)ExitCode.Ok;
        });
    }

    private sealed class RoundRelay(IProgress<ProgressStep> progress) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => progress.Report(new ProgressStep(value.Loss.Round + 1, value.Rounds));
    }
}
