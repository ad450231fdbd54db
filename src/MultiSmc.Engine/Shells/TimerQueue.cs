using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>Timers the kernel asked for, by due time, then by the order in which they were asked for.</summary>
public sealed class TimerQueue
{
    private readonly PriorityQueue<TimerRequest, (long Due, long Order)> _queue = new();
    private long _order;

    /// <summary>When the next one is due, or the end of time.</summary>
    public Timestamp NextDue => _queue.TryPeek(out var timer, out _) ? timer.Due : Timestamp.MaxValue;

    /// <summary>Adds one.</summary>
    public void Add(TimerRequest timer) => _queue.Enqueue(timer, (timer.Due.Nanoseconds, _order++));

    /// <summary>All that wait, in the order in which they will come.</summary>
    public IReadOnlyList<TimerRequest> Pending() =>
        [.. _queue.UnorderedItems.OrderBy(static entry => entry.Priority.Due).ThenBy(static entry => entry.Priority.Order).Select(static entry => entry.Element)];

    /// <summary>Takes the next one.</summary>
    public TimerRequest Take() => _queue.Dequeue();

    /// <summary>Takes out one that was handed over before; nothing happens when it is not there.</summary>
    public void Remove(TimerRequest timer) => _queue.Remove(timer, out _, out _);
}
