using Microsoft.Extensions.Time.Testing;

namespace MultiSmc.Testing.Archives;

/// <summary>
/// A clock whose waits are over at once: it jumps ahead by each of them and writes it down. Waits as long as the watch over silence are left alone:
/// they are not meant to end.
/// </summary>
public sealed class SkippingTime : FakeTimeProvider
{
    private readonly TimeSpan _leftAlone;
    private readonly List<TimeSpan> _waits = [];

    public SkippingTime(DateTimeOffset start, TimeSpan leftAlone)
        : base(start) => _leftAlone = leftAlone;

    /// <summary>The waits so far.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_waits)
                return [.. _waits];
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime != _leftAlone)
        {
            lock (_waits)
                _waits.Add(dueTime);
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        }

        return timer;
    }
}
