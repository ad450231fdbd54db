namespace MultiSmc.Node;

/// <summary>The folder in which a node keeps what it must not forget; only its owner may read it.</summary>
/// <param name="Root">Full path.</param>
public sealed record NodeFolder(string Root)
{
    // A Unix socket's path is short: 108 bytes on Linux, 104 on macOS, with the zero at its end.
    private const int LongestSocket = 103;

    /// <summary>The journal of all sessions.</summary>
    public string Journal => Path.Combine(Root, "journal.db");

    /// <summary>Held by the node that runs here.</summary>
    public string Lock => Path.Combine(Root, "node.lock");

    /// <summary>Where a running node listens for commands.</summary>
    public string Socket => Path.Combine(Root, "control.sock");

    /// <summary>Logs.</summary>
    public string Logs => Path.Combine(Root, "logs");

    /// <summary>Makes the folder where it is missing.</summary>
    /// <exception cref="NodeException">It can't be made, or its path is too long for a socket.</exception>
    public void Make()
    {
        if (System.Text.Encoding.UTF8.GetByteCount(Socket) > LongestSocket)
            throw new NodeException(NodeFailureKind.Configuration, $"{Root}: the path is too long for a control socket (at most {LongestSocket} bytes with control.sock); choose a shorter node.state");
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(Logs);
            else
                Directory.CreateDirectory(Logs, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new NodeException(NodeFailureKind.Failure, $"{Root} can't be made: {fault.Message}", fault);
        }
    }
}
