using Microsoft.Extensions.Time.Testing;

namespace MultiSmc.Cli.Tests.Commands.Data;

/// <summary>A clock that stands still until a test moves it, and tells when somebody begins to wait for so long.</summary>
internal sealed class RecordingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Dictionary<TimeSpan, TaskCompletionSource> _awaited = [];

    /// <summary>Completes once somebody waits for so long.</summary>
    public Task WaitedFor(TimeSpan length) => Of(length).Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Of(dueTime).TrySetResult();
        return timer;
    }

    private TaskCompletionSource Of(TimeSpan length)
    {
        lock (_awaited)
        {
            if (!_awaited.TryGetValue(length, out var waited))
                _awaited.Add(length, waited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            return waited;
        }
    }
}
