namespace MultiSmc.Binance;

/// <summary>Opens a file of market data by what it is, not by its name: plain text, gzip, or a zip with one CSV member.</summary>
internal static class TextFile
{
    private const int FileBuffer = 128 * 1024;

    /// <summary>Opens the file and begins to read it; where asked for, its checksum is compared first.</summary>
    /// <exception cref="DataFileException">It cannot be read.</exception>
    public static LineFeed Open(ReadReport report, TapeOptions options)
    {
        var path = report.Path;
        IByteFeed? feed = null;
        try
        {
            FileChecksum.Check(report, options);
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileBuffer, FileOptions.SequentialScan);
            report.FileBytes = file.Length;
            feed = OpenFeed(report, file, options);
            return new LineFeed(path, feed);
        }
        catch (Exception exception) when (FileFaults.IsExpected(exception))
        {
            feed?.Dispose();
            throw FileFaults.Describe(path, exception);
        }
        catch (DataFileException)
        {
            feed?.Dispose();
            throw;
        }
    }

    private static IByteFeed OpenFeed(ReadReport report, FileStream file, TapeOptions options)
    {
        var path = report.Path;
        try
        {
            Span<byte> head = stackalloc byte[4];
            var count = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            head = head[..count];
            file.Position = 0;
            if (count == 0)
                throw new DataFileException(path, null, "the file is empty", FileFaults.FetchAgain);
            if (head is [(byte)'P', (byte)'K', ..])
                return ZipMember.Open(report, file, options);
            if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                throw new DataFileException(path, null, "the file is not a zip, though it is named so", FileFaults.FetchAgain);
            if (head is [0x1F, 0x8B, ..])
                return Ahead(new GzipFeed(path, file), options);
            if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
                throw new DataFileException(path, null, "the file is not gzip, though it is named so", FileFaults.FetchAgain);
            return Ahead(new StreamFeed(path, file), options);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The feed, on a thread of its own where that is wanted.</summary>
    public static IByteFeed Ahead(IByteFeed feed, TapeOptions options) => options.ReadAhead ? new ReadAheadFeed(feed) : feed;
}
