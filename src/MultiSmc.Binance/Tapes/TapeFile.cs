using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>Opens one file of market data, archive or recording, by what it holds.</summary>
public static class TapeFile
{
    /// <summary>Opens a file and looks at its first lines.</summary>
    /// <param name="path">A zip, CSV, gzip or recording.</param>
    /// <param name="instrument">Whose events these are.</param>
    /// <param name="options">How to read.</param>
    /// <exception cref="DataFileException">It cannot be read.</exception>
    public static ITapeReader Open(string path, InstrumentId instrument, TapeOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        var faults = new FaultLog(path, options);
        var report = new ReadReport(path, faults);
        var lines = TextFile.Open(report, options);
        try
        {
            if (lines.Window.IsEmpty)
                throw new DataFileException(path, null, "the file holds no text", FileFaults.FetchAgain);
            return IsRecording(lines.Window)
                ? new RecordingReader(instrument, lines, report, faults, options)
                : new ArchiveReader(instrument, lines, report, faults, options);
        }
        catch
        {
            lines.Dispose();
            throw;
        }
    }

    /// <summary>Opens an archive of trades or aggregate trades.</summary>
    /// <param name="path">A zip, CSV or CSV in gzip.</param>
    /// <param name="options">How to read.</param>
    /// <exception cref="DataFileException">It cannot be read, or is a recording.</exception>
    public static ArchiveReader OpenArchive(string path, TapeOptions options)
    {
        var reader = Open(path, default, options);
        if (reader is ArchiveReader archive)
            return archive;
        reader.Dispose();
        throw new DataFileException(path, null, "it holds recorded messages, not an archive of trades", "Read it as a recording.");
    }

    // A recording's line is a message, or a local time, a blank and a message.
    private static bool IsRecording(ReadOnlySpan<byte> window)
    {
        var line = ArchiveShape.TakeLine(ref window);
        var rest = line[Math.Max(0, line.IndexOfAnyExceptInRange((byte)'0', (byte)'9'))..];
        return rest is [(byte)'{', ..] or [(byte)' ', (byte)'{', ..];
    }
}
