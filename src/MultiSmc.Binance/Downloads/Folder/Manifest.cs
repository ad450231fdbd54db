using System.Text.Json;

namespace MultiSmc.Binance;

/// <summary>What is known of a file: a line of the manifest.</summary>
internal enum FileStanding
{
    /// <summary>Agrees with the published checksum.</summary>
    Verified,

    /// <summary>Kept on the user's word, though its checksum does not agree or is not published.</summary>
    Accepted,

    /// <summary>Put aside.</summary>
    Quarantined,
}

/// <summary>A file of the folder.</summary>
/// <param name="Standing">How far it is to be trusted.</param>
/// <param name="Sha256">Of its bytes, lower-case hex.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ETag">The server's tag of this version.</param>
/// <param name="LastModified">The server's time of this version.</param>
/// <param name="Loaded">When it came.</param>
/// <param name="Expected">The published checksum of a file that was put aside or does not agree.</param>
/// <param name="Reason">Why it was put aside.</param>
/// <param name="LastId">Id of its last trade, once somebody asked.</param>
internal sealed record ManifestEntry(
    FileStanding Standing, string Sha256, long Size, string? ETag, DateTimeOffset? LastModified, DateTimeOffset Loaded, string? Expected = null,
    string? Reason = null, long? LastId = null)
{
    /// <summary>The version that was loaded.</summary>
    public ServerVersion Version => new(ETag, LastModified, Size);
}

/// <summary>The manifest as it is written.</summary>
/// <param name="Schema">multismc.archives/1.</param>
/// <param name="Files">By file name.</param>
internal sealed record ManifestDocument(string Schema, SortedDictionary<string, ManifestEntry> Files);

/// <summary>The manifest of a folder: what lies there and which version it is. Safe to use from several threads of one process.</summary>
internal sealed class Manifest
{
    private const string Schema = "multismc.archives/1";

    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly SortedDictionary<string, ManifestEntry> _files;

    private Manifest(string path, SortedDictionary<string, ManifestEntry> files) => (_path, _files) = (path, files);

    /// <summary>Reads the manifest; one that is missing or cannot be read is empty, for the files can be looked at again.</summary>
    public static Manifest Open(string path)
    {
        var files = new SortedDictionary<string, ManifestEntry>(StringComparer.Ordinal);
        try
        {
            if (File.Exists(path) && JsonSerializer.Deserialize(File.ReadAllBytes(path), DownloadJson.Default.ManifestDocument) is { Schema: Schema } known)
                files = new SortedDictionary<string, ManifestEntry>(known.Files, StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            // As if missing.
        }

        return new Manifest(path, files);
    }

    /// <summary>What is known of a file, or null.</summary>
    public ManifestEntry? Find(string name)
    {
        lock (_lock)
            return _files.GetValueOrDefault(name);
    }

    /// <summary>Notes a file; on disk when this returns.</summary>
    public void Put(string name, ManifestEntry entry)
    {
        lock (_lock)
        {
            _files[name] = entry;
            Save();
        }
    }

    /// <summary>Forgets a file.</summary>
    public void Remove(string name)
    {
        lock (_lock)
        {
            if (_files.Remove(name))
                Save();
        }
    }

    private void Save() => AtomicFile.Write(_path, JsonSerializer.SerializeToUtf8Bytes(new ManifestDocument(Schema, _files), DownloadJson.Default.ManifestDocument));
}
