using System.Globalization;
using MultiSmc.Binance;
using MultiSmc.Catalog;

namespace MultiSmc.Cli.Commands;

/// <summary>
/// Puts recorded segments into the catalog, fetches the trades that are missing between them, and removes them. Cut off at any moment it is done
/// again: importing the same rows changes nothing.
/// </summary>
/// <param name="console">Where it says what it did.</param>
/// <param name="store">The catalog.</param>
/// <param name="backfill">Where missing trades come from; null: they stay missing.</param>
internal sealed class SegmentJoin(CommandConsole console, CatalogStore store, ITradeBackfill? backfill)
{
    private const string JoinedFile = "joined";
    private const string FirstIdFile = "first-id";

    /// <summary>Remembers the first trade of a recording, over crashes: what is missing before it is not this recording's to fill.</summary>
    public static void NoteFirst(string folder, long id)
    {
        var path = Path.Combine(folder, FirstIdFile);
        if (!File.Exists(path))
            File.WriteAllText(path, id.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Forgets it: the recording was ended in order.</summary>
    public static void ForgetFirst(string folder) => File.Delete(Path.Combine(folder, FirstIdFile));

    /// <summary>Joins the segments of a symbol.</summary>
    /// <exception cref="CatalogException">The catalog is in use, or contradicts what was recorded. The segments stay.</exception>
    /// <exception cref="DataFileException">What was recorded cannot be read. The segments stay.</exception>
    public async Task RunAsync(string folder, string symbol, IReadOnlyList<string> segments, CancellationToken cancellation)
    {
        if (segments.Count == 0)
            return;
        var joined = Path.Combine(folder, JoinedFile);
        Concatenate(joined, segments);
        if (new FileInfo(joined).Length > 0)
        {
            using var import = new CatalogImport(store, SeriesKey.Spot, symbol);
            var file = import.Run(joined, static _ => { }, cancellation);
            ImportLines.WriteFaults(console, file);
            ImportLines.Write(console.Out, file with { Path = symbol });
        }

        foreach (var segment in segments)
            File.Delete(segment);
        File.Delete(joined);
        await FillAsync(folder, symbol, cancellation).ConfigureAwait(false);
    }

    private async Task FillAsync(string folder, string symbol, CancellationToken cancellation)
    {
        var key = new SeriesKey(DatasetKind.Trades, symbol);
        if (backfill is null || !long.TryParse(ReadFirst(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var first))
            return;
        var missing = SeriesGaps.Open(store, key).Where(ids => ids.First > first).ToList();
        if (missing.Count == 0)
            return;
        var report = await new CatalogRepair(store, backfill).RunAsync(key, missing, new Progress<ProgressStep>(), cancellation).ConfigureAwait(false);
        console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{symbol}: {report.Asked} trades were missed, {report.Repaired} fetched"));
        foreach (var failure in report.Failures)
            console.WriteWarning($"{symbol}: ids {failure.Ids.First} to {failure.Ids.Last}: {failure.Reason}; `multismc data repair {symbol}` asks again");
    }

    private static string ReadFirst(string folder)
    {
        var path = Path.Combine(folder, FirstIdFile);
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }

    // A segment that a killed process left may end within a line.
    private static void Concatenate(string joined, IReadOnlyList<string> segments)
    {
        using var output = File.Create(joined);
        foreach (var segment in segments)
        {
            using var input = File.OpenRead(segment);
            input.CopyTo(output);
            if (input.Length == 0)
                continue;
            input.Position = input.Length - 1;
            if (input.ReadByte() != '\n')
                output.WriteByte((byte)'\n');
        }
    }
}
