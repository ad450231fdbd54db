namespace MultiSmc.Research;

/// <summary>A folder that appears whole or not at all: written under another name beside its target, renamed at the end.</summary>
public sealed class StagedFolder : IDisposable
{
    private readonly string _target;
    private readonly string _staging;

    /// <param name="target">Where the folder is to stand. Replaced when it is there.</param>
    public StagedFolder(string target)
    {
        _target = Path.GetFullPath(target);
        var parent = Path.GetDirectoryName(_target) ?? throw new ArgumentException("a root folder can't be written", nameof(target));
        Directory.CreateDirectory(parent);
        _staging = Path.Combine(parent, "." + Path.GetFileName(_target) + "." + Path.GetRandomFileName());
        Directory.CreateDirectory(_staging);
    }

    /// <summary>Where a file of the folder is to be written.</summary>
    public string PathOf(string name) => Path.Combine(_staging, name);

    /// <summary>Puts the folder in its place.</summary>
    public void Commit()
    {
        if (Directory.Exists(_target))
        {
            var old = _staging + ".old";
            Directory.Move(_target, old);
            Directory.Move(_staging, _target);
            Directory.Delete(old, true);
            return;
        }

        Directory.Move(_staging, _target);
    }

    /// <summary>Removes what was not committed.</summary>
    public void Dispose()
    {
        if (Directory.Exists(_staging))
            Directory.Delete(_staging, true);
    }
}
