using System.Globalization;
using MultiSmc.Cli.Configuration;
using MultiSmc.Learning;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>Trains a model on the recordings of a configuration and puts it into the registry with its passport and report.</summary>
internal static class TrainRun
{
    /// <summary>Runs it.</summary>
    /// <param name="console">Progress and remarks go to its stderr.</param>
    /// <param name="configuration">What the questions are made of.</param>
    /// <param name="modelName">A name that the registry does not have.</param>
    /// <param name="plan">How.</param>
    /// <param name="cancellation">Stops it; nothing is saved then.</param>
    /// <exception cref="CommandException">There is too little to learn from.</exception>
    public static async Task<TrainingReport> ExecuteAsync(
        CommandConsole console, BacktestConfiguration configuration, string modelName, TrainingPlan plan, CancellationToken cancellation)
    {
        using var tape = ConfiguredTape.Open(configuration);
        // The data set is that of the backtest; which model it would have asked has no say in it.
        var backtest = BacktestPlans.WithoutModels(configuration, tape.Files);
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
        var trial = TrialRecord.Of(modelName, [.. tape.Files.Select(static file => file.Hash)], now, set, made.Model, made.Report);
        made = made.Among(CountedTrials.Count(configuration.ModelsRoot, trial));
        var passport = PassportWriter.Write(modelName, backtest, runs, set, plan, made, tape.Sources(), now);
        var report = TrainingReport.Create(passport, set, made);
        new ModelRegistry(configuration.ModelsRoot).Save(passport, made.Model.Trained.Json.Span);
        var folder = Path.Combine(configuration.ModelsRoot, modelName);
        TrainingReportWriter.Write(report, folder);
        return report;
    }

    private sealed class RoundRelay(IProgress<ProgressStep> progress) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => progress.Report(new ProgressStep(value.Loss.Round + 1, value.Rounds));
    }
}
