using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;
using MultiSmc.Research;
using MultiSmc.Simulation;

namespace MultiSmc.Node.Tests;

/// <summary>Paper trading on a recording decides exactly as a backtest on it does, however often it is stopped.</summary>
public sealed class PaperOnATape
{
    private static readonly MarketEvent[] Tape = SmallMarket.Events(41, 60_000);

    [Fact]
    public async Task Decides_exactly_as_the_backtest_does()
    {
        using var folder = new TemporaryFolder();
        var plan = SmallMarket.Plan();
        var backtest = BacktestChain(folder, plan, Tape);

        await using var node = Node(folder.Node, plan, Tape);
        var looks = LookOnAsync(node); // being looked at changes nothing
        Assert.IsType<NodeOutcome.Completed>(await node.RunAsync(TestContext.Current.CancellationToken));
        await node.DisposeAsync();

        Assert.True(await looks > 0);
        Assert.True(backtest.EffectInputs > 1_000, $"{backtest.EffectInputs} inputs with effects");
        Assert.Equal(backtest, SmallMarket.Replay(folder.Node, "test", plan));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Stopped_and_started_again_is_the_same_as_never_stopped(ulong seed)
    {
        using var folder = new TemporaryFolder();
        var plan = SmallMarket.Plan();
        var backtest = BacktestChain(folder, plan, Tape);
        var random = new SplitMix64(seed);
        var stops = 0;
        for (var isOver = false; !isOver;)
        {
            using var stop = new CancellationTokenSource();
            var at = random.NextBelow(Tape.Length * 3L / 2);
            var source = new ArraySource(Tape) { Largest = 500, BeforeRead = read => { if (read >= at) stop.Cancel(); } };
            await using var node = Node(folder.Node, plan, source);
            isOver = await node.RunAsync(stop.Token) is NodeOutcome.Completed;
            stops += isOver ? 0 : 1;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: {stops} stops");
        Assert.Equal(backtest, SmallMarket.Replay(folder.Node, "test", plan));
    }

    [Fact]
    public async Task A_command_stands_where_it_came_when_the_session_goes_on()
    {
        using var folder = new TemporaryFolder();
        var plan = SmallMarket.Plan();
        using (var stop = new CancellationTokenSource())
        {
            var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var source = new ArraySource(Tape) { Largest = 500, BeforeRead = read => Hold(read, half) };
            await using var node = Node(folder.Node, plan, source);
            var running = node.RunAsync(stop.Token);
            while (node.Latest is not { Inputs: > 0 })
                await node.StatusAsync(TestContext.Current.CancellationToken);
            var result = await node.ExecuteAsync(new OperatorCommand.Pause("p1", "test", null, false), TestContext.Current.CancellationToken);
            Assert.True(result.IsDone, result.Message);
            half.SetResult();
            while (node.Latest is not { Inputs: > 35_000 })
                await node.StatusAsync(TestContext.Current.CancellationToken);
            await stop.CancelAsync();
            Assert.IsType<NodeOutcome.Stopped>(await running);
        }

        await using var second = Node(folder.Node, plan, Tape);
        Assert.IsType<NodeOutcome.Completed>(await second.RunAsync(TestContext.Current.CancellationToken));
        Assert.Contains("paused", second.Latest?.Locks ?? []);
        await second.DisposeAsync();
        SmallMarket.Replay(folder.Node, "test", plan);
        using var history = JournalHistory.Open(folder.Node.Journal);
        Assert.Equal("p1", Assert.Single(history.Commands(new HistoryQuery())).CommandId);

        static void Hold(int read, TaskCompletionSource half)
        {
            if (read >= 20_000)
                half.Task.GetAwaiter().GetResult();
        }
    }

    [Fact]
    public async Task Another_tape_than_the_sessions_own_is_refused()
    {
        using var folder = new TemporaryFolder();
        var plan = SmallMarket.Plan();
        using var stop = new CancellationTokenSource();
        await using (var node = Node(folder.Node, plan, new ArraySource(Tape) { Largest = 500, BeforeRead = read => { if (read > 30_000) stop.Cancel(); } }))
            Assert.IsType<NodeOutcome.Stopped>(await node.RunAsync(stop.Token));

        await using var other = Node(folder.Node, plan, SmallMarket.Events(42, 60_000));
        var failed = Assert.IsType<NodeOutcome.Failed>(await other.RunAsync(TestContext.Current.CancellationToken));
        Assert.Equal(NodeFailureKind.Data, failed.Kind);
        Assert.Contains("not the one that was journaled", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_configuration_is_refused_until_a_new_session_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        var plan = SmallMarket.Plan();
        using var stop = new CancellationTokenSource();
        await using (var node = Node(folder.Node, plan, new ArraySource(Tape) { Largest = 500, BeforeRead = read => { if (read > 30_000) stop.Cancel(); } }))
            Assert.IsType<NodeOutcome.Stopped>(await node.RunAsync(stop.Token));

        await using (var other = Node(folder.Node, plan, new ArraySource(Tape), "4567"))
        {
            var failed = Assert.IsType<NodeOutcome.Failed>(await other.RunAsync(TestContext.Current.CancellationToken));
            Assert.Equal(NodeFailureKind.Configuration, failed.Kind);
            Assert.Contains("--new-session", failed.Message, StringComparison.Ordinal);
        }

        await using var anew = Node(folder.Node, plan, new ArraySource(Tape), "4567", new NodeOptions { StartsAnew = true });
        Assert.IsType<NodeOutcome.Completed>(await anew.RunAsync(TestContext.Current.CancellationToken));
        Assert.Equal("test2", anew.Latest?.Session);
    }

    [Fact]
    public async Task A_full_disk_ends_the_node_and_the_session_goes_on_with_room()
    {
        using var folder = new TemporaryFolder();
        var plan = SmallMarket.Plan();
        var backtest = BacktestChain(folder, plan, Tape);
        var cramped = new NodeOptions { Journal = new JournalOptions { QuotaBytes = 300_000, BlockBytes = 4_096 } };
        await using (var node = Node(folder.Node, plan, new ArraySource(Tape), options: cramped))
        {
            var failed = Assert.IsType<NodeOutcome.Failed>(await node.RunAsync(TestContext.Current.CancellationToken));
            Assert.Equal(NodeFailureKind.Failure, failed.Kind);
            Assert.Contains("no room", failed.Message, StringComparison.Ordinal);
        }

        await using var again = Node(folder.Node, plan, Tape);
        Assert.IsType<NodeOutcome.Completed>(await again.RunAsync(TestContext.Current.CancellationToken));
        await again.DisposeAsync();
        Assert.Equal(backtest, SmallMarket.Replay(folder.Node, "test", plan));
    }

    [Fact]
    public async Task One_folder_has_one_node()
    {
        using var folder = new TemporaryFolder();
        var plan = SmallMarket.Plan();
        var go = new TaskCompletionSource();
        await using var first = Node(folder.Node, plan, new ArraySource(Tape) { BeforeRead = _ => go.Task.Wait() });
        var running = first.RunAsync(TestContext.Current.CancellationToken);
        await first.StatusAsync(TestContext.Current.CancellationToken);
        await using (var second = Node(folder.Node, plan, Tape))
        {
            var failed = Assert.IsType<NodeOutcome.Failed>(await second.RunAsync(TestContext.Current.CancellationToken));
            Assert.Contains("another node runs", failed.Message, StringComparison.Ordinal);
        }

        go.SetResult();
        Assert.IsType<NodeOutcome.Completed>(await running);
    }

    internal static ReplayOutcome.Identical BacktestChain(TemporaryFolder folder, BacktestPlan plan, MarketEvent[] tape)
    {
        var file = new NodeFolder(Path.Combine(folder.Root, "backtest"));
        file.Make();
        using (var journal = JournalFile.Open(file.Journal, new JournalOptions { IsDurable = false, StallMax = Timeout.InfiniteTimeSpan }))
        {
            using var session = journal.Start(SmallMarket.Header("test", "backtest", default), NoWait.Instance);
            new BacktestRunner(plan) { Journal = session }.Run(new ArraySource(tape), null, CancellationToken.None);
            session.Complete(tape[^1].Time + Duration.FromSeconds(60));
        }

        return SmallMarket.Replay(file, "test", plan);
    }

    private static TradingNode Node(NodeFolder folder, BacktestPlan plan, MarketEvent[] tape) => Node(folder, plan, new ArraySource(tape));

    private static TradingNode Node(NodeFolder folder, BacktestPlan plan, IMarketSource tape, string hash = "0123", NodeOptions? options = null) => new(new NodeSetup
    {
        Folder = folder,
        Mode = "paper",
        Clock = NodeClock.Market,
        Header = number => SmallMarket.Header(number == 1 ? "test" : $"test{number}", "paper", default, hash),
        Kernel = session => SmallMarket.Kernel(session, plan),
        Feed = new TapeFeed(tape),
        Venue = new NodeVenue.Driven(() => new SimulatedVenue([.. plan.Markets.Select(market => market.Instrument)], plan.Venue)),
        Options = (options ?? new NodeOptions()) with { InboxCapacity = 2_000 },
    });

    private static async Task<int> LookOnAsync(TradingNode node)
    {
        var looks = 0;
        while (await node.StatusAsync(TestContext.Current.CancellationToken) is { } status)
        {
            Assert.Equal("test", status.Session);
            looks++;
        }

        return looks;
    }
}

/// <summary>Nothing waits for the disk.</summary>
internal sealed class NoWait : IJournalObserver
{
    public static NoWait Instance { get; } = new();

    public void OnDurable(long sequence)
    {
        // nothing waits
    }

    public void OnFailed(JournalFailure failure)
    {
        // the next input throws it
    }
}
