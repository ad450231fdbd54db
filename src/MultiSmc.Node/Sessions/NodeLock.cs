using System.Globalization;

namespace MultiSmc.Node;

/// <summary>A file that one process holds open for itself alone. The system lets go of it when the process dies, however it dies.</summary>
public sealed class NodeLock : IDisposable
{
    private readonly FileStream _file;

    private NodeLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="what">What it guards, for the message: "this state folder".</param>
    /// <exception cref="NodeException">Another process holds it.</exception>
    public static NodeLock Take(string path, string what)
    {
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            file.SetLength(0);
            file.Write(System.Text.Encoding.UTF8.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n"));
            file.Flush();
            return new NodeLock(file);
        }
        catch (IOException fault)
        {
            throw new NodeException(
                NodeFailureKind.Failure, $"{path}: another node runs on {what}; `multismc status` shows it, stop it first ({fault.Message})", fault);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new NodeException(NodeFailureKind.Failure, $"{path} can't be written: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
