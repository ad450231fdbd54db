using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Journal;

/// <summary>
/// The journal of a running session, as its shell uses it. For each input, on the kernel's thread: <see cref="Append"/>, then apply it, then
/// <see cref="Record"/>, then hand its requests to the <see cref="ReleaseGate"/>. An input that leads to what waits for the disk is sent there at
/// once; others go in blocks.
/// </summary>
public sealed class SessionJournal : IInputJournal, IDisposable
{
    private readonly string _file;
    private readonly JournalOptions _options;
    private readonly BlockBuilder _block;
    private readonly CommitLoop _loop;
    private readonly Action _onClosed;
    private readonly string _kernelVersion;
    private long _segmentNumber;
    private long _segmentBytes;
    private Timestamp _segmentStart;
    private long _lastSequence;
    private Timestamp _lastTime;
    private bool _isClosed;

    internal SessionJournal(
        string file, StoredSession session, long segmentNumber, JournalOptions options, BlockBuilder block, CommitLoop loop, Timestamp lastTime, Action onClosed)
    {
        _file = file;
        _options = options;
        _block = block;
        _loop = loop;
        _onClosed = onClosed;
        _kernelVersion = session.Header.KernelVersion;
        _segmentNumber = segmentNumber;
        _segmentStart = session.Header.StartedAt;
        _lastSequence = session.LastSequence;
        _lastTime = lastTime;
        SessionId = session.Header.Id;
    }

    /// <summary>Which session.</summary>
    public string SessionId { get; }

    /// <summary>The last input that was appended, or 0.</summary>
    public long LastSequence => _lastSequence;

    /// <summary>The last input that is on the disk, or 0. From any thread.</summary>
    public long DurableSequence => _loop.Durable;

    /// <summary>Why the journal stopped, or null while it works. From any thread.</summary>
    public JournalFailure? Failure => _loop.Failure;

    /// <summary>No room is left but that which was kept for the end: the session has to be ended in good order, now. From any thread.</summary>
    public bool IsOnReserve => _loop.IsOnReserve;

    /// <summary>Commits so far.</summary>
    public long Commits => _loop.Commits;

    /// <summary>Whole state of the kernel, taken at each new segment; none: recovery replays from the session's beginning.</summary>
    public IKernelSnapshot? Snapshot { get; init; }

    /// <summary>Takes the next input, before it is applied.</summary>
    /// <exception cref="JournalException">The journal has stopped: the input must not be applied.</exception>
    /// <exception cref="InvariantException">A sequence is missing or repeated, time runs backwards, or the input before was not recorded.</exception>
    public void Append(in KernelInput input)
    {
        ThrowIfStopped();
        Invariant.That(input.Sequence == _lastSequence + 1, "inputs are journaled without holes");
        Invariant.That(input.Time >= _lastTime, "inputs do not go back in time");
        Invariant.That(!_block.IsOpen, "an input is recorded before the next is appended");
        if (_block.Count > 0 && input.Time.Nanoseconds - _block.FirstTime.Nanoseconds >= _options.BlockAge.Ticks * 100)
            PostBlock();
        _block.Add(in input);
        _lastSequence = input.Sequence;
        _lastTime = input.Time;
    }

    /// <summary>Takes what the kernel did with the input that was appended last.</summary>
    /// <exception cref="JournalException">The journal has stopped.</exception>
    public void Record(EffectBuffer effects)
    {
        Invariant.That(_block.IsOpen, "effects follow an input that was appended");
        _block.AddEffects(_lastSequence, effects);
        if (_block.Length >= _options.BlockBytes || IsWaitedFor(effects))
            PostBlock();
        if (_segmentBytes >= _options.SegmentBytes || _lastTime.Nanoseconds - _segmentStart.Nanoseconds >= _options.SegmentAge.Ticks * 100)
            BeginSegment();
    }

    /// <summary>Sends what has gathered to the disk without waiting for it: when the shell is idle, and before it ends.</summary>
    public void Flush()
    {
        if (_block.Count > 0 && Failure is null)
            PostBlock();
    }

    /// <summary>Waits until an input is durable.</summary>
    /// <returns>False when time ran out or the journal has stopped.</returns>
    public bool WaitDurable(long sequence, TimeSpan timeout) => _loop.WaitDurable(sequence, timeout);

    /// <summary>Stores the kernel's state as it is after the last input.</summary>
    /// <exception cref="InvariantException">An input is being applied.</exception>
    public void TakeSnapshot(IKernelSnapshot snapshot)
    {
        Invariant.That(!_block.IsOpen, "a snapshot is taken between two inputs");
        Flush();
        var state = new ByteWriter(64 * 1024);
        snapshot.Save(state);
        Post(new JournalItem.Snapshot(new StoredSnapshot(_lastSequence, _kernelVersion, _block.Chain.State.ToArray(), state.Written.ToArray())));
    }

    /// <summary>Ends the session in good order: everything is on the disk when this returns.</summary>
    /// <param name="at">Our time.</param>
    /// <exception cref="JournalException">The journal has stopped.</exception>
    public void Complete(Timestamp at)
    {
        Flush();
        Post(new JournalItem.End(at));
        Dispose();
        ThrowIfStopped();
    }

    /// <summary>Writes what has gathered and lets go of the file; the session can be resumed.</summary>
    public void Dispose()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        if (_block.Count > 0 && Failure is null)
            _loop.TryPost(new JournalItem.Inputs(_block.Seal()), _options.StallMax);
        _loop.Dispose();
        _onClosed();
    }

    private static bool IsWaitedFor(EffectBuffer effects)
    {
        foreach (ref readonly var effect in effects.Effects)
        {
            if (effect.Kind == EffectKind.Submit && effect.Payload is VenueRequest { WaitsForDisk: true })
                return true;
        }

        return false;
    }

    private void BeginSegment()
    {
        Flush();
        if (Snapshot is { } snapshot)
            TakeSnapshot(snapshot);
        _segmentStart = _lastTime;
        _segmentBytes = 0;
        Post(new JournalItem.Segment(++_segmentNumber, _lastSequence + 1, _lastTime));
    }

    private void PostBlock()
    {
        var block = _block.Seal();
        _segmentBytes += block.Body.Length;
        Post(new JournalItem.Inputs(block));
    }

    private void Post(JournalItem item)
    {
        ThrowIfStopped();
        if (_loop.TryPost(item, _options.StallMax))
            return;
        _loop.Fail(new JournalFailure.TooSlow(_file, _options.StallMax));
        ThrowIfStopped();
    }

    private void ThrowIfStopped()
    {
        if (Failure is { } failure)
            throw new JournalException(failure.Message) { Failure = failure };
    }
}
