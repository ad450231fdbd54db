namespace MultiSmc.Catalog;

/// <summary>
/// The one that may write. Rows are staged as whole files beside the catalog and put in place when an import is complete: before that, and after a
/// crash at any step, the catalog is as it was, or has some of the days new, each of them whole; importing again gives the rest.
/// </summary>
public sealed class CatalogWriter : IDisposable
{
    private const string LockFile = ".lock";
    private const string StagingFolder = ".staging";

    private readonly CatalogStore _store;
    private readonly ICatalogDisk _disk;
    private readonly string _staging;
    private readonly FileStream _lock;
    private readonly Lock _committing = new();
    private readonly Dictionary<SeriesKey, Dictionary<long, DecimalScale>> _scales = [];
    private int _staged;

    internal CatalogWriter(CatalogStore store, ICatalogDisk disk)
    {
        (_store, _disk) = (store, disk);
        _staging = Path.Combine(store.Root, StagingFolder);
        try
        {
            _lock = new FileStream(Path.Combine(store.Root, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy)
        {
            throw new CatalogException(store.Root, "another import is writing to the catalog", "Wait until it is done.", busy);
        }

        try
        {
            // What a crashed import left behind: nobody else can be using it.
            disk.RemoveFolder(_staging);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Begins an import of trades or aggregate trades. Imports of several series may run side by side, each on one thread.</summary>
    /// <param name="key">The series.</param>
    /// <param name="source">Where the rows come from.</param>
    public TradeImporter ImportTrades(SeriesKey key, ImportSource source) => new(this, key, source);

    /// <summary>Begins an import of quotes.</summary>
    /// <param name="key">The series.</param>
    /// <param name="source">Where the rows come from.</param>
    public QuoteImporter ImportQuotes(SeriesKey key, ImportSource source) => new(this, key, source);

    /// <summary>Brings in a day's file of another catalog.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CatalogException">It is damaged, no file of a catalog, or contradicts what is there.</exception>
    public ImportReport ImportFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var reader = DayFileReader.Open(path);
        var facts = reader.Facts;
        var copy = Repack(new StagedDay(path, facts), DecimalScale.Max(facts.Scale, ScaleOf(facts.Key)));
        if (facts.Content.Length > 0 && copy.Facts.Content != facts.Content)
            throw reader.Damaged("its rows are not those that were written: their hash differs");
        return new ImportReport(facts.Key, facts.Rows, 0, Commit(facts.Key, [copy]));
    }

    /// <summary>Begins an import of changes of the order book.</summary>
    /// <param name="key">The series.</param>
    /// <param name="source">Where the rows come from.</param>
    public DepthImporter ImportDepth(SeriesKey key, ImportSource source) => new(this, key, source);

    /// <summary>Notes ids that nobody has, in the file of the day behind them or around them.</summary>
    /// <param name="key">A series of trades.</param>
    /// <param name="holes">The ids, rising.</param>
    /// <exception cref="CatalogException">A file is damaged.</exception>
    public void NoteHoles(SeriesKey key, IReadOnlyList<KnownHole> holes)
    {
        ArgumentNullException.ThrowIfNull(holes);
        lock (_committing)
        {
            var changed = new List<StagedDay>();
            foreach (var day in _store.DaysOf(key))
            {
                var facts = _store.FactsOf(key, day);
                var own = holes.Where(hole => hole.First <= facts.LastKey && !facts.Holes.Contains(hole)).ToList();
                holes = [.. holes.Where(hole => hole.First > facts.LastKey)];
                if (own.Count > 0)
                    changed.Add(Repack(new StagedDay(_store.PathOf(key, day), facts with { Holes = KnownHoles.Join(facts.Holes, own) }), facts.Scale));
            }

            Place(key, changed);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disk.RemoveFolder(_staging);
        _lock.Dispose();
    }

    /// <summary>A writer of a staged file.</summary>
    internal DayFileWriter Stage(SeriesKey key, long day, DecimalScale leastScale) => new(_disk, NewPath, key, day, leastScale);

    /// <summary>Decimals that the series has so far.</summary>
    internal DecimalScale ScaleOf(SeriesKey key)
    {
        lock (_committing)
            return ScalesOf(key).Values.Aggregate(default(DecimalScale), DecimalScale.Max);
    }

    /// <summary>Puts staged files in place. Those of one day are joined with each other and with what is there.</summary>
    /// <exception cref="CatalogException">Rows contradict each other; nothing was put in place.</exception>
    internal IReadOnlyList<ImportedDay> Commit(SeriesKey key, IReadOnlyList<StagedDay> staged)
    {
        lock (_committing)
        {
            var days = staged.GroupBy(static day => day.Facts.Day).OrderBy(static group => group.Key).Select(group => Prepare(key, [.. group])).ToList();
            var scale = days.Select(static day => day.Result.Facts.Scale).Aggregate(ScaleOf(key), DecimalScale.Max);
            var results = new List<ImportedDay>();
            var placed = new List<StagedDay>();
            foreach (var day in days)
            {
                var result = !day.IsNew || day.Result.Facts.Scale == scale ? day.Result : Repack(day.Result, scale);
                results.Add(new ImportedDay(day.Outcome, result.Facts));
                if (day.IsNew)
                    placed.Add(result);
            }

            // All days of a series have the same decimals: readers of many files take the types of the first one for all.
            var coarse = ScalesOf(key).Where(entry => entry.Value != scale && !placed.Exists(day => day.Facts.Day == entry.Key)).Select(static entry => entry.Key);
            foreach (var day in coarse.Order().ToArray())
                placed.Add(Repack(new StagedDay(_store.PathOf(key, day), _store.FactsOf(key, day)), scale));
            Place(key, placed);
            return results;
        }
    }

    // A day whose rows were all there is written anew only to name a source that it does not name yet: the next run can then pass that source over.
    private (DayOutcome Outcome, StagedDay Result, bool IsNew) Prepare(SeriesKey key, IReadOnlyList<StagedDay> parts)
    {
        var joined = parts[0];
        foreach (var part in parts.Skip(1))
            joined = Join(joined, part);
        var path = _store.PathOf(key, joined.Facts.Day);
        if (!File.Exists(path))
            return (DayOutcome.Added, joined, true);
        var present = new StagedDay(path, _store.FactsOf(key, joined.Facts.Day));
        // A file of an earlier version bears another hash of its rows: written anew it bears this one.
        var isOld = present.Facts.Content.Length == 0;
        if (isOld)
            present = Repack(present, present.Facts.Scale);
        var merged = present.Facts.Content == joined.Facts.Content ? null : Join(present, joined);
        if (merged is not null && merged.Facts.Content != present.Facts.Content)
            return (DayOutcome.Merged, merged, true);
        if (joined.Facts.Sources.All(source => source.Sha256.Length == 0 || present.Facts.Sources.Contains(source)))
            return (DayOutcome.Unchanged, present, isOld);
        var named = present.Facts with { Sources = ImportSource.Join(present.Facts.Sources, joined.Facts.Sources) };
        return (DayOutcome.Unchanged, merged ?? Repack(present with { Facts = named }, named.Scale), true);
    }

    private StagedDay Join(StagedDay first, StagedDay second)
    {
        using var left = DayFileReader.Open(first.Path);
        using var right = DayFileReader.Open(second.Path);
        return DayMerge.Run(_disk, NewPath, left, right);
    }

    private StagedDay Repack(StagedDay day, DecimalScale scale)
    {
        using var reader = DayFileReader.Open(day.Path);
        using var writer = Stage(day.Facts.Key, day.Facts.Day, scale);
        var block = new RowBlock(Dataset.Of(day.Facts.Key.Kind));
        for (var group = 0; group < reader.GroupCount; group++)
        {
            reader.Read(group, block);
            writer.Append(block);
        }

        return writer.Finish(day.Facts.Sources, day.Facts.Holes);
    }

    private void Place(SeriesKey key, List<StagedDay> days)
    {
        foreach (var day in days)
        {
            _disk.Replace(day.Path, _store.PathOf(key, day.Facts.Day));
            ScalesOf(key)[day.Facts.Day] = day.Facts.Scale;
        }

        if (days.Count > 0)
            _disk.SyncFolder(Path.Combine(_store.Root, key.Folder));
    }

    private Dictionary<long, DecimalScale> ScalesOf(SeriesKey key)
    {
        if (_scales.TryGetValue(key, out var known))
            return known;
        var scales = _store.DaysOf(key).ToDictionary(static day => day, day => _store.FactsOf(key, day).Scale);
        _scales.Add(key, scales);
        return scales;
    }

    private string NewPath() => Path.Combine(_staging, $"{Interlocked.Increment(ref _staged):D6}.parquet");
}
