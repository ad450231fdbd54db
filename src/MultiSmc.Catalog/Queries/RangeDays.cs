using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>Which days' files a range of time needs.</summary>
internal static class RangeDays
{
    /// <summary>
    /// The days of the range, and the one behind it: a row whose time went back over midnight stands in the file of the day after.
    /// </summary>
    public static IReadOnlyList<long> Of(CatalogStore store, SeriesKey key, Timestamp? from, Timestamp? to)
    {
        ArgumentNullException.ThrowIfNull(store);
        var first = from?.UtcDay ?? long.MinValue;
        var last = to is { } end ? end.UtcDay + 1 : long.MaxValue;
        return [.. store.DaysOf(key).Where(day => day >= first && day <= last)];
    }
}
