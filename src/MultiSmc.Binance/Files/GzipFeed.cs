using System.IO.Compression;

namespace MultiSmc.Binance;

/// <summary>
/// A gzip file's bytes. The framework's decompressor takes a file that was cut off for a shorter one, so a further gzip member with a known text is
/// put behind the file: only where the file is whole does that text come out last (several members in one file are allowed by the format, and checked
/// each by its CRC).
/// </summary>
internal sealed class GzipFeed : IByteFeed
{
    private static readonly byte[] Seal = "\0seal of the end"u8.ToArray();
    private static readonly byte[] SealMember = Compress(Seal);

    private readonly string _path;
    private readonly GZipStream _gzip;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(64 * 1024);
    private int _position;
    private int _ready;
    private int _filled;
    private bool _isAtEnd;

    public GzipFeed(string path, Stream file)
    {
        _path = path;
        _gzip = new GZipStream(new SealedStream(file, SealMember), CompressionMode.Decompress);
    }

    public int Read(Span<byte> destination)
    {
        while (_position == _ready)
        {
            if (_isAtEnd)
                return 0;
            Refill();
        }

        var count = Math.Min(destination.Length, _ready - _position);
        _buffer.AsSpan(_position, count).CopyTo(destination);
        _position += count;
        return count;
    }

    // The last bytes are held back until it is known whether they are text or the seal.
    private void Refill()
    {
        var held = _buffer.AsSpan(_ready, _filled - _ready);
        held.CopyTo(_buffer);
        var read = ReadMore(_buffer.AsSpan(held.Length));
        _isAtEnd = read == 0;
        if (_isAtEnd && !_buffer.AsSpan(0, held.Length).SequenceEqual(Seal))
            throw FileFaults.CutOff(_path);
        _filled = held.Length + read;
        _ready = _isAtEnd ? 0 : Math.Max(0, _filled - Seal.Length);
        _position = 0;
    }

    public void Dispose() => _gzip.Dispose();

    private int ReadMore(Span<byte> destination)
    {
        try
        {
            return _gzip.Read(destination);
        }
        catch (InvalidDataException exception)
        {
            throw FileFaults.Damaged(_path, exception);
        }
        catch (IOException exception)
        {
            throw FileFaults.Describe(_path, exception);
        }
    }

    private static byte[] Compress(byte[] text)
    {
        var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(text);
        return target.ToArray();
    }

    /// <summary>A file and some bytes behind it.</summary>
    private sealed class SealedStream(Stream file, byte[] behind) : Stream
    {
        private int _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = file.Read(buffer);
            if (read > 0 || buffer.IsEmpty)
                return read;
            read = Math.Min(buffer.Length, behind.Length - _position);
            behind.AsSpan(_position, read).CopyTo(buffer);
            _position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                file.Dispose();
            base.Dispose(disposing);
        }
    }
}
