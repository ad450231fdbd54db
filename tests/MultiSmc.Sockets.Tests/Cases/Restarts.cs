using Microsoft.Data.Sqlite;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;
using MultiSmc.Node;
using MultiSmc.Strategy;

namespace MultiSmc.Sockets.Tests;

/// <summary>Cases 15 and 26: the node dies and comes back from its journal.</summary>
public sealed class Restarts
{
    [Fact]
    public async Task Case_15_restart_with_an_open_entry()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.PlaceEntryAsync();
        await rig.CrashAsync();

        await rig.RestartAsync();

        await rig.FillEntryAsync();
        await rig.ProtectedAsync("43.010");
        Assert.Single(rig.Sent.SelectMany(NodeWatch.OrdersOf), static order => order.Side == Side.Buy);
        await rig.AgreeAsync();
    }

    [Theory]
    [InlineData("43.054", "43.010")]
    [InlineData("10", "9.990")]
    public async Task Case_15_restart_after_the_entry_filled_while_down(string filled, string isProtected)
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.PlaceEntryAsync();
        await rig.CrashAsync();
        await rig.FillEntryAsync(filled);
        await rig.TradeAsync("100.80");

        await rig.RestartAsync();

        if (filled == "10")
            await rig.PauseAsync();
        await rig.ProtectedAsync(isProtected);
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_15_restart_with_an_oco_live()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.OpenPositionAsync();
        await rig.CrashAsync();

        await rig.RestartAsync();

        await rig.ProtectedAsync("43.010");
        Assert.Single(rig.Sent.OfType<VenueRequest.PlaceOco>());
        await rig.FillTargetAsync("43.010");
        await ClosedAsync(rig, ExitReason.Target);
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_15_restart_with_an_oco_half_executed()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.OpenPositionAsync();
        await rig.CrashAsync();
        await rig.FillTargetAsync("3");
        await rig.TradeAsync("101.00");
        await rig.OpenOrdersAsync(1); // the exchange has ended the stop

        await rig.RestartAsync();

        await rig.ProtectedAsync("40.010");
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_15_restart_after_the_protection_was_cancelled_by_hand_while_down()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.OpenPositionAsync();
        await rig.UntilAsync("on the disk", async () => await rig.Running.Node.StatusAsync(TestContext.Current.CancellationToken) is { } status && status.Inputs == status.DurableInputs);
        await rig.CrashAsync();
        await rig.FillTargetAsync("3"); // ends the stop; the target goes by a name that we never gave
        await rig.Truth.CancelAllAsync();
        await rig.OpenOrdersAsync(0);
        await rig.TradeAsync("101.00"); // under the target: a list whose target is reached would be refused

        await rig.RestartAsync();

        await rig.ProtectedAsync("40.010");
        Assert.Equal(0, rig.Watch.Told("order-absent"));
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_15_restart_after_the_stop_was_hit_while_down()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.OpenPositionAsync();
        await rig.CrashAsync();
        await rig.TradeAsync("100.10", "50", AggressorSide.Seller);
        await rig.TradeAsync("100.05", "50", AggressorSide.Seller);
        await rig.OpenOrdersAsync(0);

        await rig.RestartAsync();

        await rig.UntilAsync("closed", () => rig.Watch.Traces.OfType<StrategyTrace.Closed>().Any());
        Assert.Equal(ExitReason.Stop, rig.Trip.Reason); // whether or not it had journaled that its stop stood
        Assert.Equal(Quote.Of("43.010"), rig.Trip.Sold);
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_15_restart_with_an_order_that_the_journal_does_not_know()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.PlaceEntryAsync();
        await rig.CrashAsync();
        await rig.Truth.PlaceAsync(Side.Buy, OrderType.Limit, "1", "95");

        await rig.RestartAsync();

        await rig.ToldAsync("foreign-order");
        await rig.OpenOrdersAsync(2); // left alone
        await rig.AgreeAsync();
    }

    [Theory]
    [InlineData(1, Death.BeforeSending)]
    [InlineData(1, Death.AfterSending)]
    [InlineData(2, Death.BeforeSending)]
    [InlineData(2, Death.AfterSending)]
    [InlineData(3, Death.BeforeSending)]
    [InlineData(3, Death.AfterSending)]
    [InlineData(4, Death.BeforeSending)]
    [InlineData(4, Death.AfterSending)]
    public async Task Case_26_node_dies_at_any_request_and_at_a_half_written_record(int number, Death death)
    {
        await using var rig = await LiveRig.StartAsync();
        var count = 0;
        rig.Life.DieAt(request => request is not (VenueRequest.QueryOrder or VenueRequest.QueryOpenOrders or VenueRequest.QueryFills or VenueRequest.QueryAccount) && ++count == number, death);
        (string Price, string Quantity, AggressorSide Aggressor)[] story =
        [
            .. LiveRig.Breakout.Select(static price => (price, "1", AggressorSide.Buyer)), ("100.52", "10", AggressorSide.Seller), ("100.60", "1", AggressorSide.Buyer),
            ("100.52", "33.054", AggressorSide.Seller), ("100.90", "1", AggressorSide.Buyer),
        ];
        var deaths = 0;
        foreach (var (price, quantity, aggressor) in story)
        {
            await rig.TradeAsync(price, quantity, aggressor);
            await rig.UntilAsync("nothing is under way, or it is dead", async () => rig.Life.IsDead || await IsQuietAsync(rig));
            if (!rig.Life.IsDead)
                continue;
            deaths++;
            await rig.DiedAsync();
            await SpoilTailAsync(rig.Folder);
            await rig.RestartAsync();
            // What never arrived is placed again, once it is known that it never did.
            await rig.UntilAsync("its orders stand", async () => await IsQuietAsync(rig) && (await rig.Truth.OpenOrdersAsync()).Length > 0);
        }

        Assert.Equal(1, deaths);
        await rig.ProtectedAsync("43.010");
        await rig.TradeAsync("101.30", "3");
        await rig.TradeAsync("101.10");
        await rig.ProtectedAsync("40.010");
        await rig.FillTargetAsync("50");
        await ClosedAsync(rig, ExitReason.Target);
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_26_disk_full_with_a_position_open()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.OpenPositionAsync();
        await rig.CrashAsync();
        var usual = rig.Settings;
        rig.Settings = usual with { Journal = new JournalOptions { QuotaBytes = await SizeOfAsync(rig.Folder) + (4 * 4_096), BlockAge = TimeSpan.FromMilliseconds(1) } };
        await rig.RestartAsync(waits: false);
        for (var i = 0; i < 350 && !rig.Running.Ended.IsCompleted; i++)
            await rig.TradeAsync(i % 2 == 0 ? "100.90" : "100.91", isSeen: false);
        var failed = Assert.IsType<NodeOutcome.Failed>(await rig.Running.Ended.WaitAsync(TimeSpan.FromSeconds(45), TestContext.Current.CancellationToken));
        Assert.Equal(NodeFailureKind.Failure, failed.Kind);
        await rig.CrashAsync();
        await rig.ProtectedAsync("43.010"); // what protects the position stands
        rig.Settings = usual;
        await rig.RestartAsync();

        await rig.ProtectedAsync("43.010");
        await rig.FillTargetAsync("43.010");
        await ClosedAsync(rig, ExitReason.Target);
        await rig.AgreeAsync();
    }

    /// <summary>Target and stop are being taken back for a sale by hand when the disk fills: the sale must leave all the same, or the position would be bare.</summary>
    [Fact]
    public async Task Case_26_disk_full_during_an_exit()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.OpenPositionAsync();
        await rig.CrashAsync();
        var usual = rig.Settings;
        const long Reserve = 512 * 1024;
        rig.Settings = usual with { Journal = new JournalOptions { QuotaBytes = await SizeOfAsync(rig.Folder) + (40 * 4_096) + Reserve, ReserveBytes = Reserve, BlockAge = TimeSpan.FromMilliseconds(1) } };
        await rig.RestartAsync();

        var release = rig.RestWire.Hold("DELETE /api/v3/orderList");
        Assert.True((await rig.GiveAsync(static name => new OperatorCommand.ClosePosition(name, "test", new InstrumentId(0), null))).IsDone);
        for (var i = 0; i < 5_000 && !IsTold(); i++)
            await rig.TradeAsync(i % 2 == 0 ? "100.90" : "100.91", isSeen: false);
        Assert.True(IsTold(), "the disk never filled");
        release.SetResult();

        var failed = Assert.IsType<NodeOutcome.Failed>(await rig.Running.Ended.WaitAsync(TimeSpan.FromSeconds(45), TestContext.Current.CancellationToken));
        Assert.Contains("what was kept for the end of the session is in use", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(rig.Running.Node.Log.Recent(10_000), static line => line.Contains("order-withheld", StringComparison.Ordinal));
        await rig.OpenOrdersAsync(0); // sold, not bare
        await rig.CrashAsync();
        rig.Settings = usual;
        await rig.RestartAsync();

        await ClosedAsync(rig, ExitReason.Manual);
        await rig.AgreeAsync();

        bool IsTold() => rig.Running.Node.Log.Recent(10_000).Any(static line => line.Contains("disk-full", StringComparison.Ordinal));
    }

    private static async Task<long> SizeOfAsync(NodeFolder folder)
    {
        await using var connection = new SqliteConnection($"Data Source={folder.Journal};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var question = connection.CreateCommand();
        question.CommandText = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
        return (long)(await question.ExecuteScalarAsync(TestContext.Current.CancellationToken) ?? 0L);
    }

    private static async Task<bool> IsQuietAsync(LiveRig rig) => await rig.Running.Node.StatusAsync(TestContext.Current.CancellationToken) is { IsReconciled: true, Waiting: 0 } status
        && status.Orders.All(static order => order is { State: WorkingState.Live, IsCancelSent: false })
        && status.Markets[0].Positions.All(static setup => setup.IsProtected);

    private static async Task ClosedAsync(LiveRig rig, ExitReason reason)
    {
        await rig.UntilAsync("closed", () => rig.Watch.Traces.OfType<StrategyTrace.Closed>().Any());
        Assert.Equal(reason, rig.Trip.Reason);
    }

    // The beginning of a record that was being written when the power went.
    private static async Task SpoilTailAsync(NodeFolder folder)
    {
        var log = folder.Journal + "-wal";
        var written = await File.ReadAllBytesAsync(log, TestContext.Current.CancellationToken);
        await File.AppendAllBytesAsync(log, written[^3_000..], TestContext.Current.CancellationToken);
    }
}
