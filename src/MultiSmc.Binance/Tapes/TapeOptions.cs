namespace MultiSmc.Binance;

/// <summary>How files are read.</summary>
public sealed class TapeOptions
{
    private readonly double _maxBadShare = 0.01;

    /// <summary>The defaults.</summary>
    public static TapeOptions Default { get; } = new();

    /// <summary>The archive's layout where it is known; <see cref="TapeLayout.Unknown"/>: told from the rows.</summary>
    public TapeLayout Layout { get; init; }

    /// <summary>The symbol to take from recordings, upper case; null: a recording must hold one symbol only.</summary>
    public string? Symbol { get; init; }

    /// <summary>Whether recordings give quotes too.</summary>
    public bool WithQuotes { get; init; }

    /// <summary>Whether recordings give the order book's levels too: whole books and changes.</summary>
    public bool WithDepth { get; init; }

    /// <summary>What to do with a bad row.</summary>
    public FaultPolicy Faults { get; init; } = FaultPolicy.Skip;

    /// <summary>Share of bad rows, 0 to 1, above which reading stops; 0.01 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of 0 to 1.</exception>
    public double MaxBadShare
    {
        get => _maxBadShare;
        init => _maxBadShare = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "a share is between 0 and 1");
    }

    /// <summary>Bad rows kept in the report with their text; all are counted.</summary>
    public int MaxKeptFaults { get; init; } = 20;

    /// <summary>Whether a file's SHA-256 is compared with the CHECKSUM file beside it, where there is one, before a row is read.</summary>
    public bool VerifyChecksum { get; init; } = true;

    /// <summary>Whether the report gives the file's SHA-256 in any case.</summary>
    public bool ComputeSha256 { get; init; }

    /// <summary>Whether files are read and inflated on a thread of their own while rows are decoded on the caller's.</summary>
    public bool ReadAhead { get; init; } = true;

    /// <summary>What a zip may unpack to.</summary>
    public ZipLimits Zip { get; init; } = ZipLimits.Default;
}
