using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>
/// Several tapes as one, ordered by time, then by the sources' order, then by each source's own: the same events in the same order however they are
/// read.
/// </summary>
/// <remarks>
/// A source that goes back in time is not sorted: its next event waits for its turn at the head of its source and is handed on as it is.
/// </remarks>
public sealed class MergedSource : IMarketSource
{
    private const int EventsAtOnce = 1024;

    private readonly IMarketSource[] _sources;
    private readonly MarketEvent[][] _buffers;
    private readonly int[] _positions;
    private readonly int[] _counts;

    /// <param name="sources">The sources in rank order; they are disposed with this one.</param>
    public MergedSource(IReadOnlyList<IMarketSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        _sources = [.. sources];
        _buffers = new MarketEvent[_sources.Length][];
        for (var i = 0; i < _sources.Length; i++)
            _buffers[i] = new MarketEvent[EventsAtOnce];
        _positions = new int[_sources.Length];
        _counts = new int[_sources.Length];
        // All ones mark a source that was not read yet.
        Array.Fill(_counts, -1);
    }

    /// <inheritdoc/>
    public int Read(Span<MarketEvent> buffer)
    {
        var count = 0;
        while (count < buffer.Length && FindFirst(out var first, out var rival))
        {
            // The other heads do not move while this source goes on, so it keeps its turn until its time passes the next best.
            var limit = rival < 0 ? Timestamp.MaxValue : Head(rival).Time;
            do
            {
                buffer[count++] = Head(first);
                _positions[first]++;
            }
            while (count < buffer.Length && Fill(first) && (Head(first).Time < limit || (Head(first).Time == limit && (rival < 0 || first < rival))));
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var source in _sources)
            source.Dispose();
    }

    private ref readonly MarketEvent Head(int source) => ref _buffers[source][_positions[source]];

    // The source whose turn it is and the one after it; -1 where there is none.
    private bool FindFirst(out int first, out int rival)
    {
        first = -1;
        rival = -1;
        for (var i = 0; i < _sources.Length; i++)
        {
            if (!Fill(i))
                continue;
            if (first < 0 || Head(i).Time < Head(first).Time)
            {
                rival = first;
                first = i;
            }
            else if (rival < 0 || Head(i).Time < Head(rival).Time)
            {
                rival = i;
            }
        }

        return first >= 0;
    }

    private bool Fill(int source)
    {
        if (_positions[source] < _counts[source])
            return true;
        if (_counts[source] == 0)
            return false;
        _positions[source] = 0;
        _counts[source] = _sources[source].Read(_buffers[source]);
        return _counts[source] > 0;
    }
}
