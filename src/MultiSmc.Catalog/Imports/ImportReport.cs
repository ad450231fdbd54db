namespace MultiSmc.Catalog;

/// <summary>What became of a day.</summary>
public enum DayOutcome
{
    /// <summary>The day was not there before.</summary>
    Added,

    /// <summary>The day was there with other rows: both are in it now.</summary>
    Merged,

    /// <summary>All rows were there already: nothing was written.</summary>
    Unchanged,
}

/// <summary>A day of an import.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Facts">The day as it is in the catalog now.</param>
public readonly record struct ImportedDay(DayOutcome Outcome, DayFacts Facts);

/// <summary>What an import did.</summary>
/// <param name="Key">The series.</param>
/// <param name="Rows">Rows taken from the source.</param>
/// <param name="LateRows">Rows of those that repeat a key or stand behind a higher one; they were sorted in.</param>
/// <param name="Days">The days touched, oldest first.</param>
public sealed record ImportReport(SeriesKey Key, long Rows, long LateRows, IReadOnlyList<ImportedDay> Days);
