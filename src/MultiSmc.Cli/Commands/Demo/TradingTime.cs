using MultiSmc.Engine;

namespace MultiSmc.Cli.Commands;

/// <summary>
/// Ends a demonstration so long after its node was ready for entries: how long it takes the past in depends on the machine, and nothing is traded meanwhile.
/// </summary>
internal sealed class TradingTime(CancellationTokenSource ending, TimeSpan length) : IKernelObserver
{
    private bool _isRunning;

    /// <inheritdoc/>
    public void OnApplied(in KernelInput input, EffectBuffer effects)
    {
        if (_isRunning)
            return;
        foreach (ref readonly var effect in effects.Effects)
        {
            if (effect.Payload is not EntryLockChange { Instrument: null } change || !change.Before.HasFlag(EntryLock.Standby) || change.After.HasFlag(EntryLock.Standby))
                continue;
            _isRunning = true;
            ending.CancelAfter(length);
        }
    }
}
