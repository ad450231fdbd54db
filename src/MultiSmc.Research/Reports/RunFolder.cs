namespace MultiSmc.Research;

/// <summary>
/// Writes a run's folder as a whole: into a temporary folder beside the target, which is then renamed. Who looks at the target sees a finished run,
/// the finished run before it, or nothing.
/// </summary>
internal sealed class RunFolder
{
    private readonly string _target;
    private readonly string _parent;
    private readonly string _marker;
    private readonly bool _isReplacing;

    /// <param name="folder">Where the run shall be.</param>
    /// <param name="overwrite">Whether a run that is there may be replaced.</param>
    /// <param name="marker">File that tells a run's folder from any other: only such a folder (or an empty one) is ever replaced.</param>
    /// <exception cref="RunFolderException">Something stands in the way.</exception>
    public RunFolder(string folder, bool overwrite, string marker)
    {
        _target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        _parent = Path.GetDirectoryName(_target) ?? throw new RunFolderException($"{_target} can't hold a run: name a folder below it.");
        _marker = marker;
        _isReplacing = overwrite;
        Check();
    }

    /// <summary>Writes the files by <paramref name="write"/>, which is given the folder to write to, then puts the folder in place.</summary>
    /// <exception cref="RunFolderException">Something has come to stand in the way since.</exception>
    public void Write(Action<string> write)
    {
        Directory.CreateDirectory(_parent);
        var temporary = Beside("writing");
        Directory.CreateDirectory(temporary);
        try
        {
            write(temporary);
            Check();
            Place(temporary);
        }
        finally
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }
    }

    private void Check()
    {
        if (File.Exists(_target))
            throw new RunFolderException($"{_target} is a file: choose another name for the run.");
        if (!Directory.Exists(_target) || !Directory.EnumerateFileSystemEntries(_target).Any())
            return;
        if (!File.Exists(Path.Combine(_target, _marker)))
            throw new RunFolderException($"{_target} holds other files and no run: choose another name; it will not be replaced.");
        if (!_isReplacing)
            throw new RunFolderException($"{_target} holds a run already: choose another name, or allow it to be replaced.");
    }

    private void Place(string temporary)
    {
        if (!Directory.Exists(_target))
        {
            Directory.Move(temporary, _target);
            return;
        }

        var old = Beside("replaced");
        Directory.Move(_target, old);
        try
        {
            Directory.Move(temporary, _target);
        }
        catch (IOException)
        {
            Directory.Move(old, _target); // the run before stays
            throw;
        }

        Directory.Delete(old, recursive: true);
    }

    // Two writers of one run must not share a temporary folder; the name never reaches a file.
    private string Beside(string purpose) => Path.Combine(_parent, $".{Path.GetFileName(_target)}.{Path.GetRandomFileName()}.{purpose}");
}
