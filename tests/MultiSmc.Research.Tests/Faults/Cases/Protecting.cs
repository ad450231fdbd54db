using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Simulation;
using MultiSmc.Strategy;
using static MultiSmc.Research.Tests.ScriptedWorld;

namespace MultiSmc.Research.Tests;

/// <summary>Cases 16 to 19: what is held is protected for what can be sold of it, however it came and whatever the exchange refuses.</summary>
public sealed class Protecting
{
    [Theory]
    [InlineData(FeeMode.ReceivedAsset, "10", "43.010", "0.000946")]
    [InlineData(FeeMode.Bnb, "10", "43.054", "0")]
    [InlineData(FeeMode.Bnb, "0.0001", "43.010", "0.000946")]
    public void Case_16_commission_in_base_or_bnb(FeeMode fees, string bnb, string exit, string dust)
    {
        var world = new ScriptedWorld(fees: fees).PlaceEntry().Transfer("BNB", bnb).FillEntry("43.054");
        world.IsProtected(exit);

        world.FillTarget(exit).Agree();

        Assert.Equal((ExitReason.Target, Of(exit), Of(dust)), (world.Trip.Reason, world.Trip.Sold, world.Trip.Dust));
        Assert.Equal("transfer", Assert.Single(world.Alerts).Code); // nothing was refused
        Assert.Equal(new Money(Of(dust).Raw), world.BalanceOf("AAA").Total);
    }

    [Fact]
    public void Case_16_bnb_runs_out_between_two_fills_and_the_exit_is_net_of_both()
    {
        // 10 at 100.52 cost 0.1 % less a quarter: 0.7539 USDT, 0.0012565 BNB; the second fill finds too little of it and pays in base.
        var world = new ScriptedWorld(fees: FeeMode.Bnb).PlaceEntry().Transfer("BNB", "0.0013").FillEntry("10").FillEntry("33.054");

        world.IsProtected("43.020"); // 43.054 less 0.1 % of 33.054
        world.FillTarget("43.020").Agree();
        Assert.Equal("transfer", Assert.Single(world.Alerts).Code);
        Assert.Equal(Of("0.000946"), world.Trip.Dust);
    }

    [Fact]
    public void Case_17_target_fills_in_part_the_stop_leg_expires_and_the_rest_is_protected_again()
    {
        var world = new ScriptedWorld().OpenPosition().FillTarget("3");
        Assert.Equal(OrderType.LimitMaker, Assert.Single(world.OpenOrders).Order.Type); // the exchange has ended the stop

        world.Trade("101.00").Wait(3);

        world.IsProtected("40.010");
        world.FillTarget("40.010").Agree();
        Assert.Equal((ExitReason.Target, Of("43.010")), (world.Trip.Reason, world.Trip.Sold));
    }

    [Theory]
    [InlineData(ProtectionKind.Otoco)]
    [InlineData(ProtectionKind.Opoco)]
    public void Case_18_entry_of_a_list_partly_filled_then_cancelled(ProtectionKind kind)
    {
        var world = new ScriptedWorld(new StrategyParameters { Protection = kind });
        world.MakeZone().FillEntry("10");
        Assert.Equal(3, world.OpenOrders.Length); // target and stop wait for the whole entry

        world.Pause().Wait(2);

        world.IsProtected("9.990");
        world.Agree();
    }

    [Fact]
    public void Case_19_limit_maker_would_cross_by_the_time_it_arrives()
    {
        var world = new ScriptedWorld();
        foreach (var price in Breakout[..^1])
            world.Trade(price);
        world.Network.Hold(static word => word is VenueEvent.PlaceRefused);
        world.Link(VenueLink.MarketData, false).Trade("101.30").Trade("100.50"); // the exchange is already there, we are not
        world.Link(VenueLink.MarketData, true).Wait(1); // at 101.30 the entry is sent, too late
        Assert.Single(world.Entries);
        Assert.Empty(world.OpenOrders);

        world.Network.Release();
        world.Wait(2);

        Assert.Equal(-2010, Assert.Single(world.Traces.OfType<StrategyTrace.EntryRefused>()).Code);
        Assert.Equal(WorkingState.Done, world.Kernel.Ledger.Find(world.Entries[0].ClientOrderId)!.State);
        Assert.Single(world.Entries); // price stands below the entry by now: nothing to try again
        Assert.Equal("disconnected", Assert.Single(world.Alerts).Code);
        world.Agree();
    }

    [Fact]
    public void Case_19_refusal_of_a_limit_maker_is_an_event_with_a_bounded_policy()
    {
        var world = new ScriptedWorld();
        world.Network.Refuse(Connections.IsEntry, -2010, "Order would immediately match and take.", times: 100);

        world.MakeZone();
        for (var i = 0; i < 10; i++)
            world.Trade(i % 2 == 0 ? "101.20" : "101.25");

        Assert.Equal(1 + new StrategyParameters().MaxPlaceRetries, world.Entries.Length);
        Assert.Equal(world.Entries.Length, world.Entries.Select(static order => order.ClientOrderId).Distinct().Count());
        Assert.All(world.Traces.OfType<StrategyTrace.EntryRefused>(), static refusal => Assert.Equal(-2010, refusal.Code));
        Assert.Empty(world.Alerts);
        Assert.Equal(EntryLock.None, world.Kernel.LocksOf(Coin.Id));
        world.Agree();
    }
}
