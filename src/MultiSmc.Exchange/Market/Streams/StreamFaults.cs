using System.Collections.Immutable;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>
/// Faults of the market streams that are played on purpose; what REST tells is not touched. Any thread may change them.
/// </summary>
public sealed class StreamFaults
{
    private ImmutableHashSet<string> _muted = [];
    private ImmutableArray<(InstrumentId Instrument, long First, long Last)> _drops = [];
    private volatile bool _isSilent;

    internal event Action? MutesChanged;

    /// <summary>Nothing is told on any stream; connections stay, pings are answered.</summary>
    public bool IsSilent
    {
        get => _isSilent;
        set
        {
            _isSilent = value;
            MutesChanged?.Invoke();
        }
    }

    /// <summary>Streams that say nothing.</summary>
    public IReadOnlyCollection<string> Muted => _muted;

    /// <summary>A stream says nothing from now on, or speaks again.</summary>
    /// <param name="stream">Its name, as subscribed: "btcusdt@trade".</param>
    /// <param name="isMuted">Whether.</param>
    public void Mute(string stream, bool isMuted)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ImmutableInterlocked.Update(ref _muted, static (set, change) => change.isMuted ? set.Add(change.stream) : set.Remove(change.stream), (stream, isMuted));
        MutesChanged?.Invoke();
    }

    /// <summary>Trades that the trade stream leaves out: a client sees a hole in the ids, and finds them by REST.</summary>
    /// <param name="instrument">Whose.</param>
    /// <param name="first">First id.</param>
    /// <param name="last">Last id.</param>
    public void DropTrades(InstrumentId instrument, long first, long last) =>
        ImmutableInterlocked.Update(ref _drops, static (drops, one) => drops.Add(one), (instrument, first, last));

    /// <summary>No faults any more.</summary>
    public void Clear()
    {
        _drops = [];
        _muted = [];
        IsSilent = false;
    }

    internal bool IsMuted(string stream) => _isSilent || _muted.Contains(stream);

    internal bool Drops(InstrumentId instrument, long tradeId)
    {
        foreach (var (whose, first, last) in _drops)
        {
            if (whose == instrument && tradeId >= first && tradeId <= last)
                return true;
        }

        return false;
    }
}
