using MultiSmc.Engine;

namespace MultiSmc.Node;

/// <summary>Shows every input to all observers. One that throws is shown nothing more: watching must not stop trading.</summary>
internal sealed class ObserverGroup(IReadOnlyList<IKernelObserver> observers, NodeLog log) : IKernelObserver
{
    private readonly IKernelObserver?[] _observers = [.. observers];

    public void OnApplied(in KernelInput input, EffectBuffer effects)
    {
        for (var i = 0; i < _observers.Length; i++)
        {
            try
            {
                _observers[i]?.OnApplied(in input, effects);
            }
            catch (Exception fault)
            {
                // A defect of a watcher is told and costs its view; the journal has everything.
                log.Write(LogLevel.Alarm, "observer-failed", $"{_observers[i]?.GetType().Name} is shown nothing more: {fault}");
                _observers[i] = null;
            }
        }
    }
}
