using System.Globalization;
using MultiSmc.Binance;
using MultiSmc.Catalog;
using MultiSmc.Cli.Configuration;
using MultiSmc.Node;

namespace MultiSmc.Cli.Commands;

/// <summary>What one wants to know before a node is started: a fact each, with what to do about it.</summary>
internal static class DoctorChecks
{
    private const long LeastFree = 200L * 1024 * 1024;
    private const long GoodFree = 2L * 1024 * 1024 * 1024;
    private static readonly string[] Reach = ["rest", "streams", "websocket-api"];

    /// <summary>Runs all of them.</summary>
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(
        BacktestConfiguration configuration, ExchangeAccess exchange, bool isOffline, CommandContext context, CancellationToken cancellation)
    {
        var results = new List<CheckResult>
        {
            new("configuration", CheckVerdict.Ok, $"{configuration.File} is whole: {Count(configuration.Symbols.Count, "symbol")}, {configuration.Hash[..8]}", ""),
            State(configuration.Node.State),
            Models(configuration, context),
        };
        results.AddRange(Data(configuration));
        var key = exchange.FindKey(out var fault);
        results.Add(key is not null
            ? new CheckResult("key", CheckVerdict.Ok, $"there is a key ({key}), and only its owner can read it", "")
            : exchange.HasKey
                ? new CheckResult("key", CheckVerdict.Failure, fault, "mend that, or give the key anew: multismc keys set")
                : new CheckResult("key", CheckVerdict.Warning, fault, "`paper` needs none; for `live`: multismc keys set"));
        if (!isOffline)
            results.AddRange(await exchange.CheckAsync(configuration, key, cancellation).ConfigureAwait(false));
        return results;
    }

    /// <summary>How a process ends that has seen these.</summary>
    public static ExitCode CodeOf(IReadOnlyList<CheckResult> results)
    {
        var failed = results.Where(static result => result.Verdict == CheckVerdict.Failure).ToArray();
        if (failed.Length == 0)
            return ExitCode.Ok;
        return failed.Any(static result => Reach.Contains(result.Name)) ? ExitCode.Network : ExitCode.CheckFailed;
    }

    /// <summary>A line each, and the mend below it.</summary>
    public static void Write(TextWriter output, IReadOnlyList<CheckResult> results, bool onlyFaults)
    {
        var shown = results.Where(result => !onlyFaults || result.Verdict != CheckVerdict.Ok).ToArray();
        if (shown.Length == 0)
            return;
        var width = shown.Max(static result => result.Name.Length);
        foreach (var result in shown)
        {
            output.WriteLine($"{Word(result.Verdict).PadRight(7)}  {result.Name.PadRight(width)}  {result.Sentence}");
            if (result.Mend.Length > 0)
                output.WriteLine($"{new string(' ', 7)}  {new string(' ', width)}  -> {result.Mend}");
        }
    }

    /// <summary>Stable name of a verdict.</summary>
    public static string Word(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.Ok => "ok",
        CheckVerdict.Warning => "warning",
        _ => "failure",
    };

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static CheckResult State(string path)
    {
        const string name = "state";
        var folder = new NodeFolder(path);
        try
        {
            folder.Make();
            var probe = Path.Combine(path, $".probe-{Environment.ProcessId}");
            File.WriteAllText(probe, "x");
            File.Delete(probe);
            var free = new DriveInfo(Path.GetFullPath(path)).AvailableFreeSpace;
            var words = string.Create(CultureInfo.InvariantCulture, $"{path} can be written, {free / 1e9:F1} GB free");
            if (free < LeastFree)
                return new CheckResult(name, CheckVerdict.Failure, words, "make room: without it the journal stops, and with it every new order");
            return free < GoodFree
                ? new CheckResult(name, CheckVerdict.Warning, words, "count with 8 to 13 MB for a million trades")
                : new CheckResult(name, CheckVerdict.Ok, words, "");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NodeException)
        {
            return new CheckResult(name, CheckVerdict.Failure, $"{path}: {fault.Message}", "choose another node.state, or let this user write there");
        }
    }

    private static CheckResult Models(BacktestConfiguration configuration, CommandContext context)
    {
        const string name = "models";
        try
        {
            var plan = BacktestPlans.Of(configuration, [], context.OpenShelf(configuration));
            return new CheckResult(name, CheckVerdict.Ok, plan.Model.Id == "none" ? "no symbol has a model: every order stays until its zone ends" : $"{plan.Model.Id}: passport and weights fit", "");
        }
        catch (CommandException unfit)
        {
            return new CheckResult(name, CheckVerdict.Failure, unfit.Message, "train or promote a model that fits, or set model: none");
        }
    }

    private static IEnumerable<CheckResult> Data(BacktestConfiguration configuration)
    {
        if (!CatalogStore.IsCatalog(configuration.DataRoot))
        {
            yield return new CheckResult("data", CheckVerdict.Ok, $"{configuration.DataRoot} is no catalog: a session on live data begins without a past", "");
            yield break;
        }

        var store = CatalogStore.Open(configuration.DataRoot);
        foreach (var symbol in configuration.Symbols)
        {
            var name = "data-" + symbol.Instrument.Symbol;
            var keys = store.Series().Where(key => key.Symbol == symbol.Instrument.Symbol).ToArray();
            if (keys.Length == 0)
            {
                yield return new CheckResult(name, CheckVerdict.Warning, $"the catalog has nothing of {symbol.Instrument.Symbol}", $"multismc data download {symbol.Instrument.Symbol}");
                continue;
            }

            var gaps = keys.Sum(key => SeriesGaps.Of(store, key).Count());
            yield return gaps == 0
                ? new CheckResult(name, CheckVerdict.Ok, $"{Count(keys.Sum(key => store.DaysOf(key).Count), "day")} without a gap", "")
                : new CheckResult(name, CheckVerdict.Warning, Count(gaps, "gap"), "multismc data gaps shows them, multismc data repair fills them");
        }
    }
}
