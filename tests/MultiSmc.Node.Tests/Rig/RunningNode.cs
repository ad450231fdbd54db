using System.Diagnostics;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Simulation;

namespace MultiSmc.Node.Tests;

/// <summary>A node of the world's clock in a test.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private readonly LiveWorld _world;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<NodeOutcome> _run;

    private RunningNode(NodeSetup setup, LiveWorld world)
    {
        _world = world;
        Node = new TradingNode(setup);
        _run = Node.RunAsync(_stop.Token);
    }

    public TradingNode Node { get; }

    /// <summary>A live node: a real exchange as far as it knows.</summary>
    public static RunningNode Live(NodeFolder folder, LiveWorld world, IMarketSource? warmUp = null, Timestamp? startedAt = null, NodeOptions? options = null) =>
        new(Setup(folder, world, warmUp, startedAt, options) with { Mode = "live", Venue = new NodeVenue.Exchange(world.Gateway()) }, world);

    /// <summary>A paper node on live data.</summary>
    public static RunningNode Paper(NodeFolder folder, LiveWorld world, IMarketSource? warmUp = null, Timestamp? startedAt = null, NodeOptions? options = null) => new(
        Setup(folder, world, warmUp, startedAt, options), world);

    public Task<NodeStatus?> StatusAsync() => Node.StatusAsync(TestContext.Current.CancellationToken);

    /// <summary>Asks again and again until it is so; fails when the node ends before.</summary>
    public async Task<NodeStatus> UntilAsync(Func<NodeStatus, bool> isSo)
    {
        var (asked, began) = (0, Stopwatch.GetTimestamp());
        while (await StatusAsync() is { } status)
        {
            if (isSo(status))
                return status;
            // Questions are asked again after a pause, so time goes on: faster than ours, and not so fast that a busy disk looks like an exchange that does not answer.
            var passed = Stopwatch.GetElapsedTime(began);
            began = Stopwatch.GetTimestamp();
            _world.Time.Advance(passed * 10);
            if (++asked > 1_000_000)
                Assert.Fail($"it never came to that; it stands so: {status} {status.Markets[0].View.Counters} locks {string.Join(' ', status.Locks)}");
        }

        Assert.Fail($"the node ended: {await _run}");
        throw new InvalidOperationException();
    }

    /// <summary>Everything that was sent to it has been applied.</summary>
    public Task<NodeStatus> CaughtUpAsync(long trades) => UntilAsync(status => status.Markets[0].View.Counters.Accepted >= trades && status.Waiting == 0);

    /// <summary>
    /// Everything that was sent to it has been applied, and what it made of it has left and is answered: the next trade meets the same orders on a fast machine and
    /// on a busy one. The clock goes on with the node's laps, not with the wait for the disk: trades would be old when they come.
    /// </summary>
    public async Task SettledAsync(long trades)
    {
        for (var laps = 0; await StatusAsync() is { } status; laps++)
        {
            if (status.Markets[0].View.Counters.Accepted >= trades && status.Waiting == 0
                && status.Orders.All(static order => order is { IsCancelSent: false, State: not (WorkingState.Sent or WorkingState.Unknown) }))
                return;
            Assert.True(laps < 1_000_000, $"orders stay without an answer: {string.Join("; ", status.Orders)}");
            _world.Time.Advance(TimeSpan.FromMicroseconds(100));
        }

        Assert.Fail($"the node ended: {await _run}");
    }

    public Task<NodeOutcome> EndedAsync() => _run;

    public async Task<NodeOutcome> StopAsync()
    {
        await _stop.CancelAsync();
        while (!_run.IsCompleted)
        {
            // Answers take their time, but the clock goes on only after the node has looked round once more: it can't run away from a busy machine.
            await Task.WhenAny(Node.StatusAsync(CancellationToken.None), _run);
            _world.Time.Advance(TimeSpan.FromMilliseconds(5));
        }

        return await _run;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Node.DisposeAsync();
        _stop.Dispose();
    }

    private static NodeSetup Setup(NodeFolder folder, LiveWorld world, IMarketSource? warmUp, Timestamp? startedAt, NodeOptions? options) => new()
    {
        Folder = folder,
        Mode = "paper",
        Clock = NodeClock.Wall,
        Header = number => SmallMarket.Header($"wall{number}", "paper", startedAt ?? world.Now),
        Kernel = session => SmallMarket.Kernel(session, world.Plan),
        Feed = world.Feed(),
        Venue = new NodeVenue.Driven(() => new SimulatedVenue([.. world.Plan.Markets.Select(market => market.Instrument)], world.Plan.Venue)),
        WarmUp = warmUp,
        // By the test's clock: what a stop waits for is a condition, and a disk that is slow today must not use the patience up.
        Options = (options ?? new NodeOptions()) with { StopPatience = TimeSpan.FromHours(2) },
        Time = world.Time,
    };
}
