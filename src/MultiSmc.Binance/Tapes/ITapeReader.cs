using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>One file read forward, with its report.</summary>
public interface ITapeReader : IDisposable
{
    /// <summary>What was found so far.</summary>
    ReadReport Report { get; }

    /// <summary>Fills <paramref name="buffer"/> from its start.</summary>
    /// <returns>How many events were written; 0 means the end.</returns>
    /// <exception cref="DataFileException">The file cannot be read further.</exception>
    int Read(Span<MarketEvent> buffer);
}
