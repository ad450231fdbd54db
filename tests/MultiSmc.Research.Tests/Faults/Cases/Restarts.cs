using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Strategy;
using static MultiSmc.Research.Tests.ScriptedWorld;

namespace MultiSmc.Research.Tests;

/// <summary>
/// Cases 15, 24, 26: the node dies and comes back from its journal. Real files, half-written records and a full disk are shown by the journal's own
/// tests: what was not written whole is cut off, which is a death before the write here; real processes are killed by the exchange's tests.
/// </summary>
public sealed class Restarts
{
    [Fact]
    public void Case_15_restart_with_an_open_entry()
    {
        var world = new ScriptedWorld().PlaceEntry();

        world.Crash().Wait(120).Restart().Wait(1);

        Assert.Equal(world.Entries[0].ClientOrderId, Assert.Single(world.OpenOrders).Order.ClientOrderId);
        Assert.Single(world.Entries);
        world.FillEntry("43.054").IsProtected("43.010");
        world.Agree();
    }

    [Theory]
    [InlineData("43.054", "43.010")]
    [InlineData("10", "9.990")]
    public void Case_15_restart_after_the_entry_filled_while_down(string filled, string isProtected)
    {
        var world = new ScriptedWorld().PlaceEntry().Crash().FillEntry(filled).Trade("100.80").Wait(60);

        world.Restart().Wait(1);

        Assert.Equal((0, 1), (world.Told("late-fill"), world.Told("fills-found")));
        Assert.Equal(2, world.OpenOrders.Count(static order => order.Order.Side == Side.Sell));
        Assert.All(world.OpenOrders.Where(static order => order.Order.Side == Side.Sell), order => Assert.Equal(Of(isProtected), order.Order.Quantity));
        world.Agree();
    }

    [Fact]
    public void Case_15_restart_with_an_oco_live()
    {
        var world = new ScriptedWorld().OpenPosition();

        world.Crash().Wait(60).Restart().Wait(1);

        world.IsProtected("43.010");
        Assert.Single(world.Network.Sent.OfType<VenueRequest.PlaceOco>());
        world.FillTarget("43.010").Agree();
        Assert.Equal(ExitReason.Target, world.Trip.Reason);
    }

    [Fact]
    public void Case_15_restart_with_an_oco_half_executed()
    {
        var world = new ScriptedWorld().OpenPosition().Crash().FillTarget("3").Trade("101.00").Wait(60);
        Assert.Single(world.OpenOrders); // the exchange has ended the stop

        world.Restart().Wait(5);

        world.IsProtected("40.010");
        world.Agree();
    }

    [Fact]
    public void Case_15_restart_after_the_stop_was_hit_while_down()
    {
        var world = new ScriptedWorld().OpenPosition().Crash().Trade("100.10", "50", AggressorSide.Seller).Trade("100.05", "50", AggressorSide.Seller).Wait(60);
        Assert.Empty(world.OpenOrders);

        world.Restart().Wait(5).Agree();

        Assert.Equal((0, 1), (world.Told("late-fill"), world.Told("fills-found")));
        Assert.Equal((ExitReason.Stop, Of("43.010")), (world.Trip.Reason, world.Trip.Sold));
    }

    [Theory]
    [InlineData("100.10", ExitReason.Stop)]
    [InlineData("101.30", ExitReason.Target)]
    public void Case_15_restart_before_it_was_journaled_that_the_protection_stands(string sold, ExitReason reason)
    {
        var world = new ScriptedWorld().PlaceEntry()
            .DieAt(static input => input is { Kind: InputKind.Venue, Venue: VenueEvent.OrderReport { Report: { Order.Side: Side.Buy, Fill: not null } } }, NodeDeath.AfterSending)
            .FillEntry("43.054");
        Assert.True(world.IsDown);
        // What protects it sells; then the price stands below the stop, which is all that the node sees before it is told.
        world.Wait(1).Trade(sold, "50", sold == "101.30" ? AggressorSide.Buyer : AggressorSide.Seller).Trade("100.05", "50", AggressorSide.Seller).Wait(30);
        Assert.Empty(world.OpenOrders);

        world.Restart().Wait(5).Agree();

        Assert.Equal((reason, Of("43.010")), (world.Trip.Reason, world.Trip.Sold));
    }

    [Fact]
    public void Case_15_restart_with_an_order_that_the_journal_does_not_know()
    {
        var world = new ScriptedWorld().MakeZone().Crash();
        var foreign = new OrderSpec
        {
            ClientOrderId = new ClientOrderId("hand-1"), Instrument = Coin.Id, Side = Side.Buy, Type = OrderType.Limit, Quantity = Of("1"), Price = At("95"),
        };
        world.Network.ByHand(new VenueRequest.PlaceOrder(foreign));

        world.Restart().Wait(5);

        Assert.Equal(1, world.Told("foreign-order"));
        Assert.Contains(world.OpenOrders, order => order.Order.ClientOrderId == foreign.ClientOrderId); // left alone
        Assert.Equal(2, world.OpenOrders.Length);
        world.Agree();
    }

    /// <summary>The kernel's share: prints handed in again and out of order change nothing. Fetching them by id is the node's.</summary>
    [Fact]
    public void Case_24_trade_gap_is_back_filled_and_packets_are_those_of_an_uninterrupted_run()
    {
        string[] prices = [.. Breakout, "101.10", "100.90", "101.05", "101.20"];
        var whole = new ScriptedWorld();
        foreach (var price in prices)
            whole.Trade(price);
        var broken = new ScriptedWorld();
        for (var i = 0; i < prices.Length; i++)
        {
            if (i == 3)
                broken.Link(VenueLink.MarketData, false);
            if (i == 7)
                broken.Link(VenueLink.MarketData, true); // trades 4 to 7 come now
            broken.Trade(prices[i]);
            var again = new TradeTick(2, new Timestamp(1_735_689_602_000_000_000), At("90"), Of("5"), AggressorSide.Seller);
            if (i is 2 or 8)
                broken.Show(new MarketEvent(Coin.Id, in again)); // a print of long ago, with other numbers: dropped
        }

        Assert.Equal(prices.Length, whole.Packets.Count);
        Assert.Equal(whole.Packets, broken.Packets);
        whole.Agree();
        broken.Agree();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Case_26_disk_full_while_a_position_is_being_closed(bool isTargetHalfSold)
    {
        var world = new ScriptedWorld(new StrategyParameters { ReprotectDelay = Duration.FromSeconds(300) }).OpenPosition();
        if (isTargetHalfSold)
            world.FillTarget("3"); // the exchange has ended the stop: one order is left to cancel
        var standing = world.OpenOrders.Length;

        world.FillDisk().Give(static id => new OperatorCommand.ClosePosition(id, "test", Coin.Id, null)).Wait(1);

        Assert.Equal(standing, world.OpenOrders.Length); // a sale could not leave any more, so what protects stays
        world.FailJournal();
        Assert.Equal(isTargetHalfSold, Assert.Single(world.Withheld) is VenueRequest.CancelOrder);
        world.Wait(60).Restart().Wait(5);
        Assert.Equal(standing, world.OpenOrders.Length);
        world.Give(static id => new OperatorCommand.ClosePosition(id, "test", Coin.Id, null)).Agree();
        Assert.Equal((ExitReason.Manual, Of("43.010")), (world.Trip.Reason, world.Trip.Sold));
    }

    [Fact]
    public void Case_26_disk_full_does_not_delay_the_cancel_of_an_entry()
    {
        var world = new ScriptedWorld().PlaceEntry().FillDisk().Pause().Wait(1);

        Assert.Empty(world.OpenOrders);
        world.FailJournal().Restart().Agree();
    }

    [Fact]
    public void Case_26_node_dies_at_any_write()
    {
        var inputs = Story(new ScriptedWorld()).Node.Inputs;
        Assert.InRange(inputs, 50, 200);
        var deaths = 0;
        for (var at = 1L; at <= inputs; at++)
        {
            foreach (var death in Enum.GetValues<NodeDeath>())
            {
                var world = new ScriptedWorld();
                var number = at;
                Story(world.DieAt(input => input.Sequence == number, death));
                if (world.IsDown)
                    world.Restart();
                world.Agree();
                Assert.True(world.Told("halted") == 0, $"halted after dying at input {at} {death}");
                deaths += world.Deaths;
            }
        }

        Assert.InRange(deaths, 3 * (inputs - 5), 3 * inputs); // the world's first words come before the death is planned
    }

    /// <summary>A trade from zone to target, some of it in pieces; a node that is down comes back after three seconds.</summary>
    private static ScriptedWorld Story(ScriptedWorld world)
    {
        (string Price, string Quantity, AggressorSide Aggressor)[] prints =
        [
            .. Breakout.Select(static price => (price, "1", AggressorSide.Buyer)), ("100.52", "10", AggressorSide.Seller), ("100.60", "1", AggressorSide.Buyer),
            ("100.52", "33.054", AggressorSide.Seller), ("100.90", "1", AggressorSide.Buyer), ("101.30", "3", AggressorSide.Buyer), ("101.10", "1", AggressorSide.Buyer),
            ("101.05", "1", AggressorSide.Buyer), ("101.30", "50", AggressorSide.Buyer),
        ];
        foreach (var (price, quantity, aggressor) in prints)
        {
            world.Trade(price, quantity, aggressor).Wait(1);
            if (world.IsDown)
                world.Wait(3).Restart().Wait(1);
        }

        return world;
    }
}
