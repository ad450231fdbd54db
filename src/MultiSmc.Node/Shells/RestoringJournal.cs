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
    private IEnumerator<KernelInput>? _journaled;
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
    public OperatorCommand? NextCommand => _journaled?.Current is { Kind: InputKind.Command } input ? input.Command : null;

    /// <inheritdoc/>
    public void Append(in KernelInput input)
    {
        if (_journaled is null)
        {
            _session!.Append(in input); // MoveOn opened it behind the last journaled input
            return;
        }

        var journaled = _journaled.Current;
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
        if (_journaled is null || _journaled.MoveNext())
            return;
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
