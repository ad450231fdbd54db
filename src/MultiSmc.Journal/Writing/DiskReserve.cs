using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using MultiSmc.Core;

namespace MultiSmc.Journal;

/// <summary>
/// Room that is kept for the end of a session: a file beside the journal, or a part of its quota. When nothing else is left it is given up, so that what has
/// begun can still be journaled to its end: an exit whose protection has been taken back must not stop half-way.
/// </summary>
internal sealed class DiskReserve
{
    private readonly string _file;
    private readonly JournalOptions _options;

    private DiskReserve(string file, JournalOptions options) => (_file, _options) = (file, options);

    /// <summary>It is still kept.</summary>
    public bool IsKept { get; private set; } = true;

    /// <summary>Takes the room.</summary>
    /// <returns>Null where none is wanted, or the disk has not got it.</returns>
    public static DiskReserve? Keep(string journal, JournalOptions options)
    {
        if (options.ReserveBytes == 0)
            return null;
        var file = journal + "-reserve";
        if (options.QuotaBytes > 0)
            return new DiskReserve(file, options); // the writer was opened with so much less
        try
        {
            if (!File.Exists(file) || new FileInfo(file).Length < options.ReserveBytes)
                Fill(file, options.ReserveBytes);
            return new DiskReserve(file, options);
        }
        catch (IOException)
        {
            File.Delete(file);
            return null;
        }
    }

    /// <summary>Gives it up.</summary>
    public void Free(SqliteConnection connection)
    {
        IsKept = false;
        File.Delete(_file);
        JournalDatabase.Limit(connection, _options.QuotaBytes);
    }

    // Written whole and of no pattern: a hole, or what a file system packs away, would be no room.
    private static void Fill(string file, long size)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None);
        var random = new SplitMix64(1);
        var chunk = new byte[64 * 1024];
        for (var written = 0L; written < size; written += chunk.Length)
        {
            var words = MemoryMarshal.Cast<byte, ulong>(chunk.AsSpan());
            for (var i = 0; i < words.Length; i++)
                words[i] = random.Next();
            stream.Write(chunk);
        }

        stream.Flush(flushToDisk: true);
    }
}
