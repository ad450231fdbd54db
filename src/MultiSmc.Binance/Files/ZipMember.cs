using System.IO.Compression;

namespace MultiSmc.Binance;

/// <summary>
/// The one CSV member of a zip. Nothing is ever written under a member's name, yet a name that points outside is refused: nobody honest makes one.
/// </summary>
internal static class ZipMember
{
    public static IByteFeed Open(ReadReport report, FileStream file, TapeOptions options)
    {
        var path = report.Path;
        var zip = OpenZip(path, file, leaveOpen: false);
        var entry = Choose(path, zip);
        report.Member = entry.FullName;
        Check(path, entry, options.Zip);
        var text = new StreamFeed(path, entry.Open(), zip);
        // The check runs on the reader's thread: the one that inflates has more to do.
        return new CheckedFeed(path, TextFile.Ahead(text, options), entry.Length, entry.Crc32);
    }

    /// <summary>Looks at a downloaded zip without unpacking it: one member, of the zip's own name, of a size that can be.</summary>
    /// <exception cref="DataFileException">It is something else.</exception>
    public static void Inspect(string path, string zipName, Stream file, ZipLimits limits)
    {
        using var zip = OpenZip(path, file, leaveOpen: true);
        Check(path, Choose(path, zip), limits);
        var expected = System.IO.Path.ChangeExtension(zipName, ".csv");
        if (zip.Entries is not [var only] || only.FullName != expected)
        {
            throw new DataFileException(
                path, null, $"it holds {string.Join(", ", zip.Entries.Take(3).Select(static entry => entry.FullName))}{(zip.Entries.Count > 3 ? ", .." : "")}, "
                + $"not {expected} alone", "Do not trust this file; fetch it again.");
        }
    }

    private static ZipArchive OpenZip(string path, Stream file, bool leaveOpen)
    {
        try
        {
            return new ZipArchive(file, ZipArchiveMode.Read, leaveOpen);
        }
        catch (InvalidDataException exception)
        {
            throw new DataFileException(path, null, "the zip is cut off or damaged: it has no directory at its end", FileFaults.FetchAgain, exception);
        }
    }

    private static void Check(string path, ZipArchiveEntry entry, ZipLimits limits)
    {
        CheckName(path, entry);
        if (entry.IsEncrypted)
            throw new DataFileException(path, null, $"its member {entry.FullName} is encrypted", "Unpack it with its password and read the CSV.");
        if (entry.Length == 0)
            throw new DataFileException($"{path}:{entry.FullName}", null, "the member is empty", FileFaults.FetchAgain);
        if (limits.Judge(entry.Length, entry.CompressedLength) is { } tooMuch)
            throw new DataFileException($"{path}:{entry.FullName}", null, tooMuch, "Do not trust this file; fetch it again.");
    }

    private static ZipArchiveEntry Choose(string path, ZipArchive zip)
    {
        ZipArchiveEntry? chosen = null;
        foreach (var entry in zip.Entries)
        {
            if (IsOutside(entry.FullName))
            {
                throw new DataFileException(
                    path, null, $"its member \"{entry.FullName}\" has a name that points outside of the archive",
                    "Do not trust this file; fetch it again.");
            }

            // What a Mac adds when it packs a folder.
            if (!entry.FullName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
                || entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal))
                continue;
            if (chosen is not null)
            {
                throw new DataFileException(
                    path, null, $"it holds several CSV members ({chosen.FullName}, {entry.FullName}, ..)",
                    "Unpack it and read the CSV files one by one.");
            }

            chosen = entry;
        }

        return chosen ?? throw new DataFileException(
            path, null, $"it holds no CSV member ({zip.Entries.Count} members in all)", "Archives of trades hold one CSV of the zip's own name.");
    }

    private static bool IsOutside(string name) =>
        name.Length == 0 || name[0] is '/' or '\\' || name.Contains(':', StringComparison.Ordinal) || name.AsSpan().ContainsAny('\0', '\n', '\r')
        || name.Replace('\\', '/').Split('/').Contains("..");

    // Uploads with another file's content have happened.
    private static void CheckName(string path, ZipArchiveEntry entry)
    {
        var zipName = System.IO.Path.GetFileNameWithoutExtension(path);
        var memberName = System.IO.Path.GetFileNameWithoutExtension(entry.Name);
        if (ArchiveName.TryParse(zipName, out var expected) && ArchiveName.TryParse(memberName, out var found) && expected != found)
        {
            throw new DataFileException(
                path, null, $"its member is {entry.Name}, which is another file than the zip's name says",
                "Fetch the file again, or rename it if it was renamed.");
        }
    }
}
