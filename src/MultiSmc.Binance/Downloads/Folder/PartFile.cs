using System.Security.Cryptography;
using System.Text.Json;

namespace MultiSmc.Binance;

/// <summary>
/// A file as far as it has come: NAME.part with the bytes and NAME.part.json with the version they are of. The version is written before the first
/// byte and the bytes are cut away before another version is written, so that a process killed at any moment leaves bytes of one version.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private const int HashBlock = 1 << 18;

    private readonly string _path;
    private readonly FileStream _file;
    private IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private PartFile(string path)
    {
        _path = path;
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        Length = _file.Length;
    }

    /// <summary>Bytes that are there.</summary>
    public long Length { get; private set; }

    /// <summary>What they are of; null where there are none that can be used.</summary>
    public ServerVersion? Version { get; private set; }

    /// <summary>Opens what an earlier attempt left, or nothing.</summary>
    /// <param name="target">Path of the file that is to come.</param>
    public static PartFile Open(string target)
    {
        var part = new PartFile(target + ".part");
        part.Version = part.Length > 0 ? ReadVersion(part.StatePath) : null;
        if (part.Version is { Length: { } whole } && part.Length > whole)
            part.Version = null;
        if (part.Version is not null)
            part.HashWhatIsThere();
        return part;
    }

    /// <summary>Throws the bytes away and begins another version.</summary>
    public void StartOver(ServerVersion version)
    {
        Truncate();
        AtomicFile.Write(StatePath, JsonSerializer.SerializeToUtf8Bytes(version, DownloadJson.Default.ServerVersion));
        Version = version;
    }

    /// <summary>Adds bytes.</summary>
    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await _file.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        _hash.AppendData(bytes.Span);
        Length += bytes.Length;
    }

    /// <summary>Makes the bytes durable.</summary>
    /// <returns>Their SHA-256 in lower-case hex.</returns>
    public string Finish()
    {
        _file.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(_hash.GetCurrentHash());
    }

    /// <summary>The bytes, to look at; not to be disposed.</summary>
    public Stream Content => _file;

    /// <summary>Closes the bytes and gives them another name.</summary>
    public void MoveTo(string target)
    {
        Dispose();
        File.Move(_path, target, overwrite: true);
        File.Delete(StatePath);
    }

    /// <summary>Throws everything away.</summary>
    public void Discard()
    {
        Truncate();
        File.Delete(StatePath);
        Version = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
    }

    private string StatePath => _path + ".json";

    private void Truncate()
    {
        if (Length > 0)
            _file.SetLength(0);
        _file.Position = 0;
        Length = 0;
        _hash.Dispose();
        _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    }

    private void HashWhatIsThere()
    {
        var block = new byte[HashBlock];
        _file.Position = 0;
        while (_file.Read(block) is > 0 and var read)
            _hash.AppendData(block.AsSpan(0, read));
    }

    private static ServerVersion? ReadVersion(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), DownloadJson.Default.ServerVersion) : null;
        }
        catch (JsonException)
        {
            return null; // Bytes of an unknown version: they are loaded again.
        }
    }
}
