using System.Collections.Concurrent;
using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>
/// The days of a range that several threads read, each opening the files for itself: listed once, and each file must be the one that the first of them opened.
/// An import may put another in its place at any time.
/// </summary>
internal sealed class SeenDays(CatalogStore store, SeriesKey key, Timestamp? from, Timestamp? to)
{
    private readonly ConcurrentDictionary<long, (long Rows, long First, long Last, int Groups, string Content)> _seen = [];

    /// <summary>The days, in order.</summary>
    public IReadOnlyList<long> All { get; } = RangeDays.Of(store, key, from, to);

    /// <summary>Opens a day.</summary>
    /// <exception cref="CatalogException">It can't be read, or is not what another thread of the same scan has read.</exception>
    public DayFileReader Open(long day)
    {
        var reader = store.OpenDay(key, day);
        var facts = reader.Facts;
        var found = (facts.Rows, facts.FirstKey, facts.LastKey, reader.GroupCount, facts.Content);
        if (_seen.GetOrAdd(day, found) == found)
            return reader;
        reader.Dispose();
        throw new CatalogException(reader.Path, "it was replaced while it was read", "Run it again.");
    }
}
