using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MultiSmc.Core;

namespace MultiSmc.Sockets.Tests;

/// <summary>A tape that a test writes while the exchange plays it.</summary>
internal sealed class HandTape : IMarketSource
{
    private readonly BlockingCollection<(MarketEvent Event, TaskCompletionSource Taken)> _events = [];
    private TaskCompletionSource? _reading;

    /// <summary>Shows an event; ends when the exchange has matched it and told of it.</summary>
    public Task PlayAsync(MarketEvent market)
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _events.Add((market, taken));
        return taken.Task;
    }

    /// <summary>The tape is over.</summary>
    public void Close() => _events.CompleteAdding();

    public int Read(Span<MarketEvent> buffer)
    {
        // Who plays it comes back for more when the last one has been taken.
        _reading?.SetResult();
        _reading = null;
        if (!_events.TryTake(out var next, Timeout.Infinite))
            return 0;
        (buffer[0], _reading) = next;
        return 1;
    }

    public void Dispose() => _events.Dispose();

    // Each tape holds a thread of the pool while it waits for its test.
    [ModuleInitializer]
    internal static void MakeRoom() => ThreadPool.SetMinThreads(64, 64);
}
