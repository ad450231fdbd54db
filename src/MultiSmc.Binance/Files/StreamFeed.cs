namespace MultiSmc.Binance;

/// <summary>A stream's bytes: a plain file, or a zip's member.</summary>
internal sealed class StreamFeed(string path, Stream stream, IDisposable? owner = null) : IByteFeed
{
    public int Read(Span<byte> destination)
    {
        try
        {
            return stream.Read(destination);
        }
        catch (Exception exception) when (FileFaults.IsExpected(exception))
        {
            throw FileFaults.Describe(path, exception);
        }
    }

    public void Dispose()
    {
        stream.Dispose();
        owner?.Dispose();
    }
}
