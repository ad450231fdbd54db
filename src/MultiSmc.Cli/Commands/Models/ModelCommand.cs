using System.CommandLine;
using System.Globalization;
using MultiSmc.Cli.Configuration;
using MultiSmc.Learning;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary><c>model list | show | compare | promote</c>: the registry.</summary>
internal static class ModelCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("model", "The registry of models: list, show, compare, promote, predict.", Build);

    private static void Build(Command command, CommandContext context)
    {
        command.Add(List(context));
        command.Add(Show(context));
        command.Add(Compare(context));
        command.Add(Promote(context));
        command.Add(PredictCommand.Create(context));
    }

    private static Command List(CommandContext context)
    {
        var command = new Command("list", "Every model, with how good it was out of fold.");
        var options = ConfigurationOptions.AddTo(command);
        var json = ConfigurationOptions.AddJsonTo(command);
        command.SetAction(parse =>
        {
            var configuration = options.Load(parse, context);
            var registry = new ModelRegistry(configuration.ModelsRoot);
            var entries = registry.List();
            if (parse.GetValue(json))
            {
                ModelJson.WriteList(context.Console, configuration.ModelsRoot, entries);
                return (int)ExitCode.Ok;
            }

            if (entries.Count == 0)
                context.Console.Error.WriteLine($"no model in {configuration.ModelsRoot}; `multismc train --name NAME` makes one");
            foreach (var entry in entries)
                context.Console.Out.WriteLine(entry.Passport is { } passport
                    ? Line(passport, PromotionGates.Now(passport, CountedTrials.Of(configuration.ModelsRoot, passport)))
                    : $"{entry.Name}: {entry.Fault}");
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static Command Show(CommandContext context)
    {
        var command = new Command("show", "A model's passport.");
        var options = ConfigurationOptions.AddTo(command);
        var name = Name(command, "NAME");
        var json = ConfigurationOptions.AddJsonTo(command);
        command.SetAction(parse =>
        {
            var configuration = options.Load(parse, context);
            var passport = Open(configuration, parse.GetRequiredValue(name));
            if (parse.GetValue(json))
            {
                ModelJson.WriteModel(context.Console, configuration.ModelsRoot, passport);
                return (int)ExitCode.Ok;
            }

            var out_ = context.Console.Out;
            var trials = CountedTrials.Of(configuration.ModelsRoot, passport);
            var gates = PromotionGates.Now(passport, trials);
            out_.WriteLine(Line(passport, gates));
            out_.WriteLine($"  weights      {passport.Model.File}, sha256 {passport.Model.Sha256}");
            out_.WriteLine($"  symbols      {string.Join(", ", passport.Market.Symbols.Select(symbol => symbol.Symbol))}");
            out_.WriteLine($"  features     {passport.Features.Schema} {passport.Features.Version}, {passport.Features.Names.Count} of them");
            out_.WriteLine($"  data         {passport.Data.Zones} zones, {passport.Data.Samples} questions, {passport.Data.Positives} won");
            out_.WriteLine($"  calibration  {passport.Calibration.Kind}, on {passport.Calibration.FittedOn}");
            out_.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  threshold    {passport.Threshold.Value:F2}: {passport.Threshold.ChosenBy}"));
            out_.WriteLine($"  trials       {TrialText(trials)}");
            foreach (var gate in gates)
                out_.WriteLine($"  gate         {(gate.IsMet ? "met    " : "NOT MET")} {gate.Name}: {gate.Reason}");
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static Command Compare(CommandContext context)
    {
        var command = new Command("compare", "What two passports differ in.");
        var options = ConfigurationOptions.AddTo(command);
        var (left, right) = (Name(command, "LEFT"), Name(command, "RIGHT"));
        var json = ConfigurationOptions.AddJsonTo(command);
        command.SetAction(parse =>
        {
            var configuration = options.Load(parse, context);
            var differences = PassportComparison.Compare(
                Open(configuration, parse.GetRequiredValue(left)), Open(configuration, parse.GetRequiredValue(right)));
            if (parse.GetValue(json))
            {
                ModelJson.WriteDifferences(context.Console, parse.GetRequiredValue(left), parse.GetRequiredValue(right), differences);
                return (int)ExitCode.Ok;
            }

            foreach (var difference in differences)
                context.Console.Out.WriteLine($"{difference.Path}: {difference.Left ?? "-"} | {difference.Right ?? "-"}");
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static Command Promote(CommandContext context)
    {
        var command = new Command("promote", "Put a model in use for its symbols; every gate must be met.");
        var options = ConfigurationOptions.AddTo(command);
        var name = Name(command, "NAME");
        var note = new Option<string>("--note") { Description = "Why, for the record.", DefaultValueFactory = static _ => "" };
        var force = new Option<bool>("--force") { Description = "Though a gate is not met; it is recorded." };
        command.Add(note);
        command.Add(force);
        command.SetAction(parse =>
        {
            var configuration = options.Load(parse, context);
            var passport = Open(configuration, parse.GetRequiredValue(name));
            var unmet = PromotionGates.Now(passport, CountedTrials.Of(configuration.ModelsRoot, passport)).Where(static gate => !gate.IsMet).ToArray();
            if (unmet.Length > 0 && !parse.GetValue(force))
            {
                throw new CommandException(
                    ExitCode.CheckFailed,
                    $"{passport.Name} does not meet {string.Join("; ", unmet.Select(static gate => $"{gate.Name} ({gate.Reason})"))}; --force promotes it all the same, and says so");
            }

            var words = unmet.Length > 0 ? $"forced past {string.Join(", ", unmet.Select(gate => gate.Name))}; {parse.GetValue(note)}" : parse.GetValue(note) ?? "";
            var refusals = new ModelRegistry(configuration.ModelsRoot).Promote(passport.Name, TimeProvider.System.GetUtcNow(), words);
            if (refusals.Count > 0)
                throw new CommandException(ExitCode.CheckFailed, string.Join("; ", refusals.Select(refusal => refusal.Message)));
            context.Console.Out.WriteLine($"{passport.Name} is in use for {string.Join(", ", passport.Market.Symbols.Select(symbol => symbol.Symbol))}");
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static Argument<string> Name(Command command, string help)
    {
        var name = new Argument<string>(help) { Description = "A model of the registry." };
        command.Add(name);
        return name;
    }

    private static ModelPassport Open(BacktestConfiguration configuration, string name)
    {
        var entry = new ModelRegistry(configuration.ModelsRoot).Show(name);
        return entry.Passport ?? throw new CommandException(ExitCode.Data, $"{ConfigurationFault.Printable(name)}: {entry.Fault}");
    }

    private static string TrialText(TrialStatistics trials) => trials.Trials == 0
        ? $"unknown: {trials.Faults.Dsr}"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{trials.Trials} on its files, {trials.OnSameData} on exactly the same; Sharpe ratios of kept zones {trials.SharpeRatios.Min():F3} to {trials.SharpeRatios.Max():F3}");

    private static string Line(ModelPassport passport, IReadOnlyList<PassportGate> gates)
    {
        var pooled = passport.Metrics.Pooled;
        var verdict = gates.All(static gate => gate.IsMet) ? "gates met" : "unproven";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{passport.Name}: {verdict}; out of fold {pooled.Zones} zones, auc {pooled.Auc:F3}, log-loss {pooled.LogLoss:F3}, kept {pooled.Kept:P0} at {pooled.MeanNetBps:F1} bps; {passport.Created.UtcDateTime:yyyy-MM-dd}");
    }
}
