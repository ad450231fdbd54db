using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>A file that rows came from.</summary>
/// <param name="Name">Its name, without folder.</param>
/// <param name="Sha256">SHA-256 of its bytes in lower-case hex; empty where there is none.</param>
/// <param name="Days">
/// On the last day of an import, over how many days the source's rows lie: with that many days naming it, all of it is in. 0 on the other days.
/// </param>
public readonly record struct ImportSource(string Name, string Sha256, int Days = 0)
{
    /// <summary>Sources and more of them, each file once.</summary>
    internal static IReadOnlyList<ImportSource> Join(IEnumerable<ImportSource> sources, IEnumerable<ImportSource> more) =>
        [.. sources.Concat(more).GroupBy(static source => (source.Name, source.Sha256)).Select(static group => group.MaxBy(static source => source.Days))];
}

/// <summary>Missing keys between two rows.</summary>
/// <param name="After">The last key before.</param>
/// <param name="Before">The first key behind.</param>
public readonly record struct KeyGap(long After, long Before)
{
    /// <summary>Keys left out.</summary>
    public long Missing => Before - After - 1;
}

/// <summary>Ids that the exchange was asked for and does not have: asking again makes no sense.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
public readonly record struct KnownHole(long First, long Last);

/// <summary>What a day's file says of itself; a reader holds it against what it reads.</summary>
public sealed record DayFacts
{
    /// <summary>The series.</summary>
    public required SeriesKey Key { get; init; }

    /// <summary>Days since 1970-01-01, UTC.</summary>
    public required long Day { get; init; }

    /// <summary>Number of rows, at least one.</summary>
    public required long Rows { get; init; }

    /// <summary>Key (trade id, update id) of the first row.</summary>
    public required long FirstKey { get; init; }

    /// <summary>Key of the last row.</summary>
    public required long LastKey { get; init; }

    /// <summary>Time of the first row.</summary>
    public required Timestamp FirstTime { get; init; }

    /// <summary>Time of the last row.</summary>
    public required Timestamp LastTime { get; init; }

    /// <summary>Least time of a row: another than the first where the exchange's clock went back.</summary>
    public required Timestamp MinTime { get; init; }

    /// <summary>Greatest time of a row.</summary>
    public required Timestamp MaxTime { get; init; }

    /// <summary>Decimals in the file.</summary>
    public required DecimalScale Scale { get; init; }

    /// <summary>Keys left out between the first and the last.</summary>
    public required long MissingKeys { get; init; }

    /// <summary>Places where keys are left out.</summary>
    public required long GapCount { get; init; }

    /// <summary>The first of those places, at most <see cref="MaxListedGaps"/>.</summary>
    public required IReadOnlyList<KeyGap> Gaps { get; init; }

    /// <summary>
    /// Hash of the rows, whatever the file's packing, with the name of its kind before it; empty where an earlier version wrote the file, whose hash was
    /// another one: <see cref="CatalogStore.ContentOf"/> computes it then.
    /// </summary>
    public required string Content { get; init; }

    /// <summary>Where the rows came from, in the order they came.</summary>
    public required IReadOnlyList<ImportSource> Sources { get; init; }

    /// <summary>Ids before or inside the day that nobody has, rising.</summary>
    public IReadOnlyList<KnownHole> Holes { get; init; } = [];

    /// <summary>Most gaps listed in a file; the count is exact in any case.</summary>
    public const int MaxListedGaps = 10_000;
}
