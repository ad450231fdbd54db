namespace MultiSmc.Catalog;

/// <summary>Ids that are missing from a series, or days.</summary>
/// <param name="Day">The day behind the gap; of missing days the first one there again.</param>
/// <param name="Gap">The ids.</param>
/// <param name="MissingDays">Days without a file between the rows before and behind.</param>
public readonly record struct SeriesGap(long Day, KeyGap Gap, long MissingDays)
{
    /// <summary>How many of the ids the exchange was asked for and does not have.</summary>
    public long KnownIds { get; init; }
}

/// <summary>Missing ids that asking for may bring.</summary>
/// <param name="Day">The day behind or around them.</param>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
public readonly record struct OpenIds(long Day, long First, long Last);

/// <summary>What is missing from a series, as its files tell: within days, between days, and days on end.</summary>
public static class SeriesGaps
{
    /// <summary>All gaps of a series, oldest first. Of a day with more than <see cref="DayFacts.MaxListedGaps"/>, the first that many.</summary>
    /// <param name="store">The catalog.</param>
    /// <param name="key">A series of trades or aggregate trades: update ids jump as they like.</param>
    /// <exception cref="CatalogException">A file is damaged.</exception>
    public static IEnumerable<SeriesGap> Of(CatalogStore store, SeriesKey key)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (!Dataset.Of(key.Kind).HasConsecutiveKeys)
            throw new ArgumentException("quotes and depth have no consecutive ids", nameof(key));
        return Walk(store, key);
    }

    /// <summary>The missing ids of a series that are in no known hole, rising.</summary>
    /// <param name="store">The catalog.</param>
    /// <param name="key">A series of trades or aggregate trades.</param>
    /// <exception cref="CatalogException">A file is damaged.</exception>
    public static IEnumerable<OpenIds> Open(CatalogStore store, SeriesKey key) => Of(store, key).SelectMany(
        gap => KnownHoles.Without(gap.Gap, store.FactsOf(key, gap.Day).Holes).Select(ids => new OpenIds(gap.Day, ids.First, ids.Last)));

    private static IEnumerable<SeriesGap> Walk(CatalogStore store, SeriesKey key)
    {
        DayFacts? before = null;
        foreach (var day in store.DaysOf(key))
        {
            var facts = store.FactsOf(key, day);
            if (before is not null && (facts.FirstKey > before.LastKey + 1 || day > before.Day + 1))
                yield return Describe(facts, new KeyGap(before.LastKey, facts.FirstKey), day - before.Day - 1);
            foreach (var gap in facts.Gaps)
                yield return Describe(facts, gap, 0);
            before = facts;
        }
    }

    private static SeriesGap Describe(DayFacts facts, KeyGap gap, long missingDays) =>
        new(facts.Day, gap, missingDays) { KnownIds = KnownHoles.Within(gap, facts.Holes) };
}
