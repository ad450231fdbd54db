using MultiSmc.Engine;

namespace MultiSmc.Cli.Commands;

/// <summary>Holds a backtest or replay to a pace: the shell's thread waits here until an input's time has come. It changes no decision.</summary>
internal sealed class PacedObserver(IKernelObserver inner, double speed, TimeProvider time, CancellationToken cancellation) : IKernelObserver
{
    private const long LongestGapNs = 3_000_000_000; // a night without trades is not waited for

    private long _startedAt;
    private long _last;
    private double _elapsedNs; // of the tape, its long gaps cut short

    /// <inheritdoc/>
    public void OnApplied(in KernelInput input, EffectBuffer effects)
    {
        if (_startedAt == 0)
        {
            _startedAt = time.GetTimestamp();
            _last = input.Time.Nanoseconds;
        }

        _elapsedNs += Math.Min(input.Time.Nanoseconds - _last, LongestGapNs * speed);
        _last = input.Time.Nanoseconds;
        var due = TimeSpan.FromMicroseconds(_elapsedNs / speed / 1_000) - time.GetElapsedTime(_startedAt);
        if (due > TimeSpan.FromMilliseconds(2))
            cancellation.WaitHandle.WaitOne(due);
        inner.OnApplied(in input, effects);
    }
}
