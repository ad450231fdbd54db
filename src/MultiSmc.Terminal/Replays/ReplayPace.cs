using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Strategy;

namespace MultiSmc.Terminal;

/// <summary>How far a step of a paused replay goes.</summary>
public enum ReplayStep
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>One input.</summary>
    Input,

    /// <summary>Up to the close of a packet.</summary>
    Packet,

    /// <summary>Up to the order of a setup.</summary>
    Setup,
}

/// <summary>How a replay stands.</summary>
/// <param name="Paused">It waits for a step or to be let go on.</param>
/// <param name="Speed">So many times as fast as it happened; null: as fast as it can.</param>
/// <param name="Step">The step that is being made: "input", "packet", "setup", "back"; null for none.</param>
/// <param name="Inputs">Inputs shown.</param>
/// <param name="At">Time of the last of them, ms; 0 before the first.</param>
/// <param name="Done">It has come to its end.</param>
/// <param name="Back">It can go back from here.</param>
internal sealed record ReplayState(bool Paused, double? Speed, string? Step, long Inputs, long At, bool Done, bool Back);

/// <summary>
/// Holds a backtest or a replay to the pace that people choose while it goes on: the shell's thread waits here until an input may be shown. It changes no
/// decision. Nothing is ever taken back: to go back, the run is ended, begun anew from its first input and let through unseen up to where it shall stand.
/// </summary>
/// <param name="inner">Is shown the inputs when their time has come.</param>
/// <param name="time">The clock of the pace.</param>
/// <param name="speed">See <see cref="ReplayState.Speed"/>.</param>
/// <param name="isPaused">Begins paused, before the first input.</param>
/// <param name="cancellation">Lets everything through: the run ends by itself then.</param>
public sealed class ReplayPace(IKernelObserver inner, TimeProvider time, double? speed, bool isPaused, CancellationToken cancellation) : IKernelObserver, IDisposable
{
    private const int MostCloses = 200_000;
    private const long LongestGapNs = 3_000_000_000; // a night without trades is not waited for
    private static readonly TimeSpan Finest = TimeSpan.FromMilliseconds(2); // less is not worth a wait

    private readonly Lock _gate = new();
    private readonly AutoResetEvent _changed = new(false);
    private double? _speed = speed;
    private bool _isPaused = isPaused;
    private ReplayStep _step;
    private int? _instrument;
    private bool _isDone;
    private long _inputs;
    private Timestamp _at;
    private long _startedAt; // of the pace in force; 0: the next input begins it
    private double _elapsedNs; // of the tape since then, its long gaps cut short
    private readonly List<(long Input, int Instrument)> _closes = []; // of packets, in order; the oldest are forgotten
    private CancellationTokenSource _run = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    private long? _back; // input that the run shall be begun anew for
    private long _until; // inputs up to this one are let through

    /// <summary>Who runs it can begin it anew: see <see cref="RunToken"/>, <see cref="TryBeginAnew"/>.</summary>
    public bool CanGoBack { get; init; }

    /// <summary>Ends the run that is under way, to begin it anew or because all ends.</summary>
    public CancellationToken RunToken
    {
        get
        {
            lock (_gate)
                return _run.Token;
        }
    }

    /// <summary>It is let through to where it shall stand: nobody looks yet. From any thread.</summary>
    public bool IsGoingBack
    {
        get
        {
            lock (_gate)
                return _back is not null || _inputs < _until;
        }
    }

    /// <summary>The run has ended. When it ended to go back, what is shown must be cleared and the run begun anew.</summary>
    /// <returns>False: it has not, and is over; nothing can be steered any more.</returns>
    public bool TryBeginAnew()
    {
        lock (_gate)
        {
            if (_back is not { } target || cancellation.IsCancellationRequested)
            {
                // From here on nobody would begin it anew, however long what follows the run takes.
                (_isDone, _step, _back, _until) = (true, ReplayStep.None, null, 0);
                return false;
            }

            (_until, _back, _inputs, _at) = (target, null, 0, default);
            _closes.Clear();
            _run.Dispose();
            _run = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            return true;
        }
    }

    /// <inheritdoc/>
    public void OnApplied(in KernelInput input, EffectBuffer effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        var isFirst = true;
        while (Wait(input.Time, isFirst) is { } wait)
        {
            isFirst = false;
            // Told apart from the end of the wait by looking again.
            if (WaitHandle.WaitAny([_changed, cancellation.WaitHandle], wait) == 1)
                break;
        }

        lock (_gate)
        {
            if (_back is not null)
                return; // the run is ending: what it still does is not shown
        }

        inner.OnApplied(in input, effects);
        lock (_gate)
        {
            _inputs++;
            _at = input.Time;
            NoteCloses(effects);
            if (_inputs <= _until)
                return;
            if (_step == ReplayStep.Input || (_step != ReplayStep.None && IsThere(effects)))
                _step = ReplayStep.None;
        }
    }

    /// <summary>The run has ended: there is nothing to hold any more.</summary>
    public void Finish()
    {
        lock (_gate)
        {
            (_isDone, _step, _back, _until) = (true, ReplayStep.None, null, 0);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _changed.Dispose();
        _run.Dispose();
    }

    /// <summary>How it stands. From any thread.</summary>
    internal ReplayState State
    {
        get
        {
            lock (_gate)
            {
                var isBack = _back is not null || _inputs < _until;
                var step = isBack ? "back" : _step == ReplayStep.None ? null : ContractNames.Kebab(_step.ToString());
                return new ReplayState(_isPaused, _speed, step, _inputs, _at.Nanoseconds / 1_000_000, _isDone, CanGoBack && !_isDone && (isBack ? _back ?? _until : _inputs) > 0);
            }
        }
    }

    /// <summary>Stops before the next input, or goes on from it.</summary>
    internal void Pause(bool isWanted) => Change(() =>
    {
        _isPaused = isWanted;
        _step = ReplayStep.None;
    });

    /// <summary>Goes one step, and stands.</summary>
    /// <param name="step">How far.</param>
    /// <param name="instrument">Whose packet or setup; null for anybody's.</param>
    internal void Go(ReplayStep step, InstrumentId? instrument) => Change(() =>
    {
        _isPaused = true;
        (_step, _instrument) = (step, instrument?.Index);
    });

    /// <summary>Goes back to the close of the packet before, and stands; to before the first input where there was none.</summary>
    /// <param name="instrument">Whose packet; null for anybody's.</param>
    /// <returns>False: it can't go back.</returns>
    internal bool GoBack(InstrumentId? instrument)
    {
        lock (_gate)
        {
            if (!CanGoBack || _isDone)
                return false;
            if (_back is not null || _inputs < _until)
                return true; // one way at a time
            _isPaused = true;
            _step = ReplayStep.None;
            _back = _closes.FindLast(close => close.Input < _inputs && (instrument is not { } wanted || close.Instrument == wanted.Index)).Input;
            _run.Cancel(); // within the lock: it must not be replaced meanwhile
        }

        _changed.Set();
        return true;
    }

    /// <summary>From now on so fast; null: as fast as it can.</summary>
    internal void Run(double? factor) => Change(() => _speed = factor);

    private void Change(Action change)
    {
        lock (_gate)
        {
            if (_isDone)
                return;
            change();
            _startedAt = 0;
        }

        _changed.Set();
    }

    // Null when the input may be shown, else how long at most until it is asked again.
    private TimeSpan? Wait(Timestamp at, bool isFirst)
    {
        lock (_gate)
        {
            if (cancellation.IsCancellationRequested || _back is not null || _inputs < _until)
                return null;
            if (_isPaused)
                return _step == ReplayStep.None ? Timeout.InfiniteTimeSpan : null;
            if (_speed is not { } factor)
                return null;
            if (_startedAt == 0)
                (_startedAt, _elapsedNs, isFirst) = (time.GetTimestamp(), 0, false);
            if (isFirst)
                _elapsedNs += Math.Min(at.Nanoseconds - _at.Nanoseconds, LongestGapNs * factor);
            var due = TimeSpan.FromMicroseconds(_elapsedNs / factor / 1_000) - time.GetElapsedTime(_startedAt);
            return due > Finest ? due : null;
        }
    }

    private void NoteCloses(EffectBuffer effects)
    {
        if (!CanGoBack)
            return;
        foreach (ref readonly var effect in effects.Effects)
        {
            if (effect.Kind == EffectKind.PacketClosed)
                _closes.Add((_inputs, effect.Instrument.Index));
        }

        if (_closes.Count > MostCloses)
            _closes.RemoveRange(0, MostCloses / 2);
    }

    private bool IsThere(EffectBuffer effects)
    {
        foreach (ref readonly var effect in effects.Effects)
        {
            if (_instrument is { } wanted && effect.Instrument.Index != wanted)
                continue;
            if (_step == ReplayStep.Packet ? effect.Kind == EffectKind.PacketClosed : effect is { Kind: EffectKind.Trace, Payload: StrategyTrace.EntryPlaced })
                return true;
        }

        return false;
    }
}
