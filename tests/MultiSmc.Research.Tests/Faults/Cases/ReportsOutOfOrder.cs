using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Strategy;
using static MultiSmc.Research.Tests.ScriptedWorld;

namespace MultiSmc.Research.Tests;

/// <summary>Cases 10 to 14 and 20: fills that come early, late, twice, in pieces, or inside another word.</summary>
public sealed class ReportsOutOfOrder
{
    [Theory]
    [InlineData("10")]
    [InlineData("43.054")]
    public void Case_10_fill_reported_before_the_acknowledgement(string quantity)
    {
        var world = new ScriptedWorld();
        world.Network.Hold(static word => word is VenueEvent.OrderReport { Report: { Execution: ExecutionType.New, Order.Side: Side.Buy } });
        world.PlaceEntry().FillEntry(quantity);
        Assert.Equal(Of(quantity), world.Kernel.Ledger.Find(world.Entries[0].ClientOrderId)!.Filled);

        world.Network.Release();
        world.Wait(1);

        var entry = world.Kernel.Ledger.Find(world.Entries[0].ClientOrderId)!;
        Assert.Equal((Of(quantity), quantity == "43.054"), (entry.Filled, !entry.IsOpen)); // the old word changes nothing
        Assert.Single(world.Network.Sent.OfType<VenueRequest.PlaceOco>());
        world.Agree();
    }

    [Fact]
    public void Case_11_late_fill_after_the_cancel_was_reported()
    {
        var world = new ScriptedWorld().PlaceEntry();
        world.Network.Hold(static word => word is VenueEvent.OrderReport { Report.Execution: ExecutionType.Trade } or VenueEvent.Fills);
        world.FillEntry("10").Pause().Wait(2);
        Assert.False(world.Kernel.Ledger.Find(world.Entries[0].ClientOrderId)!.IsOpen);
        Assert.Equal(Quantity.Zero, world.Kernel.Ledger.Find(world.Entries[0].ClientOrderId)!.Filled);

        world.Network.Release();
        world.Wait(1);

        world.IsProtected("9.990");
        Assert.Equal(1, world.Told("late-fill"));
        world.Agree();
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("cancel lost")]
    [InlineData("fills first")]
    public void Case_11_order_given_up_by_our_own_verdict_appears_after_all(string how)
    {
        var world = new ScriptedWorld();
        world.Network.Delay(Connections.IsEntry, Duration.FromSeconds(60));
        world.MakeZone().Wait(30);
        Assert.Equal(DoneBy.Verdict, world.Kernel.Ledger.Find(world.Entries[0].ClientOrderId)!.DoneBy);
        world.Pause();
        if (how == "cancel lost")
            world.Network.LoseRequest(static request => request is VenueRequest.CancelOrder);
        else if (how == "fills first")
            world.Network.Delay(static request => request is VenueRequest.CancelOrder, Duration.FromSeconds(5));

        world.Wait(30);
        if (how == "fills first")
            world.FillEntry("10");
        world.Wait(20);

        Assert.InRange(world.Told("order-risen"), 1, 2);
        if (how == "fills first")
            world.IsProtected("9.990");
        else
            Assert.Empty(world.OpenOrders);
        world.Agree();
    }

    [Fact]
    public void Case_12_every_report_three_times_and_the_same_trades_by_query()
    {
        var world = new ScriptedWorld();
        world.Network.Copies = 3;
        world.PlaceEntry().FillEntry("10");

        world.Link(VenueLink.UserData, false).Link(VenueLink.UserData, true).Wait(1); // asks for fills that it has seen
        world.FillEntry("33.054").Link(VenueLink.UserData, false).Link(VenueLink.UserData, true).Wait(1);

        world.IsProtected("43.010");
        Assert.Equal(new Money(4_301_094_600), world.BalanceOf("AAA").Total);
        world.FillTarget("43.010").Agree();
        Assert.Equal((Of("43.054"), Of("43.010"), ExitReason.Target), (world.Trip.Bought, world.Trip.Sold, world.Trip.Reason));
    }

    [Theory]
    [InlineData(NodeDeath.BeforeWrite)]
    [InlineData(NodeDeath.BeforeSending)]
    public void Case_13_node_dies_between_journal_and_effect_of_a_fill(object death)
    {
        var world = new ScriptedWorld().PlaceEntry();
        world.DieAt(static input => input.Kind == InputKind.Venue && input.Venue is VenueEvent.OrderReport { Report.Execution: ExecutionType.Trade }, (NodeDeath)death);
        world.FillEntry("43.054");
        Assert.True(world.IsDown);
        Assert.Empty(world.Network.Sent.OfType<VenueRequest.PlaceOco>());

        world.Restart().Wait(20);

        world.IsProtected("43.010");
        Assert.Equal(Of("43.054"), world.Kernel.Ledger.Find(world.Entries[0].ClientOrderId)!.Filled);
        world.Agree();
    }

    [Fact]
    public void Case_14_three_partial_fills_interleaved_with_a_cancel()
    {
        var world = new ScriptedWorld().PlaceEntry().FillEntry("10");
        world.Network.Hold(static word => word is VenueEvent.OrderReport { Report: { Order.Side: Side.Buy } });
        world.FillEntry("5");
        world.Pause(); // a moment later the third fill, before the cancel is there
        world.FillEntry("0.04").Wait(1);
        world.Network.Release(isReversed: true);
        world.Wait(5);

        world.IsProtected("15.024"); // at most the fill that came before the cancel: 15.04 less 0.1 %
        world.Agree();
    }

    [Fact]
    public void Case_14_dust_under_the_minimum_notional_is_guarded_and_ends_as_dust()
    {
        var world = new ScriptedWorld().PlaceEntry().FillEntry("0.04");
        Assert.Equal(1, world.Told("guarded"));

        world.Pause().Wait(2).Agree();

        Assert.Empty(world.OpenOrders);
        Assert.Equal((ExitReason.Dust, Of("0.03996")), (world.Trip.Reason, world.Trip.Dust));
    }

    [Theory]
    [InlineData(ExecutionType.Expired, OrderStatus.Expired, false)]
    [InlineData(ExecutionType.Expired, OrderStatus.Expired, true)]
    [InlineData(ExecutionType.TradePrevention, OrderStatus.ExpiredInMatch, false)]
    [InlineData(ExecutionType.TradePrevention, OrderStatus.ExpiredInMatch, true)]
    public void Case_20_expired_with_a_fill_in_it_is_a_real_partial_fill(ExecutionType execution, OrderStatus status, bool isFillSeen)
    {
        var world = new ScriptedWorld().PlaceEntry();
        world.Network.Rewrite = word => word is VenueEvent.OrderReport { Report: { Execution: ExecutionType.Canceled, Order.Side: Side.Buy } report }
            ? new VenueEvent.OrderReport(report with { Execution = execution, Status = status })
            : word;
        if (!isFillSeen)
            world.Network.Hold(static word => word is VenueEvent.OrderReport { Report.Execution: ExecutionType.Trade });
        world.FillEntry("10");
        world.Network.LoseHeld();

        world.Network.ByHand(new VenueRequest.CancelOrder(Coin.Id, world.Entries[0].ClientOrderId));
        world.Wait(2);

        world.IsProtected("9.990");
        world.Agree();
    }
}
