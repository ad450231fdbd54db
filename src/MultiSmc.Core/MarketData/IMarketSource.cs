namespace MultiSmc.Core;

/// <summary>A tape read forward once: files, a catalog, a generator. Any length; memory stays flat.</summary>
public interface IMarketSource : IDisposable
{
    /// <summary>Fills <paramref name="buffer"/> from its start.</summary>
    /// <returns>How many events were written; 0 means the end.</returns>
    int Read(Span<MarketEvent> buffer);
}
