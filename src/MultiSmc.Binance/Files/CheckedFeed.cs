using System.IO.Hashing;

namespace MultiSmc.Binance;

/// <summary>
/// Compares a zip member's bytes with the length and the CRC-32 its directory gives: the framework's zip reader does not, and a changed bit inside a number
/// would go unnoticed.
/// </summary>
internal sealed class CheckedFeed(string path, IByteFeed inner, long length, uint crc) : IByteFeed
{
    private readonly Crc32 _crc = new();
    private long _count;

    public int Read(Span<byte> destination)
    {
        var read = inner.Read(destination);
        _count += read;
        _crc.Append(destination[..read]);
        if (read == 0 && _count < length)
            throw FileFaults.CutOff(path);
        // At once and not at the end: a member larger than it says has no end worth waiting for.
        if (_count > length || (read == 0 && _crc.GetCurrentHashAsUInt32() != crc))
            throw new DataFileException(path, null, "the member's bytes do not have the length and CRC its zip gives", FileFaults.FetchAgain);
        return read;
    }

    public void Dispose() => inner.Dispose();
}
