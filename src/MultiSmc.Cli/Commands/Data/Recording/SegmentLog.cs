using System.Globalization;
using MultiSmc.Core;

namespace MultiSmc.Cli.Commands;

/// <summary>
/// A symbol's messages on disk until they are in the catalog: recorded lines, a file a minute. A killed process loses nothing that was flushed, a
/// loss of power nothing that was synced.
/// </summary>
internal sealed class SegmentLog : IDisposable
{
    private const string Extension = ".lines";
    private const int Buffer = 256 * 1024;

    private readonly string _folder;
    private readonly List<(StreamPlace Place, byte[] Message)> _carry = []; // behind which the next ones stand: a trade, depth, a quote, as far as they came in this order
    private FileStream? _file;
    private long _minute;
    private long _next;

    public SegmentLog(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        _next = Segments().Select(static path => long.Parse(Path.GetFileNameWithoutExtension(path).Split('-')[0], CultureInfo.InvariantCulture) + 1).LastOrDefault();
    }

    /// <summary>Messages appended.</summary>
    public long Lines { get; private set; }

    /// <summary>Appends a message.</summary>
    /// <param name="receivedAt">Local time.</param>
    /// <param name="message">One message of the exchange.</param>
    /// <param name="place">What it says of the place of those behind it.</param>
    public void Append(Timestamp receivedAt, ReadOnlySpan<byte> message, StreamPlace place)
    {
        var minute = receivedAt.Nanoseconds / (60L * 1_000_000_000);
        if (_file is null || minute != _minute)
            Roll(minute);
        Write(receivedAt, message);
        Lines++;
        Carry(message, place);
    }

    /// <summary>Hands what was appended to the system: a killed process does not take it along.</summary>
    public void Flush() => _file?.Flush();

    /// <summary>Puts what was appended on the disk.</summary>
    public void Sync() => _file?.Flush(flushToDisk: true);

    /// <summary>
    /// Ends the file at hand. The next one begins with the last messages once more that say where in the stream its first ones stand: behind which trade
    /// and which quote, and at what time.
    /// </summary>
    /// <returns>All files so far, oldest first.</returns>
    public IReadOnlyList<string> Cut()
    {
        Close();
        return Segments();
    }

    public void Dispose() => Close();

    private void Roll(long minute)
    {
        var isFirst = _file is null;
        Close();
        _minute = minute;
        var name = string.Create(CultureInfo.InvariantCulture, $"{_next++:D8}-{DateTime.UnixEpoch.AddMinutes(minute):yyyyMMddTHHmm}{Extension}");
        _file = new FileStream(Path.Combine(_folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read, Buffer);
        if (!isFirst)
            return;
        foreach (var (_, message) in _carry)
            Write(new Timestamp(minute * 60L * 1_000_000_000), message);
    }

    // One that came before the last one of a higher place is left out: put behind it, it would get that one's time.
    private void Carry(ReadOnlySpan<byte> message, StreamPlace place)
    {
        if (place == StreamPlace.None)
            return;
        _carry.RemoveAll(one => one.Place >= place);
        _carry.Add((place, message.ToArray()));
    }

    private void Write(Timestamp receivedAt, ReadOnlySpan<byte> message)
    {
        if (_file is not { } file)
            return;
        Span<byte> head = stackalloc byte[24];
        receivedAt.Nanoseconds.TryFormat(head, out var length, provider: CultureInfo.InvariantCulture);
        head[length++] = (byte)' ';
        file.Write(head[..length]);
        // White space inside a message may be a line's end, which a line cannot hold; inside of texts JSON allows none.
        for (var rest = message; !rest.IsEmpty;)
        {
            var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
            file.Write(end < 0 ? rest : rest[..end]);
            if (end >= 0)
                file.WriteByte((byte)' ');
            rest = end < 0 ? default : rest[(end + 1)..];
        }

        file.WriteByte((byte)'\n');
    }

    private void Close()
    {
        _file?.Flush(flushToDisk: true);
        _file?.Dispose();
        _file = null;
    }

    private string[] Segments() => [.. Directory.EnumerateFiles(_folder, "*" + Extension).Order(StringComparer.Ordinal)];
}

/// <summary>What a message says of the place in the stream of those behind it. In order: one of a kind does away with what earlier ones of its own and later kinds said.</summary>
internal enum StreamPlace
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The trade they stand behind, and their time.</summary>
    Trade,

    /// <summary>Their time.</summary>
    Depth,

    /// <summary>The quote they stand behind.</summary>
    Quote,
}
