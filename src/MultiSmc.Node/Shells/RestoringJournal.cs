using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;

namespace MultiSmc.Node;

/// <summary>
/// Stands in a journal's place while a session on a tape is driven to where it stopped: each input is compared with the one that was journaled; behind the
/// last of them, the journal is opened for writing and goes on.
/// </summary>
/// <remarks>
/// The venue of such a session lives in this process alone and can't be saved: it is made again by the same tape. A snapshot of the kernel would not help.
/// </remarks>
internal sealed class RestoringJournal : IInputJournal, IDisposable
{
    private readonly Func<SessionJournal> _resume;
    private readonly Queue<KernelInput> _ahead = new(); // read from the journal, and not come to yet
    private IEnumerator<KernelInput>? _journaled;
    private KernelInput _current;
    private SessionJournal? _session;

    /// <param name="journaled">The inputs so far; none for a new session.</param>
    /// <param name="resume">Opens the journal for writing; called once, behind the last of them.</param>
    public RestoringJournal(IEnumerable<KernelInput> journaled, Func<SessionJournal> resume)
    {
        _resume = resume;
        _journaled = journaled.GetEnumerator();
        MoveOn();
    }

    /// <summary>Still walks along what was journaled.</summary>
    public bool IsRestoring => _journaled is not null;

    /// <summary>The journal; null while it is walked along.</summary>
    public SessionJournal? Session => _session;

    /// <summary>The command that came next, if it was one.</summary>
    public OperatorCommand? NextCommand => IsRestoring && _current.Kind == InputKind.Command ? _current.Command : null;

    /// <summary>
    /// Looks for the market event that was journaled next, past what venue and timers brought before it: for a session whose market does not begin anew.
    /// </summary>
    /// <returns>False where there is none; <paramref name="until"/> is then how far the session had come.</returns>
    public bool TryFindMarket(out MarketEvent market, out Timestamp until)
    {
        (market, until) = (_current.Market, _current.Time);
        if (!IsRestoring || _current.Kind == InputKind.Market)
            return IsRestoring;
        foreach (var input in _ahead)
        {
            (market, until) = (input.Market, input.Time);
            if (input.Kind == InputKind.Market)
                return true;
        }

        while (_journaled?.MoveNext() == true)
        {
            var input = _journaled.Current;
            _ahead.Enqueue(input);
            (market, until) = (input.Market, input.Time);
            if (input.Kind == InputKind.Market)
                return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public void Append(in KernelInput input)
    {
        if (_journaled is null)
        {
            _session!.Append(in input); // MoveOn opened it behind the last journaled input
            return;
        }

        var journaled = _current;
        if (!IsSame(in input, in journaled))
            throw new NodeException(
                NodeFailureKind.Data,
                $"input {input.Sequence} ({input.Kind} at {input.Time}) is not the one that was journaled ({journaled.Kind} at {journaled.Time}): the tape is not the one that the session ran on; "
                + "give it its own tape, or start another session");
    }

    /// <inheritdoc/>
    public void Record(EffectBuffer effects)
    {
        if (_journaled is null)
            _session!.Record(effects); // the input was appended to it
        else
            MoveOn();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _journaled?.Dispose();
        _session?.Dispose();
    }

    private void MoveOn()
    {
        if (_ahead.TryDequeue(out _current) || _journaled is null)
            return;
        if (_journaled.MoveNext())
        {
            _current = _journaled.Current;
            return;
        }

        _journaled.Dispose();
        _journaled = null;
        _session = _resume();
    }

    private static bool IsSame(in KernelInput input, in KernelInput journaled)
    {
        if (input.Sequence != journaled.Sequence || input.Time != journaled.Time || input.Kind != journaled.Kind)
            return false;
        if (input.Kind != InputKind.Market)
            return input.Kind != InputKind.Timer || input.Timer == journaled.Timer;
        var (now, then) = (input.Market, journaled.Market);
        return now.Kind == then.Kind && now.Instrument == then.Instrument && now.Time == then.Time
            && (now.Kind == MarketEventKind.Trade ? now.Trade == then.Trade : now.Quote == then.Quote);
    }
}
