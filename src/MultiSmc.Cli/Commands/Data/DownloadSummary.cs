using System.Globalization;
using MultiSmc.Binance;

namespace MultiSmc.Cli.Commands;

/// <summary>What a download says before it begins and when it is over.</summary>
internal sealed class DownloadSummary(ArchivePlan plan, IReadOnlyList<FileOutcome> outcomes)
{
    private readonly List<string> _tails = [];
    private readonly List<string> _tailFailures = [];
    private readonly Dictionary<string, DateOnly> _coveredFrom = new(StringComparer.Ordinal);

    /// <summary>"12 files to load, 1.2 GiB; 30 are here already".</summary>
    public static string Announcement(ArchivePlan plan, string folder)
    {
        var held = plan.Files.Count - plan.Count;
        var unknown = plan.Files.Count(static file => !file.IsHeld && file.Bytes is null);
        var size = plan.Count == 0 ? "" : $", {(unknown > 0 ? "at least " : "")}{ByteText.Of(plan.Bytes)}";
        var part = plan.Files.Where(static file => !file.IsHeld).Sum(static file => file.BytesThere);
        var resumed = part > 0 ? $" ({ByteText.Of(part)} came earlier)" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{plan.Count} files to load{size}{resumed}; {held} are here already: {folder}");
    }

    /// <summary>The first day of those at the end that no archive has yet, the running day included where it is asked for.</summary>
    public DateOnly? FirstDayInNoArchive(string symbol, DateOnly today)
    {
        var late = plan.Missing.Where(days => days.Symbol == symbol && days.Reason == MissingReason.NotYetPublished).Select(static days => (DateOnly?)days.First).Min();
        return late ?? (plan.Request.To > today ? Later(plan.Request.From, today) : null);
    }

    /// <summary>The archive that ends where a day begins.</summary>
    public ArchiveFile? LastArchiveBefore(string symbol, DateOnly day) =>
        outcomes.OfType<FileOutcome.Ready>().Select(static ready => ready.File).FirstOrDefault(file => file.Symbol == symbol && file.Period.End == day);

    /// <summary>Notes the newest trades.</summary>
    public void NoteTail(string symbol, DateOnly from, TailReport report)
    {
        _coveredFrom[symbol] = from;
        _tails.Add(report.File is null
            ? $"{symbol}: no new trades since {from:yyyy-MM-dd}"
            : string.Create(CultureInfo.InvariantCulture, $"{symbol}: {report.Trades} trades in no archive yet, ids {report.FirstId} to {report.LastId}"));
    }

    /// <summary>Notes that the newest trades could not be fetched.</summary>
    public void NoteTailFailure(string message) => _tailFailures.Add(message);

    /// <summary>Says how it went: what is here, what failed, what the exchange does not have.</summary>
    public ExitCode Write(CommandConsole console)
    {
        var ready = outcomes.OfType<FileOutcome.Ready>().ToArray();
        var loaded = ready.Where(static file => file.Result.IsNew).ToArray();
        console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{loaded.Length} files loaded, {ByteText.Of(loaded.Sum(static file => file.Bytes))}; {ready.Length - loaded.Length} were here already"));
        foreach (var tail in _tails)
            console.Error.WriteLine(tail);
        WriteMissing(console);
        foreach (var file in ready.Where(static file => !file.Result.IsVerified))
            console.WriteWarning($"{file.File.Name}: used though its checksum does not agree or is not published");
        var bad = outcomes.OfType<FileOutcome.Quarantined>().ToArray();
        foreach (var file in bad)
            console.WriteError(file.Path is null ? file.Message : $"{file.Message}\n  {file.Path}");
        string[] failed = [.. outcomes.OfType<FileOutcome.Failed>().Select(static file => file.Message), .. _tailFailures];
        foreach (var message in failed)
            console.WriteError(message);
        var empty = plan.Request.Symbols.Where(symbol => !_coveredFrom.ContainsKey(symbol) && plan.Files.All(file => file.File.Symbol != symbol)).ToArray();
        foreach (var symbol in empty)
            console.WriteError($"{symbol}: the exchange has no archive of it from {plan.Request.From:yyyy-MM-dd} on; check the symbol and the days");
        if (failed.Length > 0)
            console.Error.WriteLine("what has come is kept; the same command goes on from there");
        return failed.Length > 0 ? ExitCode.Network
            : bad.Length > 0 || empty.Length > 0 || outcomes.Any(static outcome => outcome is FileOutcome.Gone) ? ExitCode.Data
            : ExitCode.Ok;
    }

    private void WriteMissing(CommandConsole console)
    {
        foreach (var days in plan.Missing)
        {
            if (days.Reason == MissingReason.NotYetPublished && _coveredFrom.ContainsKey(days.Symbol))
                continue;
            var span = days.First == days.Last ? $"{days.First:yyyy-MM-dd}" : $"{days.First:yyyy-MM-dd} to {days.Last:yyyy-MM-dd}";
            var line = $"{days.Symbol}: no archive of {span}: {Word(days.Reason)}";
            if (days.Reason == MissingReason.Hole)
                console.WriteWarning(line);
            else
                console.Error.WriteLine(line);
        }

        foreach (var gone in outcomes.OfType<FileOutcome.Gone>())
            console.WriteWarning($"{gone.File.Name}: the exchange has taken it away since it was looked up; run the same command again later");
    }

    private static string Word(MissingReason reason) => reason switch
    {
        MissingReason.NotYetPublished => "not published yet; archives appear on the day after",
        MissingReason.BeforeFirst => "before its first archive in this range, most likely not listed then",
        MissingReason.AfterLast => "after its last archive, most likely no longer traded",
        _ => "a hole in what the exchange publishes",
    };

    private static DateOnly Later(DateOnly left, DateOnly right) => left > right ? left : right;
}
