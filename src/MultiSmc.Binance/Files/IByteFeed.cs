namespace MultiSmc.Binance;

/// <summary>Bytes of a file's text, inflated where need be. Faults come as <see cref="DataFileException"/>.</summary>
internal interface IByteFeed : IDisposable
{
    /// <summary>Fills the span from its start; 0 means the end.</summary>
    int Read(Span<byte> destination);
}
