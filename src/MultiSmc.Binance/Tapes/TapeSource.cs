using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>Several files of one instrument as one tape, in the order given; one is open at a time.</summary>
public sealed class TapeSource : IMarketSource
{
    private readonly InstrumentId _instrument;
    private readonly IReadOnlyList<string> _paths;
    private readonly TapeOptions _options;
    private readonly List<ReadReport> _reports = [];
    private ITapeReader? _current;
    private int _next;

    /// <param name="instrument">Whose files these are.</param>
    /// <param name="paths">Files, oldest first; see <see cref="TapeFiles.Expand(string)"/>.</param>
    /// <param name="options">How to read.</param>
    public TapeSource(InstrumentId instrument, IReadOnlyList<string> paths, TapeOptions options)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(options);
        _instrument = instrument;
        _paths = paths;
        _options = options;
    }

    /// <summary>The reports of the files opened so far.</summary>
    public IReadOnlyList<ReadReport> Reports => _reports;

    /// <inheritdoc/>
    /// <exception cref="DataFileException">A file cannot be read, or not further.</exception>
    public int Read(Span<MarketEvent> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        while (true)
        {
            if (_current is null)
            {
                if (_next == _paths.Count)
                    return 0;
                // Counted only once it is open: a file that fails to open fails again, it is never passed over.
                _current = TapeFile.Open(_paths[_next], _instrument, _options);
                _next++;
                _reports.Add(_current.Report);
            }

            var count = _current.Read(buffer);
            if (count > 0)
                return count;
            _current.Dispose();
            _current = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _current?.Dispose();
}
