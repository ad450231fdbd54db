using System.CommandLine;
using MultiSmc.Catalog;

namespace MultiSmc.Cli.Commands;

/// <summary><c>data verify</c>: every row read and held against what its file says of itself.</summary>
internal static class DataVerifyCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var command = new Command("verify", "Read every row and hold it against its file's hash, ids, order and times.");
        var catalog = CatalogOption.WithSymbolsAddTo(command);
        var json = ConfigurationOptions.AddJsonTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            var console = context.Console;
            var store = catalog.Open(parse);
            var days = catalog.Series(parse, store).SelectMany(key => store.DaysOf(key).Select(day => (Key: key, Day: day))).ToArray();
            var (faults, unhashed) = await console.WithProgressAsync("verify", progress => Task.Run(() => Run(store, days, progress, cancellation), cancellation)).ConfigureAwait(false);
            if (parse.GetValue(json))
            {
                console.WriteJson("multismc.data.verify/1", writer =>
                {
                    writer.WriteBoolean("ok", faults.Count == 0);
                    writer.WriteString("catalog", store.Root);
                    writer.WriteNumber("files", days.Length);
                    writer.WriteNumber("without_hash", unhashed);
                    writer.WriteStartArray("faults");
                    foreach (var fault in faults)
                        writer.WriteStringValue(fault);
                    writer.WriteEndArray();
                });
            }
            else
            {
                foreach (var fault in faults)
                    console.WriteError(fault);
                if (unhashed > 0)
                {
                    console.WriteWarning(
                        $"written by an earlier version, with no hash of their rows that this one knows: {unhashed} files; their ids, order and times were held against what they say. "
                        + "Import the same sources again, and they bear one");
                }

                console.Out.WriteLine(faults.Count == 0 ? $"{days.Length} files, all whole" : $"{faults.Count} of {days.Length} files are not whole");
            }

            return (int)(faults.Count == 0 ? ExitCode.Ok : ExitCode.CheckFailed);
        });
        return command;
    }

    private static (List<string> Faults, int Unhashed) Run(CatalogStore store, (SeriesKey Key, long Day)[] days, IProgress<ProgressStep> progress, CancellationToken cancellation)
    {
        var faults = new List<string>();
        var unhashed = 0;
        (SeriesKey Key, long LastKey)? before = null;
        foreach (var (index, (key, day)) in days.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            var fault = DayCheck.Fault(store, key, day, before is { } last && last.Key == key ? last.LastKey : null);
            if (fault is not null)
                faults.Add(fault);
            var facts = fault is null ? store.FactsOf(key, day) : null;
            unhashed += facts is { Content.Length: 0 } ? 1 : 0;
            before = facts is null ? null : (key, facts.LastKey);
            progress.Report(new ProgressStep(index + 1, days.Length));
        }

        return (faults, unhashed);
    }
}
