namespace MultiSmc.Node.Tests;

/// <summary>A folder that goes with its test. Its path is short: a socket lies in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Root = Directory.CreateTempSubdirectory("msn").FullName;

    public string Root { get; }

    public NodeFolder Node => new(Path.Combine(Root, "state"));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
