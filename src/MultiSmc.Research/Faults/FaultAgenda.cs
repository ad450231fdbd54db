using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>What is to happen when; at one time in the order in which it was planned.</summary>
internal sealed class FaultAgenda
{
    private readonly PriorityQueue<Action, (long Time, long Order)> _queue = new();
    private long _order;

    public Timestamp Now { get; set; }

    public Timestamp Next => _queue.TryPeek(out _, out var key) ? new Timestamp(key.Time) : Timestamp.MaxValue;

    public void At(Timestamp time, Action action) => _queue.Enqueue(action, ((time > Now ? time : Now).Nanoseconds, _order++));

    public void After(Duration delay, Action action) => At(Now + delay, action);

    public Action Take() => _queue.Dequeue();
}
