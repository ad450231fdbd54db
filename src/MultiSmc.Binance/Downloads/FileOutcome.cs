namespace MultiSmc.Binance;

/// <summary>How a file of the plan ended.</summary>
public abstract record FileOutcome
{
    private FileOutcome(ArchiveFile file) => File = file;

    /// <summary>Which file.</summary>
    public ArchiveFile File { get; }

    /// <summary>It is there, loaded now or earlier.</summary>
    /// <param name="File">Which file.</param>
    /// <param name="Result">Where and what.</param>
    /// <param name="Bytes">Its size.</param>
    public sealed record Ready(ArchiveFile File, DownloadedFile Result, long Bytes) : FileOutcome(File);

    /// <summary>The exchange says that there is no such file, though it had one a moment ago.</summary>
    /// <param name="File">Which file.</param>
    public sealed record Gone(ArchiveFile File) : FileOutcome(File);

    /// <summary>It came, and is not what it should be: put aside under another name, where nothing reads it.</summary>
    /// <param name="File">Which file.</param>
    /// <param name="Path">Where it was put; null where it was not loaded at all.</param>
    /// <param name="Message">What is wrong and what to do.</param>
    public sealed record Quarantined(ArchiveFile File, string? Path, string Message) : FileOutcome(File);

    /// <summary>It could not be loaded; what came of it is kept and the same command goes on from there.</summary>
    /// <param name="File">Which file.</param>
    /// <param name="Message">What happened and what to do.</param>
    public sealed record Failed(ArchiveFile File, string Message) : FileOutcome(File);
}
