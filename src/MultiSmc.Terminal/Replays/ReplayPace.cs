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
/// <param name="Step">The step that is being made: "input", "packet", "setup"; null for none.</param>
/// <param name="Inputs">Inputs shown.</param>
/// <param name="At">Time of the last of them, ms; 0 before the first.</param>
/// <param name="Done">It has come to its end.</param>
internal sealed record ReplayState(bool Paused, double? Speed, string? Step, long Inputs, long At, bool Done);

/// <summary>
/// Holds a backtest or a replay to the pace that people choose while it goes on: the shell's thread waits here until an input may be shown. It changes no
/// decision.
/// </summary>
/// <param name="inner">Is shown the inputs when their time has come.</param>
/// <param name="time">The clock of the pace.</param>
/// <param name="speed">See <see cref="ReplayState.Speed"/>.</param>
/// <param name="isPaused">Begins paused, before the first input.</param>
/// <param name="cancellation">Lets everything through: the run ends by itself then.</param>
public sealed class ReplayPace(IKernelObserver inner, TimeProvider time, double? speed, bool isPaused, CancellationToken cancellation) : IKernelObserver, IDisposable
{
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

        inner.OnApplied(in input, effects);
        lock (_gate)
        {
            _inputs++;
            _at = input.Time;
            if (_step == ReplayStep.Input || (_step != ReplayStep.None && IsThere(effects)))
                _step = ReplayStep.None;
        }
    }

    /// <summary>The run has ended: there is nothing to hold any more.</summary>
    public void Finish()
    {
        lock (_gate)
        {
            _isDone = true;
            _step = ReplayStep.None;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _changed.Dispose();

    /// <summary>How it stands. From any thread.</summary>
    internal ReplayState State
    {
        get
        {
            lock (_gate)
                return new ReplayState(_isPaused, _speed, _step == ReplayStep.None ? null : ContractNames.Kebab(_step.ToString()), _inputs, _at.Nanoseconds / 1_000_000, _isDone);
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
            if (cancellation.IsCancellationRequested)
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
