using MultiSmc.Binance;
using MultiSmc.Catalog;

namespace MultiSmc.Cli.Commands;

/// <summary>How the repair of a series went.</summary>
/// <param name="Asked">Ids that were missing.</param>
/// <param name="Repaired">Trades found and imported.</param>
/// <param name="Holes">Ids that the exchange does not have; noted in the catalog.</param>
/// <param name="Failures">What could not be asked for, and why.</param>
internal sealed record RepairReport(long Asked, long Repaired, long Holes, IReadOnlyList<UnrepairedIds> Failures);

/// <summary>Fetches a series' missing trades by id and puts them in; what the exchange does not have is noted beside them.</summary>
/// <param name="store">The catalog.</param>
/// <param name="backfill">Where trades come from.</param>
internal sealed class CatalogRepair(CatalogStore store, ITradeBackfill backfill)
{
    // An import goes in whole or not at all: an interrupted repair loses no more than this.
    private const long IdsAtOnce = 500_000;

    /// <summary>Repairs a series.</summary>
    /// <param name="key">A series of trades.</param>
    /// <param name="missing">Its missing ids, rising.</param>
    /// <param name="progress">Gets ids dealt with and in all.</param>
    /// <param name="cancellation">Ends it; what was put in stays.</param>
    /// <exception cref="CatalogException">The catalog is in use or damaged, or what came contradicts what is there.</exception>
    public async Task<RepairReport> RunAsync(SeriesKey key, IReadOnlyList<OpenIds> missing, IProgress<ProgressStep> progress, CancellationToken cancellation)
    {
        var asked = missing.Sum(static ids => ids.Last - ids.First + 1);
        var (done, repaired, holes) = (0L, 0L, 0L);
        var failures = new List<UnrepairedIds>();
        using var writer = store.OpenWriter();
        foreach (var batch in Batches(missing))
        {
            var report = await FetchAsync(writer, key, batch, cancellation).ConfigureAwait(false);
            repaired += report.Repaired;
            KnownHole[] final = [.. report.Unrepaired.Where(static ids => ids.IsFinal).Select(static ids => new KnownHole(ids.Ids.First, ids.Ids.Last))];
            writer.NoteHoles(key, final);
            holes += final.Sum(static hole => hole.Last - hole.First + 1);
            failures.AddRange(report.Unrepaired.Where(static ids => !ids.IsFinal));
            done += batch.Sum(static ids => ids.Count);
            progress.Report(new ProgressStep(done, asked));
            // The exchange cannot be asked now: the other batches would fail as slowly.
            if (failures.Count > 0)
                break;
        }

        return new RepairReport(asked, repaired, holes, failures);
    }

    private async Task<BackfillReport> FetchAsync(CatalogWriter writer, SeriesKey key, List<TradeIdRange> ids, CancellationToken cancellation)
    {
        using var import = writer.ImportTrades(key, new ImportSource($"historicalTrades {ids[0].First}-{ids[^1].Last}", ""));
        var report = await backfill.FetchAsync(
            key.Symbol,
            ids,
            (page, _) =>
            {
                import.Add([.. page]);
                return ValueTask.CompletedTask;
            },
            cancellation).ConfigureAwait(false);
        if (report.Repaired > 0)
            import.Complete();
        return report;
    }

    private static List<List<TradeIdRange>> Batches(IReadOnlyList<OpenIds> missing)
    {
        var batches = new List<List<TradeIdRange>>();
        var room = 0L;
        foreach (var ids in missing)
        {
            for (var first = ids.First; first <= ids.Last;)
            {
                if (room == 0)
                {
                    batches.Add([]);
                    room = IdsAtOnce;
                }

                var last = Math.Min(ids.Last, first + room - 1);
                batches[^1].Add(new TradeIdRange(first, last));
                room -= last - first + 1;
                first = last + 1;
            }
        }

        return batches;
    }
}
