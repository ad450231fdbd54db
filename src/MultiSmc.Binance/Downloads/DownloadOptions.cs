namespace MultiSmc.Binance;

/// <summary>How archives are downloaded.</summary>
public sealed class DownloadOptions
{
    private readonly int _parallel = 4;

    /// <summary>Most files at a time.</summary>
    public const int MostParallel = 16;

    /// <summary>Files loaded at a time, 1 to 16.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of 1 to 16.</exception>
    public int Parallel
    {
        get => _parallel;
        init => _parallel = value is >= 1 and <= MostParallel
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "files at a time: 1 to 16");
    }

    /// <summary>How failures that may pass are met.</summary>
    public RetryPolicy Retry { get; init; } = new();

    /// <summary>Whether a file is kept though its checksum does not agree or is not published. Its record says so.</summary>
    public bool AcceptsUnverified { get; init; }

    /// <summary>Whether the exchange is asked if it has replaced files that are there already.</summary>
    public bool Refreshes { get; init; }

    /// <summary>What a zip may hold.</summary>
    public ZipLimits Zip { get; init; } = ZipLimits.Default;
}
