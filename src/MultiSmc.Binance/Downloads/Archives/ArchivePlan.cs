namespace MultiSmc.Binance;

/// <summary>What is wanted.</summary>
/// <param name="Symbols">Symbols, upper case.</param>
/// <param name="Layout">Trades or aggregate trades.</param>
/// <param name="From">First day, UTC.</param>
/// <param name="To">The day before which it ends.</param>
public sealed record DownloadRequest(IReadOnlyList<string> Symbols, TapeLayout Layout, DateOnly From, DateOnly To)
{
    /// <summary>The day the exchange opened: there is nothing before it.</summary>
    public static DateOnly Opening { get; } = new(2017, 7, 14);
}

/// <summary>Why a day is in no archive.</summary>
public enum MissingReason
{
    /// <summary>Archives appear on the next day, at times later: too early to tell.</summary>
    NotYetPublished,

    /// <summary>Before the first archive of the symbol in the range: most likely it was not listed then.</summary>
    BeforeFirst,

    /// <summary>Archives lie before it and behind it.</summary>
    Hole,

    /// <summary>After the last archive of the symbol: most likely it is no longer traded.</summary>
    AfterLast,
}

/// <summary>Days in a row that are in no archive.</summary>
/// <param name="Symbol">Symbol.</param>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
/// <param name="Reason">Why, as far as can be told.</param>
public sealed record MissingDays(string Symbol, DateOnly First, DateOnly Last, MissingReason Reason);

/// <summary>A file of the plan.</summary>
/// <param name="File">Which.</param>
/// <param name="IsHeld">Whether it is there already.</param>
/// <param name="Bytes">Its size; null where the server does not say.</param>
/// <param name="BytesThere">Of those, how many an earlier run has left.</param>
public sealed record PlannedFile(ArchiveFile File, bool IsHeld, long? Bytes, long BytesThere);

/// <summary>What a download will load, looked up before it begins.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Files">By symbol as asked, then by time.</param>
/// <param name="Missing">What the exchange does not have.</param>
public sealed record ArchivePlan(DownloadRequest Request, IReadOnlyList<PlannedFile> Files, IReadOnlyList<MissingDays> Missing)
{
    /// <summary>Files to load.</summary>
    public int Count => Files.Count(static file => !file.IsHeld);

    /// <summary>Bytes to load, as far as the server says.</summary>
    public long Bytes => Files.Where(static file => !file.IsHeld).Sum(static file => Math.Max(0, (file.Bytes ?? 0) - file.BytesThere));

    /// <summary>Bytes of all files, those that are there included.</summary>
    public long AllBytes => Files.Sum(static file => file.Bytes ?? 0);
}
