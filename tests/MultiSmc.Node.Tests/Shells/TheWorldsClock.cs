using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;

namespace MultiSmc.Node.Tests;

/// <summary>Nodes whose clock is the world's: warm-up, restart, stop, failure.</summary>
public sealed class TheWorldsClock
{
    private static readonly MarketEvent[] Tape = SmallMarket.Events(41, 40_000);

    [Fact]
    public async Task Warm_up_and_live_trades_give_the_packets_and_structure_of_an_uninterrupted_run()
    {
        using var folder = new TemporaryFolder();
        var (half, plan) = (Tape.Length / 2, SmallMarket.Plan());
        var kernel = SmallMarket.Kernel("whole", plan);
        var effects = new EffectBuffer();
        var end = 0;
        while (end < Tape.Length && (end < half * 3 / 2 || kernel.Look(default).Zones.Count == 0))
        {
            effects.Clear();
            kernel.Apply(KernelInput.FromMarket(end + 1, Tape[end].Time, in Tape[end]), effects);
            end++;
        }

        var world = new LiveWorld(plan, Tape[half].Time);
        await using var node = RunningNode.Live(folder.Node, world, new ArraySource(Tape.AsMemory(0, half)), Tape[0].Time);
        var warm = await node.UntilAsync(status => status.Phase == NodePhase.Running && status.IsReconciled);
        Assert.Equal(new TradeId(Tape[half - 1].Trade.Id), Assert.Single(world.After));
        Assert.True(warm.Markets[0].View.Packets > 500);
        world.Trade(Tape.AsSpan(half, end - half));
        var status = await node.CaughtUpAsync(end);

        var (expected, actual) = (kernel.Look(default), status.Markets[0].View);
        Assert.Equal((expected.Packets, expected.Trend, expected.Forming, expected.Counters), (actual.Packets, actual.Trend, actual.Forming, actual.Counters));
        Assert.NotEmpty(expected.Zones);
        Assert.Equal(expected.Zones, actual.Zones);
    }

    [Fact]
    public async Task What_holds_entries_is_told_with_its_reason_locks_first()
    {
        using var folder = new TemporaryFolder();
        var world = new LiveWorld(SmallMarket.Plan(), Tape[0].Time);
        await using var node = RunningNode.Live(folder.Node, world);
        var open = await node.UntilAsync(status => status.Phase == NodePhase.Running && status.IsReconciled && status.Locks.Count == 0);
        Assert.Equal(("", ""), Holds(open));

        var market = open.Markets[0];
        var lost = open with { RiskHalt = "daily-loss", Markets = [market with { View = market.View with { Hold = "cooldown-after-stop" } }] };

        Assert.Equal(("daily-loss", "daily-loss cooldown-after-stop"), Holds(lost));
        Assert.Equal("paused drawdown", Holds(lost with { RiskHalt = "drawdown", Locks = ["paused"] }).Account);
    }

    private static (string Account, string Symbol) Holds(NodeStatus status)
    {
        var text = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new System.Text.Json.Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            StatusJson.Write(json, status);
            json.WriteEndObject();
        }

        using var written = System.Text.Json.JsonDocument.Parse(text.WrittenMemory);
        return (Names(written.RootElement), Names(written.RootElement.GetProperty("symbols")[0]));

        static string Names(System.Text.Json.JsonElement element) => string.Join(' ', element.GetProperty("holds").EnumerateArray());
    }

    [Fact]
    public async Task No_entry_leaves_before_the_node_is_warm_connected_and_reconciled()
    {
        using var folder = new TemporaryFolder();
        var (half, plan) = (Tape.Length / 2, SmallMarket.Plan());
        var world = new LiveWorld(plan, Tape[half].Time);
        await using var node = RunningNode.Live(folder.Node, world, new ArraySource(Tape.AsMemory(0, half)), Tape[0].Time);
        await node.UntilAsync(status => status.Phase == NodePhase.Running && status.IsReconciled);
        var firstOrder = world.Requests.Select((request, at) => (request, at)).FirstOrDefault(entry => entry.request.WaitsForDisk, (null!, int.MaxValue)).Item2;
        var account = world.Requests.Select((request, at) => (request, at)).First(entry => entry.request is VenueRequest.QueryAccount).at;
        Assert.True(account < firstOrder, $"asked for the account as request {account}, the first order was {firstOrder}");
        await TradeUntilAsync(world, node, () => world.Requests.Any(static request => request.WaitsForDisk), half);
        Assert.Contains(world.Requests, static request => request.WaitsForDisk);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stop_takes_entries_back_unless_they_are_to_stay(bool keeps)
    {
        using var folder = new TemporaryFolder();
        var world = new LiveWorld(SmallMarket.Plan(), Tape[0].Time);
        var node = RunningNode.Live(folder.Node, world, options: new NodeOptions { KeepsEntriesOnStop = keeps });
        await using (node)
        {
            await node.UntilAsync(status => status.Phase == NodePhase.Running);
            await TradeUntilAsync(world, node, () => world.OpenOrders.Any(IsEntry));
            Assert.IsType<NodeOutcome.Stopped>(await node.StopAsync());
            Assert.Equal(keeps, world.OpenOrders.Any(IsEntry));
            // The node's own standby is told by its lock at the start, and by one line at the end; its end by one word.
            var lines = node.Node.Log.Recent(10_000);
            Assert.Equal(keeps ? 0 : 1, lines.Count(static line => line.Contains("On standby", StringComparison.Ordinal)));
            Assert.Equal(2, lines.Count(static line => line.Contains("the node is starting or stopping", StringComparison.Ordinal)));
            Assert.Contains("Ready.", Assert.Single(lines, static line => line.Contains("\"event\":\"command\"", StringComparison.Ordinal)), StringComparison.Ordinal);
        }

        SmallMarket.Replay(folder.Node, "wall1", world.Plan);
    }

    [Fact]
    public async Task A_stop_leaves_protection_on_the_exchange()
    {
        using var folder = new TemporaryFolder();
        var world = new LiveWorld(SmallMarket.Plan(), Tape[0].Time);
        var node = RunningNode.Live(folder.Node, world);
        await using (node)
        {
            await node.UntilAsync(status => status.Phase == NodePhase.Running);
            await TradeUntilAsync(world, node, () => world.OpenOrders.Any(order => !IsEntry(order)), step: 1);
            // Nothing is on its way: neither to the disk nor to the exchange.
            await node.UntilAsync(static status => status is { Waiting: 0, IsReconciled: true } && status.Orders.All(static order => order is { State: WorkingState.Live, IsCancelSent: false }));
            var protection = world.OpenOrders.Count(order => !IsEntry(order));
            Assert.NotEqual(0, protection);
            Assert.IsType<NodeOutcome.Stopped>(await node.StopAsync());
            Assert.Equal(protection, world.OpenOrders.Count(order => !IsEntry(order)));
        }

        SmallMarket.Replay(folder.Node, "wall1", world.Plan);
    }

    [Theory]
    [InlineData(3_000)]
    [InlineData(11_111)]
    [InlineData(23_456)]
    public async Task A_killed_live_node_goes_on_from_its_journal_and_the_exchange_agrees(int killedAt)
    {
        using var folder = new TemporaryFolder();
        var crash = new NodeFolder(Path.Combine(folder.Root, "crash"));
        crash.Make();
        var world = new LiveWorld(SmallMarket.Plan(), Tape[0].Time);
        var lastSeen = 0L;
        await using (var node = RunningNode.Live(folder.Node, world))
        {
            await node.UntilAsync(status => status.Phase == NodePhase.Running);
            world.Trade(Tape.AsSpan(0, killedAt));
            lastSeen = (await node.CaughtUpAsync(killedAt)).Inputs;
            // What a process leaves that dies now: its files as they are, and an exchange that goes on.
            File.Copy(folder.Node.Journal, crash.Journal);
            File.Copy(folder.Node.Journal + "-wal", crash.Journal + "-wal");
            world.Cut();
        }

        world.Trade(Tape.AsSpan(killedAt, 3_000)); // fills happen while nobody looks
        await using var second = RunningNode.Live(crash, world);
        var back = await second.UntilAsync(status => status.Phase == NodePhase.Running && status.IsReconciled);
        Assert.True(back.IsResumed);
        Assert.True(back.Inputs > 0 && lastSeen > 0);
        // What led to no order may be lost for a moment; the feed fills up from there.
        var last = Assert.Single(world.After);
        Assert.Equal(back.Markets[0].View.LastTrade ?? default, last); // none: not a single trade was on the disk
        var next = Array.FindIndex(Tape, market => market.Trade.Id == last.Value) + 1;
        Assert.InRange(next, 0, killedAt);
        world.Trade(Tape.AsSpan(next));
        var end = await second.CaughtUpAsync(Tape.Length);
        end = await second.UntilAsync(status => status.IsReconciled && status.Orders.All(order => order.State == WorkingState.Live));
        Assert.Equal(
            world.OpenOrders.Select(order => order.Order.ClientOrderId).Order().ToArray(),
            end.Orders.Where(order => order.Status != OrderStatus.PendingNew).Select(order => order.Spec.ClientOrderId).Order().ToArray());
        var names = world.Requests.SelectMany(Names).ToArray();
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.IsType<NodeOutcome.Stopped>(await second.StopAsync());
        SmallMarket.Replay(crash, "wall1", world.Plan);
    }

    [Fact]
    public async Task A_stopped_live_node_goes_on_from_its_snapshot_with_its_timers()
    {
        using var folder = new TemporaryFolder();
        var world = new LiveWorld(SmallMarket.Plan(), Tape[0].Time);
        await using (var node = RunningNode.Live(folder.Node, world))
        {
            await node.UntilAsync(status => status.Phase == NodePhase.Running);
            world.Trade(Tape.AsSpan(0, 20_000));
            await node.CaughtUpAsync(20_000);
            Assert.IsType<NodeOutcome.Stopped>(await node.StopAsync());
            world.Cut();
        }

        await using var second = RunningNode.Live(folder.Node, world);
        var back = await second.UntilAsync(status => status.Phase == NodePhase.Running && status.IsReconciled);
        Assert.Equal(Tape[19_999].Trade.Id, back.Markets[0].View.LastTrade?.Value ?? 0);
        var recovered = Assert.Single(second.Node.Log.Recent(500), line => line.Contains("\"recovered\"", StringComparison.Ordinal));
        Assert.DoesNotContain("(0 of them from a snapshot)", recovered, StringComparison.Ordinal);
        Assert.DoesNotContain(" 0 timers wait", recovered, StringComparison.Ordinal);
        world.Trade(Tape.AsSpan(20_000));
        await second.CaughtUpAsync(Tape.Length);
        Assert.IsType<NodeOutcome.Stopped>(await second.StopAsync());
        SmallMarket.Replay(folder.Node, "wall1", world.Plan);
    }

    [Fact]
    public async Task A_paper_node_on_live_data_finds_its_simulated_exchange_as_it_left_it()
    {
        using var folder = new TemporaryFolder();
        var world = new LiveWorld(SmallMarket.Plan(), Tape[0].Time);
        NodeStatus before;
        await using (var node = RunningNode.Paper(folder.Node, world, options: new NodeOptions { KeepsEntriesOnStop = true }))
        {
            await node.UntilAsync(status => status.Phase == NodePhase.Running && status.IsReconciled);
            await TradeUntilAsync(world, node, () => node.Node.Latest is { } latest && latest.Markets[0].Positions.Any());
            world.Time.Advance(TimeSpan.FromSeconds(2)); // what is on its way arrives
            Assert.IsType<NodeOutcome.Stopped>(await node.StopAsync());
            before = node.Node.Latest ?? throw new InvalidOperationException("no status");
            world.Cut();
        }

        await using var second = RunningNode.Paper(folder.Node, world);
        var after = await second.UntilAsync(status => status.Phase == NodePhase.Running && status.IsReconciled);
        Assert.True(after.IsResumed);
        Assert.Equal(before.Balances.Select(entry => entry.Asset), after.Balances.Select(entry => entry.Asset));
        Assert.Equal(before.Balances.Select(entry => entry.Balance.Total), after.Balances.Select(entry => entry.Balance.Total));
        Assert.DoesNotContain(after.Markets[0].View.Setups, setup => setup.Held.Raw > 0 && !setup.IsProtected);
        Assert.IsType<NodeOutcome.Stopped>(await second.StopAsync());
        SmallMarket.Replay(folder.Node, "wall1", world.Plan);
    }

    [Fact]
    public async Task A_full_disk_ends_a_live_node_with_its_entries_taken_back_and_its_protection_standing()
    {
        using var folder = new TemporaryFolder();
        var world = new LiveWorld(SmallMarket.Plan(), Tape[0].Time);
        await using var node = RunningNode.Live(folder.Node, world, options: new NodeOptions { Journal = new JournalOptions { QuotaBytes = 400_000, BlockBytes = 2_048 } });
        await node.UntilAsync(status => status.Phase == NodePhase.Running);
        var at = 0;
        while (!node.EndedAsync().IsCompleted && at < Tape.Length)
        {
            world.Trade(Tape.AsSpan(at, 20));
            at += 20;
            await node.StatusAsync();
        }

        var failed = Assert.IsType<NodeOutcome.Failed>(await node.EndedAsync());
        Assert.Contains("no room", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(world.OpenOrders, IsEntry);
    }

    [Fact]
    public async Task An_inbox_that_overflows_ends_the_node()
    {
        using var folder = new TemporaryFolder();
        var world = new LiveWorld(SmallMarket.Plan(), Tape[0].Time);
        await using var node = RunningNode.Live(folder.Node, world, options: new NodeOptions { InboxCapacity = 50 });
        await node.UntilAsync(status => status.Phase == NodePhase.Running);
        world.Trade(Tape.AsSpan(0, 20_000));
        var failed = Assert.IsType<NodeOutcome.Failed>(await node.EndedAsync());
        Assert.Contains("too far behind", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_connection_locks_entries_until_it_is_back_and_the_books_were_compared()
    {
        using var folder = new TemporaryFolder();
        var world = new LiveWorld(SmallMarket.Plan(), Tape[0].Time);
        await using var node = RunningNode.Live(folder.Node, world);
        await node.UntilAsync(status => status.Phase == NodePhase.Running && status.Locks.Count == 0);
        world.Drop(VenueLink.UserData, false);
        await node.UntilAsync(status => status.Locks.Contains("disconnected"));
        world.Drop(VenueLink.UserData, true);
        await node.UntilAsync(status => status.Locks.Count == 0);
    }

    private static async Task TradeUntilAsync(LiveWorld world, RunningNode node, Func<bool> isSo, int from = 0, int step = 10)
    {
        for (var at = from; at < Tape.Length; at += step)
        {
            world.Trade(Tape.AsSpan(at, Math.Min(step, Tape.Length - at)));
            await node.SettledAsync(Math.Min(at + step, Tape.Length));
            if (isSo())
                return;
        }

        Assert.Fail("it never came to that on this tape");
    }

    private static bool IsEntry(Simulation.OrderView order) => order.Order.Side == Side.Buy;

    private static IEnumerable<ClientOrderId> Names(VenueRequest request) => request switch
    {
        VenueRequest.PlaceOrder place => [place.Order.ClientOrderId],
        VenueRequest.PlaceOco oco => [oco.Above.ClientOrderId, oco.Below.ClientOrderId],
        _ => [],
    };
}
