using System.CommandLine;
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
            var plan = new TrainingPlan
            {
                Trees = new TrainingParameters { Rounds = parse.GetValue(rounds), MaxDepth = parse.GetValue(depth), Seed = parse.GetValue(seed) },
                Blocks = parse.GetValue(blocks),
            };
            var report = await TrainRun.ExecuteAsync(console, configuration, modelName, plan, cancellation).ConfigureAwait(false);
            var folder = Path.Combine(configuration.ModelsRoot, modelName);
            if (parse.GetValue(json))
                console.WriteJson(TrainingReportWriter.Schema, writer => TrainingReportWriter.WriteFields(report, writer));
            else
                TrainingTable.Write(console.Out, report);
            console.Error.WriteLine($"saved as {folder}; look at {Path.Combine(folder, TrainingReportWriter.PageFile)}");
            return (int)ExitCode.Ok;
        });
    }
}
