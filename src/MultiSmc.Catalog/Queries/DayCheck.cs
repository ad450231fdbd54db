using System.Globalization;

namespace MultiSmc.Catalog;

/// <summary>Reads days whole and holds every row against what the file says of itself.</summary>
public static class DayCheck
{
    /// <summary>What is wrong with a day; null where nothing is. The rows of a file that an earlier version wrote have no hash to be held against.</summary>
    /// <param name="store">The catalog.</param>
    /// <param name="key">The series.</param>
    /// <param name="day">Days since 1970-01-01.</param>
    /// <param name="lastKeyBefore">The last key of the day before, where it is known: this day's keys must be above it.</param>
    public static string? Fault(CatalogStore store, SeriesKey key, long day, long? lastKeyBefore = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        try
        {
            using var reader = store.OpenDay(key, day);
            var tally = new DayTally(Dataset.Of(key.Kind));
            var block = new RowBlock(Dataset.Of(key.Kind));
            for (var group = 0; group < reader.GroupCount; group++)
            {
                reader.Read(group, block);
                tally.Add(block);
            }

            return Compare(reader.Facts, tally.Facts(key, day, reader.Facts.Scale, reader.Facts.Sources), lastKeyBefore) is { } fault
                ? $"{reader.Path}: {fault}. Move it away and import the day again."
                : null;
        }
        catch (CatalogException damage)
        {
            return damage.Message;
        }
    }

    private static string? Compare(DayFacts said, DayFacts found, long? lastKeyBefore)
    {
        if (said.Content.Length > 0 && found.Content != said.Content)
            return "its rows are not those that were written: their hash differs";
        if ((found.FirstTime, found.LastTime, found.MinTime, found.MaxTime) != (said.FirstTime, said.LastTime, said.MinTime, said.MaxTime))
            return "its times are not those its metadata name";
        if ((found.MissingKeys, found.GapCount) != (said.MissingKeys, said.GapCount) || !found.Gaps.SequenceEqual(said.Gaps))
            return "its gaps are not those its metadata name";
        if (lastKeyBefore is { } last && found.FirstKey <= last)
            return string.Create(CultureInfo.InvariantCulture, $"it begins with id {found.FirstKey}, the day before ends with {last}");
        return found.MaxTime.UtcDay == found.Day ? null : $"its rows are of {DayName.Of(found.MaxTime.UtcDay)}";
    }
}
