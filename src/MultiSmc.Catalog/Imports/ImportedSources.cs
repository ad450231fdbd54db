namespace MultiSmc.Catalog;

/// <summary>Which files are in a catalog already, by their SHA-256, as the days' files say: what was removed since is not counted.</summary>
/// <param name="store">The catalog.</param>
public sealed class ImportedSources(CatalogStore store)
{
    private readonly Dictionary<SeriesKey, Dictionary<string, HashSet<long>>> _days = [];
    private readonly Dictionary<(SeriesKey Key, string Sha256), int> _needed = [];

    /// <summary>Whether every row of a file is in a series: each day it has rows of is there and names it.</summary>
    /// <param name="key">The series.</param>
    /// <param name="sha256">SHA-256 of the file in lower-case hex; of an empty one nothing is known.</param>
    /// <exception cref="CatalogException">A file of the catalog is damaged.</exception>
    public bool Hold(SeriesKey key, string sha256)
    {
        ArgumentNullException.ThrowIfNull(sha256);
        return sha256.Length > 0 && DaysOf(key).TryGetValue(sha256, out var days) && _needed.TryGetValue((key, sha256), out var needed) && days.Count >= needed;
    }

    /// <summary>Takes over what an import has changed.</summary>
    public void Note(ImportReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var known = DaysOf(report.Key);
        foreach (var day in report.Days)
            Add(report.Key, known, day.Facts);
    }

    private Dictionary<string, HashSet<long>> DaysOf(SeriesKey key)
    {
        if (_days.TryGetValue(key, out var known))
            return known;
        _days.Add(key, known = new Dictionary<string, HashSet<long>>(StringComparer.Ordinal));
        foreach (var day in store.DaysOf(key))
            Add(key, known, store.FactsOf(key, day));
        return known;
    }

    private void Add(SeriesKey key, Dictionary<string, HashSet<long>> known, DayFacts facts)
    {
        foreach (var source in facts.Sources)
        {
            if (!known.TryGetValue(source.Sha256, out var days))
                known.Add(source.Sha256, days = []);
            days.Add(facts.Day);
            if (source.Days > 0)
                _needed[(key, source.Sha256)] = source.Days;
        }
    }
}
