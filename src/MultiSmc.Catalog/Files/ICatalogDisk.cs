namespace MultiSmc.Catalog;

/// <summary>The steps of writing that a crash can fall between. Tests put one that fails in their place.</summary>
internal interface ICatalogDisk
{
    /// <summary>Makes a new file and opens it for writing.</summary>
    Stream Create(string path);

    /// <summary>Puts what was written where a loss of power does not take it.</summary>
    void Sync(Stream file);

    /// <summary>Puts a whole file in place of another, or where none was, in one step.</summary>
    void Replace(string from, string to);

    /// <summary>Makes a change of names in a folder as lasting as the files' content.</summary>
    void SyncFolder(string folder);

    /// <summary>Removes a folder with all that is in it.</summary>
    void RemoveFolder(string folder);
}

/// <summary>The machine's own file system.</summary>
internal sealed class LocalDisk : ICatalogDisk
{
    private const int Buffer = 256 * 1024;

    public Stream Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, Buffer);
    }

    public void Sync(Stream file)
    {
        if (file is FileStream real)
            real.Flush(flushToDisk: true);
    }

    public void Replace(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to) ?? ".");
        File.Move(from, to, overwrite: true);
    }

    // A folder can be opened for reading only, which is enough to flush it; where a system does not let us, the rename is still in one step.
    public void SyncFolder(string folder)
    {
        try
        {
            using var handle = File.OpenHandle(folder, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            RandomAccess.FlushToDisk(handle);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
        }
    }

    public void RemoveFolder(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
