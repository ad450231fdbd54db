using System.Runtime.InteropServices;

namespace MultiSmc.Binance;

/// <summary>
/// Lines out of a feed of bytes, in one buffer that is used again and again. Gives the window of bytes in hand, for readers that find the line ends
/// themselves, and single lines.
/// </summary>
internal sealed class LineFeed : IDisposable
{
    /// <summary>Bytes that may be read, though not used, behind the window: fast paths look ahead without asking for the end.</summary>
    public const int Padding = 256;

    private const int StartBytes = 256 * 1024;
    private const int MaxLineBytes = 64 * 1024 * 1024;

    private readonly string _path;
    private readonly IByteFeed _feed;
    private byte[] _buffer = new byte[StartBytes + Padding];
    private int _end;
    private bool _isAtEnd;

    public LineFeed(string path, IByteFeed feed)
    {
        _path = path;
        _feed = feed;
        Refill();
        // A byte order mark is not part of the first line.
        if (Window is [0xEF, 0xBB, 0xBF, ..])
            Position = 3;
    }

    /// <summary>Lines taken so far.</summary>
    public long Lines { get; set; }

    /// <summary>Bytes read so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>First byte of the buffer.</summary>
    public ref byte Start => ref MemoryMarshal.GetArrayDataReference(_buffer);

    /// <summary>Where the next line begins.</summary>
    public int Position { get; set; }

    /// <summary>End of the bytes in hand.</summary>
    public int End => _end;

    /// <summary>The bytes in hand.</summary>
    public ReadOnlySpan<byte> Window => _buffer.AsSpan(Position, _end - Position);

    /// <summary>Takes the next line, without its line end (LF or CRLF).</summary>
    /// <param name="line">Lives until the next call.</param>
    /// <param name="isEnded">False for a last line without a line end.</param>
    /// <returns>False at the end.</returns>
    public bool TryTake(out ReadOnlySpan<byte> line, out bool isEnded)
    {
        var searched = 0;
        while (true)
        {
            var found = Window[searched..].IndexOf((byte)'\n');
            if (found >= 0 || _isAtEnd)
            {
                isEnded = found >= 0;
                var length = isEnded ? searched + found : _end - Position;
                line = Window[..length];
                Position += isEnded ? length + 1 : length;
                if (line is [.., (byte)'\r'])
                    line = line[..^1];
                var isThere = isEnded || length > 0;
                Lines += isThere ? 1 : 0;
                return isThere;
            }

            searched = _end - Position;
            Refill();
        }
    }

    public void Dispose() => _feed.Dispose();

    // What is left of the last line goes to the front. Reading stops as soon as something came: the text just inflated is still in the cache.
    private void Refill()
    {
        var left = _end - Position;
        Buffer.BlockCopy(_buffer, Position, _buffer, 0, left);
        Position = 0;
        _end = left;
        if (left == _buffer.Length - Padding)
            Grow();
        var read = _feed.Read(_buffer.AsSpan(_end, _buffer.Length - Padding - _end));
        _end += read;
        Bytes += read;
        _isAtEnd = read == 0;
    }

    private void Grow()
    {
        if (_buffer.Length > MaxLineBytes)
            throw new DataFileException(_path, Lines + 1, "the line is longer than 64 MiB", "Check that it is a text file of market data.");
        Array.Resize(ref _buffer, (_buffer.Length - Padding) * 2 + Padding);
    }
}
