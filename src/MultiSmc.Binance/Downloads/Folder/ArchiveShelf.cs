using System.Security.Cryptography;
using System.Text;

namespace MultiSmc.Binance;

/// <summary>
/// The folder of a symbol's archives: the zips, a CHECKSUM beside each verified one, files half loaded (.part), files put aside (.quarantine) and the
/// manifest. One process at a time.
/// </summary>
internal sealed class ArchiveShelf : IDisposable
{
    private readonly FileStream _lock;

    private ArchiveShelf(string folder, FileStream held)
    {
        Folder = folder;
        _lock = held;
        Manifest = Manifest.Open(Path.Combine(folder, "manifest.json"));
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>What lies there.</summary>
    public Manifest Manifest { get; }

    /// <summary>Opens the folder, made where it is missing.</summary>
    /// <exception cref="DownloadException">It cannot be written, or another process is at work there.</exception>
    public static ArchiveShelf Open(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            // Released by the system when the process ends, however it ends.
            var held = new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new ArchiveShelf(folder, held);
        }
        catch (IOException exception) when (File.Exists(Path.Combine(folder, ".lock")))
        {
            throw new DownloadException(
                DownloadFault.Folder, $"{folder}: another download is at work here; wait for it, or name another folder with --into", exception);
        }
        catch (Exception exception) when (FolderFaults.IsExpected(exception))
        {
            throw FolderFaults.Describe(folder, exception);
        }
    }

    /// <summary>Where a file belongs.</summary>
    public string PathOf(ArchiveFile file) => Path.Combine(Folder, file.Name);

    /// <summary>Where a file is put aside: under a name that no pattern for zips finds.</summary>
    public string QuarantineOf(ArchiveFile file) => PathOf(file) + ".quarantine";

    /// <summary>
    /// What is known of a file that is there, of the size it should have; a verified one is also taken up where only the manifest has lost it.
    /// </summary>
    public ManifestEntry? Held(ArchiveFile file)
    {
        var info = new FileInfo(PathOf(file));
        if (!info.Exists)
            return null;
        var entry = Manifest.Find(file.Name);
        if (entry is { Standing: not FileStanding.Quarantined } && entry.Size == info.Length)
            return entry;
        return entry is null ? TakeUp(file, info) : null;
    }

    /// <summary>Puts a loaded file in its place: the checksum first, so that no verified zip is ever without it; then the zip; then the record.</summary>
    public void Place(ArchiveFile file, PartFile part, ManifestEntry entry)
    {
        var path = PathOf(file);
        if (entry.Standing == FileStanding.Verified)
            WriteChecksum(file, entry.Sha256);
        else
            File.Delete(ChecksumOf(file));
        part.MoveTo(path);
        File.Delete(QuarantineOf(file));
        Manifest.Put(file.Name, entry);
    }

    /// <summary>Puts a file aside. One that was in its place before stays there.</summary>
    public string PutAside(ArchiveFile file, PartFile part, ManifestEntry entry)
    {
        var path = QuarantineOf(file);
        part.MoveTo(path);
        if (Manifest.Find(file.Name) is null or { Standing: FileStanding.Quarantined })
            Manifest.Put(file.Name, entry);
        return path;
    }

    /// <summary>Takes a file out of quarantine on the user's word.</summary>
    public void Accept(ArchiveFile file, ManifestEntry entry)
    {
        File.Delete(ChecksumOf(file));
        File.Move(QuarantineOf(file), PathOf(file), overwrite: true);
        Manifest.Put(file.Name, entry with { Standing = FileStanding.Accepted });
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    /// <summary>SHA-256 of a file, lower-case hex.</summary>
    public static string HashOf(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private string ChecksumOf(ArchiveFile file) => PathOf(file) + ".CHECKSUM";

    private void WriteChecksum(ArchiveFile file, string sha256) => AtomicFile.Write(ChecksumOf(file), Encoding.UTF8.GetBytes($"{sha256}  {file.Name}\n"));

    // Killed between the rename and the record, or copied here by hand together with its checksum.
    private ManifestEntry? TakeUp(ArchiveFile file, FileInfo info)
    {
        if (!File.Exists(ChecksumOf(file)) || ChecksumLine.Parse(File.ReadAllText(ChecksumOf(file)), file.Name) is not { } expected)
            return null;
        var sha256 = HashOf(info.FullName);
        if (sha256 != expected)
            return null;
        var entry = new ManifestEntry(FileStanding.Verified, sha256, info.Length, null, null, new DateTimeOffset(info.LastWriteTimeUtc, TimeSpan.Zero));
        Manifest.Put(file.Name, entry);
        return entry;
    }
}
