using System.Globalization;
using MultiSmc.Catalog;
using MultiSmc.Cli.Configuration;
using MultiSmc.Learning;
using MultiSmc.Terminal;

namespace MultiSmc.Cli.Commands;

/// <summary>From what a page orders to a verb of this program: the same that a person would type. Where the order differs from the configuration, the verb is given a copy of it.</summary>
internal sealed class JobPlans(CommandContext context, BacktestConfiguration configuration)
{
    private const string JobsFolder = "jobs";
    private const string PresetsFolder = "presets";

    /// <summary>Who does the work of a terminal that shows this configuration.</summary>
    /// <param name="context">Clock and known instruments.</param>
    /// <param name="configuration">What is worked on.</param>
    public static JobHost? HostOf(CommandContext context, BacktestConfiguration configuration)
    {
        if (Environment.ProcessPath is not { } program)
            return null;
        var plans = new JobPlans(context, configuration);
        // Under `dotnet multismc.dll` the program is the runtime.
        var isRuntime = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return new JobHost
        {
            Program = program,
            Prefix = isRuntime ? [Path.Combine(AppContext.BaseDirectory, "multismc.dll")] : [],
            Kinds = ["train", "download", "packets", "backtest", "verify"],
            Plan = plans.Plan,
            SavePreset = plans.SavePreset,
            Presets = plans.Presets,
        };
    }

    /// <summary>Makes the plan of an order.</summary>
    public JobPlan Plan(JobOrder order)
    {
        if (FaultOf(order) is { } fault)
            return new JobPlan.Refused(fault);
        return order.Kind switch
        {
            "download" => Download(order),
            "verify" => Verb("Verify the catalog", ["data", "verify", "--catalog", configuration.DataRoot]),
            "packets" => Packets(order),
            "train" => Train(order),
            "backtest" => WithCopy(order, $"Backtest {NameOf(order, "page")}", NameOf(order, "page"), static file => ["backtest", "--config", file]),
            _ => new JobPlan.Refused("This is not done from here."),
        };
    }

    private JobPlan Download(JobOrder order)
    {
        if (order.Symbols.Count == 0 || order.From is null || order.To is null)
            return new JobPlan.Refused("Name symbols, a first and a last day.");
        var end = DateOnly.ParseExact(order.To, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(1);
        return Verb(
            $"Download {Listed(order.Symbols)}, {order.From} to {order.To}",
            ["data", "download", .. order.Symbols, "--from", order.From, "--to", end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "--data", configuration.DataRoot]);
    }

    private JobPlan Packets(JobOrder order)
    {
        if (order.Symbols is not [var symbol])
            return new JobPlan.Refused("Packets are built of one symbol at a time.");
        if (!CatalogStore.IsCatalog(configuration.DataRoot))
            return new JobPlan.Refused($"{configuration.DataRoot} is no catalog: packets are kept beside the trades of one. Download or import trades first.");
        return WithCopy(
            order with { Values = order.Bucket is { } bucket ? new Dictionary<string, string>(order.Values) { ["packets.bucket"] = $"\"{Number(bucket)}\"" } : order.Values },
            $"Packets of {symbol}{(order.Bucket is { } size ? $", {Number(size)}" : "")}",
            $"packets-{symbol}",
            file => ["packets", "--config", file, "--symbol", symbol, "--keep"]);
    }

    private JobPlan Train(JobOrder order)
    {
        var name = NameOf(order, "");
        if (ModelName.Fault(name) is { } fault)
            return new JobPlan.Refused(fault);
        if (new ModelRegistry(configuration.ModelsRoot).List().Any(entry => entry.Name == name))
            return new JobPlan.Refused($"There is a model named {name}; take another name.");
        return WithCopy(order, $"Train {name}", $"train-{name}", file => ["train", "--config", file, "--name", name]);
    }

    // The copy is judged now, so that what can't work is refused before anything starts, and written when the work begins.
    private JobPlan WithCopy(JobOrder order, string title, string name, Func<string, string[]> arguments)
    {
        if (order.Symbols.FirstOrDefault(symbol => configuration.Symbols.All(known => known.Instrument.Symbol != symbol)) is { } stranger)
            return new JobPlan.Refused($"{stranger} is not in the configuration {configuration.File}: add it there.");
        var file = Path.Combine(configuration.Node.State, JobsFolder, $"{name}.yaml");
        var text = Copy(order, $"Made by the terminal from {configuration.File}.");
        return Loader().Load(text, file) switch
        {
            ConfigurationResult.Refused refused => new JobPlan.Refused(string.Join("; ", refused.Faults.Select(static fault => $"{fault.Path}: {fault.Problem}"))),
            _ => new JobPlan.Ready(title, Shown(arguments(file)), arguments(file)) { Prepare = () => Write(file, text) },
        };
    }

    private string Copy(JobOrder order, string remark)
    {
        var changes = order.Values.ToDictionary(static value => value.Key, static value => (string?)value.Value, StringComparer.Ordinal);
        if (order.From is not null)
            changes["data.from"] = $"\"{order.From}\"";
        if (order.To is not null)
            changes["data.to"] = $"\"{DateOnly.ParseExact(order.To, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(1):yyyy-MM-dd}\"";
        if (order.Kind is "train" or "packets")
            changes["model"] = "none"; // no model has a say in what it is trained on
        return ConfigurationCopy.Text(configuration, remark, order.Symbols, changes);
    }

    /// <summary>Keeps a preset: a configuration of its own in <c>presets</c> beside the one that is in force.</summary>
    /// <returns>Why it can't be kept; null when it was.</returns>
    public string? SavePreset(string name, JobOrder order)
    {
        if (ModelName.Fault(name) is { } wrong)
            return wrong;
        if (FaultOf(order) is { } fault)
            return fault;
        var file = Path.Combine(PresetsRoot, $"{name}.yaml");
        if (File.Exists(file))
            return $"There is a preset named {name}; take another name.";
        var text = Copy(order, $"Kept in the lab, made from {Path.GetFileName(configuration.File)}. `multismc backtest --config` runs it.");
        if (Loader().Load(text, file) is ConfigurationResult.Refused refused)
            return string.Join("; ", refused.Faults.Select(static found => $"{found.Path}: {found.Problem}"));
        Write(file, text);
        return null;
    }

    /// <summary>Every preset that can be read, by name.</summary>
    public IReadOnlyList<JobPreset> Presets()
    {
        if (!Directory.Exists(PresetsRoot))
            return [];
        return
        [
            .. Directory.EnumerateFiles(PresetsRoot, "*.yaml").Order(StringComparer.Ordinal)
                .Select(file => (Name: Path.GetFileNameWithoutExtension(file), Result: Loader().LoadFile(file)))
                .Where(static entry => entry.Result is ConfigurationResult.Loaded)
                .SelectMany(entry => BacktestPlans.WithoutModels(entry.Result.OrThrow(), []).Markets.Select(market => new JobPreset(entry.Name, ServedSession.MarketOf(market, null)))),
        ];
    }

    private string PresetsRoot => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(configuration.File)) ?? ".", PresetsFolder);

    // What the environment sets is in the copy already.
    private ConfigurationLoader Loader() => new() { Environment = new Dictionary<string, string>(), KnownInstrument = context.KnownInstrument };

    private static JobPlan.Ready Verb(string title, string[] arguments) => new(title, Shown(arguments), arguments);

    private static string Shown(string[] arguments) => "multismc " + string.Join(' ', arguments.Select(static word => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word));

    private static void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file) ?? ".");
        var temporary = $"{file}.{Path.GetRandomFileName()}";
        File.WriteAllText(temporary, text);
        File.Move(temporary, file, overwrite: true);
    }

    // What comes from a page goes into a file and a command line: nothing but plain names, days and numbers.
    private static string? FaultOf(JobOrder order)
    {
        if (order.Symbols.Count > 100 || order.Symbols.Any(static symbol => symbol.Length is 0 or > 30 || !symbol.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c))))
            return "A symbol is made of capital letters and digits, like BTCUSDT.";
        foreach (var day in new[] { order.From, order.To }.OfType<string>())
        {
            if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                return "A day is written like 2025-06-21.";
        }

        if (order is { From: { } from, To: { } to } && string.CompareOrdinal(from, to) > 0)
            return "The first day lies after the last.";
        if (order.Name is { } name && ModelName.Fault(name) is { } fault)
            return fault;
        if (order.Bucket is <= 0 or > 1e12 or double.NaN)
            return "A packet's size lies above 0.";
        return order.Values.Any(static value => value.Key.Split('.') is not ["packets" or "structure" or "strategy", _] || !value.Value.All(static c => char.IsAsciiLetterOrDigit(c) || "[]., -_\"".Contains(c)))
            ? "Values are keys of packets, structure or strategy with a number, a word or a list."
            : null;
    }

    private static string NameOf(JobOrder order, string otherwise) => order.Name ?? otherwise;

    private static string Listed(IReadOnlyList<string> symbols) => symbols.Count <= 3 ? string.Join(", ", symbols) : $"{symbols.Count} symbols";

    private static string Number(double value) => value.ToString("0.########", CultureInfo.InvariantCulture);
}
