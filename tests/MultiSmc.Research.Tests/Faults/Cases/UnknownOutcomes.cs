using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Research.Tests.ScriptedWorld;

namespace MultiSmc.Research.Tests;

/// <summary>Cases 6 to 9: nobody knows what became of an order or a cancel. It is asked for, never sent again.</summary>
public sealed class UnknownOutcomes
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Case_06_timeout_on_an_order_that_is_live_and_fills(bool fillsBeforeWeAsk)
    {
        var world = new ScriptedWorld();
        world.Network.LoseAnswer(Connections.IsEntry);
        world.Network.Hold(static word => word is VenueEvent.OrderReport { Report.Execution: not ExecutionType.Status }); // the stream says nothing either
        world.PlaceEntry();
        if (!fillsBeforeWeAsk)
        {
            world.Wait(10);
            Assert.Equal(WorkingState.Live, world.Kernel.Ledger.Find(world.Entries[0].ClientOrderId)!.State);
            world.Network.LoseHeld();
        }

        world.FillEntry("43.054");
        world.Network.LoseHeld();
        world.Wait(10);

        world.IsProtected("43.010");
        Assert.Single(world.Entries);
        Assert.Contains(world.Network.Sent, request => request == new VenueRequest.QueryOrder(Coin.Id, world.Entries[0].ClientOrderId));
        world.Agree();
    }

    [Fact]
    public void Case_07_timeout_on_an_order_that_never_existed()
    {
        var world = new ScriptedWorld();
        world.Network.LoseRequest(Connections.IsEntry);
        world.MakeZone().Wait(5);
        Assert.Empty(world.OpenOrders);
        Assert.Single(world.Entries); // not sent again while it is unknown

        world.Wait(20);

        var first = world.Kernel.Ledger.Find(world.Entries[0].ClientOrderId)!;
        Assert.Equal((WorkingState.Done, DoneBy.Verdict, Quantity.Zero), (first.State, first.DoneBy, first.Filled));
        Assert.Equal(1, world.Told("order-absent"));
        world.Trade("101.20");
        Assert.Equal(2, world.Entries.Length); // once it is settled, the setup may try again, under another name
        Assert.Equal(world.Entries[1].ClientOrderId, Assert.Single(world.OpenOrders).Order.ClientOrderId);
        Assert.Equal(new Money(0), world.BalanceOf("AAA").Total);
        world.Agree();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Case_08_cancel_times_out_and_the_order_fills_instead(bool isSeen)
    {
        var world = new ScriptedWorld().PlaceEntry();
        world.Network.LoseRequest(static request => request is VenueRequest.CancelOrder);
        if (!isSeen)
            world.Network.Hold(static word => word is VenueEvent.OrderReport { Report.Execution: ExecutionType.Trade });
        world.Pause().FillEntry("43.054");
        world.Network.LoseHeld();

        world.Wait(10);

        world.IsProtected("43.010");
        world.Agree();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Case_08_cancel_times_out_and_the_order_still_lives_or_is_gone(bool isCarriedOut)
    {
        var world = new ScriptedWorld().PlaceEntry();
        if (isCarriedOut)
            world.Network.LoseAnswer(static request => request is VenueRequest.CancelOrder);
        else
            world.Network.LoseRequest(static request => request is VenueRequest.CancelOrder);
        world.Network.Hold(static word => word is VenueEvent.OrderReport { Report.Execution: ExecutionType.Canceled });

        world.Pause().Wait(4);
        world.Network.LoseHeld();
        world.Wait(10);

        Assert.Empty(world.OpenOrders);
        Assert.Equal(isCarriedOut ? 1 : 2, world.Network.Sent.Count(static request => request is VenueRequest.CancelOrder)); // a cancel may go twice
        Assert.Equal(new Money(1_000_000_000_000), world.BalanceOf("USDT").Free);
        world.Agree();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Case_09_cancel_refused_because_filled_and_the_report_comes_after(bool doesReportCome)
    {
        var world = new ScriptedWorld().PlaceEntry();
        world.Network.Hold(static word => word is VenueEvent.OrderReport { Report.Execution: ExecutionType.Trade });
        world.FillEntry("43.054");
        world.Pause().WaitMilliseconds(50);
        Assert.Equal(Quantity.Zero, world.Kernel.Ledger.Find(world.Entries[0].ClientOrderId)!.Filled);
        if (doesReportCome)
            world.Network.Release();
        else
            world.Network.LoseHeld();

        world.Wait(5);

        world.IsProtected("43.010");
        Assert.Equal(!doesReportCome, world.Network.Sent.OfType<VenueRequest.QueryOrder>().Any()); // the report is waited for before we ask
        world.Agree();
    }
}
