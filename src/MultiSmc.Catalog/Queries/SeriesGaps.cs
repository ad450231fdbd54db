namespace MultiSmc.Catalog;

/// <summary>Ids that are missing from a series, or days.</summary>
/// <param name="Day">The day behind the gap; of missing days the first one there again.</param>
/// <param name="Gap">The ids.</param>
/// <param name="MissingDays">Days without a file between the rows before and behind.</param>
public readonly record struct SeriesGap(long Day, KeyGap Gap, long MissingDays);

/// <summary>What is missing from a series, as its files tell: within days, between days, and days on end.</summary>
public static class SeriesGaps
{
    /// <summary>All gaps of a series, oldest first. Of a day with more than <see cref="DayFacts.MaxListedGaps"/>, the first that many.</summary>
    /// <param name="store">The catalog.</param>
    /// <param name="key">A series of trades or aggregate trades: quotes' update ids jump as they like.</param>
    /// <exception cref="CatalogException">A file is damaged.</exception>
    public static IEnumerable<SeriesGap> Of(CatalogStore store, SeriesKey key)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (!Dataset.Of(key.Kind).HasConsecutiveKeys)
            throw new ArgumentException("quotes have no consecutive ids", nameof(key));
        return Walk(store, key);
    }

    private static IEnumerable<SeriesGap> Walk(CatalogStore store, SeriesKey key)
    {
        DayFacts? before = null;
        foreach (var day in store.DaysOf(key))
        {
            var facts = store.FactsOf(key, day);
            if (before is not null && (facts.FirstKey > before.LastKey + 1 || day > before.Day + 1))
                yield return new SeriesGap(day, new KeyGap(before.LastKey, facts.FirstKey), day - before.Day - 1);
            foreach (var gap in facts.Gaps)
                yield return new SeriesGap(day, gap, 0);
            before = facts;
        }
    }
}
