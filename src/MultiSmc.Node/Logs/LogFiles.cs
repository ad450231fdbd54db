using System.Globalization;
using System.Text;

namespace MultiSmc.Node;

/// <summary>Files of lines: a new one at a size, the newest kept.</summary>
internal sealed class LogFiles(string folder, TimeProvider time) : IDisposable
{
    private const long LargestFile = 16L * 1024 * 1024;
    private const int Kept = 20;
    private const string Prefix = "node-";
    private const string Suffix = ".jsonl";

    private FileStream? _file;

    /// <summary>Writes a line; a disk that refuses stops the log, not the node.</summary>
    /// <param name="line">Without its end.</param>
    /// <param name="isLast">Nothing follows for now: it goes to the file at once.</param>
    /// <returns>Whether it was written.</returns>
    public bool TryWrite(string line, bool isLast)
    {
        try
        {
            if (_file is null || _file.Length >= LargestFile)
                Begin();
            _file!.Write(Encoding.UTF8.GetBytes(line + "\n")); // Begin opened it or threw
            if (isLast)
                _file.Flush();
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose() => _file?.Dispose();

    private void Begin()
    {
        _file?.Dispose();
        _file = null;
        var name = Prefix + time.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture) + Suffix;
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _file = new FileStream(Path.Combine(folder, name), options);
        var old = Directory.GetFiles(folder, Prefix + "*" + Suffix);
        Array.Sort(old, StringComparer.Ordinal);
        foreach (var each in old.SkipLast(Kept))
            File.Delete(each);
    }
}
