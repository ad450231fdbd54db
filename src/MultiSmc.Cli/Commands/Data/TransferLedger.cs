using System.Globalization;

namespace MultiSmc.Cli.Commands;

/// <summary>How far a download of several files is: bytes, rate over the last seconds, remaining time. Safe to use from several threads.</summary>
/// <param name="files">Files to come.</param>
/// <param name="bytes">Bytes of all of them.</param>
/// <param name="time">The clock.</param>
internal sealed class TransferLedger(int files, long bytes, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _byFile = new(StringComparer.Ordinal);
    private readonly Queue<(long Moment, long Bytes)> _received = new();
    private readonly long _begin = time.GetTimestamp();
    private long _inWindow;
    private int _done;

    /// <summary>Notes how much of a file is there. The first note of a file is what an earlier run left: it was not received now.</summary>
    public void Note(string file, long there)
    {
        lock (_lock)
        {
            if (_byFile.TryGetValue(file, out var before) && there > before)
            {
                _received.Enqueue((time.GetTimestamp(), there - before));
                _inWindow += there - before;
            }

            _byFile[file] = there;
        }
    }

    /// <summary>Notes a file that is done.</summary>
    public void NoteDone()
    {
        lock (_lock)
            _done++;
    }

    /// <summary>Bytes there and in all.</summary>
    public (long There, long All) Bytes
    {
        get
        {
            lock (_lock)
                return (_byFile.Values.Sum(), bytes);
        }
    }

    /// <summary>"3 of 14 files, 12.4 of 88.0 MiB, 3.2 MiB/s, 0:23 left".</summary>
    public override string ToString()
    {
        lock (_lock)
        {
            var there = _byFile.Values.Sum();
            var rate = Rate();
            var left = rate > 0 && bytes > there ? ", " + Clock(TimeSpan.FromSeconds((bytes - there) / rate)) + " left" : "";
            return string.Create(
                CultureInfo.InvariantCulture, $"{_done} of {files} files, {ByteText.Of(there)} of {ByteText.Of(bytes)}, {ByteText.Of((long)rate)}/s{left}");
        }
    }

    // Bytes a second over the window, or over the time since the beginning where that is shorter.
    private double Rate()
    {
        var now = time.GetTimestamp();
        while (_received.TryPeek(out var oldest) && time.GetElapsedTime(oldest.Moment, now) > Window)
            _inWindow -= _received.Dequeue().Bytes;
        var span = time.GetElapsedTime(_begin, now);
        span = span < Window ? span : Window;
        return span > TimeSpan.Zero ? _inWindow / span.TotalSeconds : 0;
    }

    private static string Clock(TimeSpan span) =>
        span.TotalHours >= 1 ? span.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) : span.ToString(@"m\:ss", CultureInfo.InvariantCulture);
}
