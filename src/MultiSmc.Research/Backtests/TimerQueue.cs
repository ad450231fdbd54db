using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Research;

/// <summary>Timers the kernel asked for, by due time, then by the order in which they were asked for.</summary>
internal sealed class TimerQueue
{
    private readonly PriorityQueue<TimerRequest, (long Due, long Order)> _queue = new();
    private long _order;

    public void Add(TimerRequest timer) => _queue.Enqueue(timer, (timer.Due.Nanoseconds, _order++));

    /// <summary>When the next one is due, or the end of time.</summary>
    public Timestamp NextDue => _queue.TryPeek(out var timer, out _) ? timer.Due : Timestamp.MaxValue;

    public TimerRequest Take() => _queue.Dequeue();
}
