using System.Globalization;

namespace MultiSmc.Binance;

/// <summary>Keeps the end of a ban over restarts: one line, the moment in ISO 8601.</summary>
public sealed class BanFile
{
    // No ban of the exchange is longer than three days: what says more is broken, and must not stop trading for years.
    private static readonly TimeSpan LongestBan = TimeSpan.FromDays(3);

    private readonly string _path;
    private readonly TimeProvider _time;

    /// <param name="path">The file; its folder has to be there.</param>
    /// <param name="time">The clock.</param>
    public BanFile(string path, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(time);
        _path = path;
        _time = time;
    }

    /// <summary>The end of the last ban, or null where there is none or the file can't be understood.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    public DateTimeOffset? Read()
    {
        if (!File.Exists(_path))
            return null;
        var isSound = DateTimeOffset.TryParseExact(
            File.ReadAllText(_path).Trim(), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var until);
        return isSound && until <= _time.GetUtcNow() + LongestBan ? until : null;
    }

    /// <summary>Keeps the end of a ban; a crash leaves the old file or the new one.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void Write(DateTimeOffset until)
    {
        var draft = _path + ".new";
        File.WriteAllText(draft, until.ToString("O", CultureInfo.InvariantCulture) + "\n");
        File.Move(draft, _path, overwrite: true);
    }
}
