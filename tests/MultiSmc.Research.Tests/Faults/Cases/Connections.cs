using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Strategy;
using static MultiSmc.Research.Tests.ScriptedWorld;

namespace MultiSmc.Research.Tests;

/// <summary>Cases 1 to 5: connections that go, go mute, come back late; answers and reports in any order.</summary>
public sealed class Connections
{
    [Fact]
    public void Case_01_stream_lost_while_the_entry_fills()
    {
        var world = new ScriptedWorld().PlaceEntry();
        world.Link(VenueLink.UserData, false).Link(VenueLink.Orders, false).Wait(50);
        world.FillEntry("43.054").Wait(39);
        Assert.Equal(1, world.Told("disconnected"));
        Assert.Equal(Quantity.Zero, world.Kernel.Ledger.Find(world.Entries[0].ClientOrderId)!.Filled);

        world.Link(VenueLink.Orders, true).Link(VenueLink.UserData, true).Wait(1);

        world.IsProtected("43.010"); // net of 0.1 % in base, floored to the lot
        Assert.Single(world.Entries);
        Assert.Equal(0, world.Told("halted"));
        world.Agree();
    }

    [Fact]
    public void Case_01_stream_alone_lost_the_way_of_the_requests_finds_the_fill_even_before_it_is_back()
    {
        var world = new ScriptedWorld().PlaceEntry();
        world.Link(VenueLink.UserData, false).FillEntry("43.054");
        Assert.DoesNotContain(world.OpenOrders, static order => order.Order.Side == Side.Sell);

        world.Wait(15); // after ten seconds the entry is to be taken back; the refusal of that cancel leads to the fill

        world.IsProtected("43.010");
        world.Wait(74).Link(VenueLink.UserData, true).Agree().IsProtected("43.010");
    }

    /// <summary>The kernel's share: what it does once the watchdog has cut a mute line. The watchdog itself is the node's.</summary>
    [Fact]
    public void Case_02_mute_stream_is_cut_and_what_it_kept_back_is_asked_for()
    {
        var world = new ScriptedWorld().PlaceEntry();
        world.Network.Hold(static _ => true); // pings are answered, no data comes
        world.FillEntry("43.054").Wait(30);
        Assert.Empty(world.Traces.OfType<StrategyTrace.ProtectionPlaced>());
        world.Network.LoseHeld();

        world.Link(VenueLink.UserData, false, "no data for 30 s").Link(VenueLink.UserData, true).Wait(1);

        world.IsProtected("43.010");
        world.Agree();
    }

    [Fact]
    public void Case_02_prices_that_come_too_late_lock_entries_until_they_are_fresh()
    {
        var world = new ScriptedWorld();
        world.Link(VenueLink.MarketData, false).MakeZone().Wait(20);
        world.Link(VenueLink.MarketData, true).Wait(1);
        Assert.True(world.Kernel.LocksOf(Coin.Id).HasFlag(EntryLock.StaleData));
        Assert.Empty(world.Entries);

        world.Trade("101.20");

        Assert.Equal(EntryLock.None, world.Kernel.LocksOf(Coin.Id));
        Assert.Single(world.Entries);
        world.Agree();
    }

    /// <summary>The kernel's share: both lines end with an order on its way. Reading the exchange's words for it is the node's.</summary>
    [Theory]
    [InlineData("eventStreamTerminated", true)]
    [InlineData("eventStreamTerminated", false)]
    [InlineData("serverShutdown", true)]
    [InlineData("serverShutdown", false)]
    [InlineData("24 hours", true)]
    [InlineData("24 hours", false)]
    public void Case_03_lines_end_with_an_order_in_flight(string reason, bool hasArrived)
    {
        var world = new ScriptedWorld();
        if (hasArrived)
            world.Network.LoseAnswer(IsEntry);
        else
            world.Network.LoseRequest(IsEntry);
        world.Network.IsStreamUp = false;
        world.MakeZone();
        var first = Assert.Single(world.Entries);
        world.Link(VenueLink.UserData, false, reason).Link(VenueLink.Orders, false, reason).Wait(3);

        world.Link(VenueLink.Orders, true).Link(VenueLink.UserData, true).Wait(30).Trade("101.20");

        Assert.Equal(hasArrived ? first.ClientOrderId : world.Entries[^1].ClientOrderId, Assert.Single(world.OpenOrders).Order.ClientOrderId);
        Assert.Equal(hasArrived ? 1 : 2, world.Entries.Length);
        Assert.Equal(hasArrived ? 0 : 1, world.Told("order-absent"));
        world.Agree();
    }

    /// <summary>The kernel's share: paused as long as it takes, one alert. Trying to log in for ever is the node's.</summary>
    [Fact]
    public void Case_04_login_fails_several_times_and_entries_wait()
    {
        var world = new ScriptedWorld();
        world.Link(VenueLink.UserData, false);
        for (var i = 0; i < 5; i++)
            world.Wait(60).Link(VenueLink.UserData, false, "login refused");
        world.MakeZone();
        Assert.Equal(EntryLock.Disconnected, world.Kernel.LocksOf(Coin.Id) & EntryLock.Disconnected);
        Assert.Empty(world.Entries);
        Assert.Equal(1, world.Told("disconnected"));

        world.Link(VenueLink.UserData, true).Wait(1);

        Assert.Equal(EntryLock.None, world.Kernel.LocksOf(Coin.Id));
        Assert.Single(world.OpenOrders);
        world.Agree();
    }

    [Theory]
    [InlineData(1, 500)]
    [InlineData(500, 1)]
    [InlineData(1, 60_000)]
    [InlineData(60_000, 1)]
    public void Case_05_answer_before_or_after_the_report(long answerMs, long streamMs)
    {
        var world = new ScriptedWorld().Wait(60);
        (world.Network.AnswerLatency, world.Network.StreamLatency) = (Duration.FromMilliseconds(answerMs), Duration.FromMilliseconds(streamMs));

        world.OpenPosition().Wait(200);

        world.IsProtected("43.010");
        Assert.Single(world.Entries);
        Assert.Single(world.Network.Sent.OfType<VenueRequest.PlaceOco>());
        // Questions are answered within the time that we wait for them again: with a minute's way none ever would be.
        (world.Network.AnswerLatency, world.Network.StreamLatency) = (Duration.FromMilliseconds(1), Duration.FromMilliseconds(1));
        world.Wait(120).Agree();
    }

    [Fact]
    public void Case_05_answer_never_comes_the_report_is_enough()
    {
        var world = new ScriptedWorld();
        world.Network.LoseAnswer(static request => request is not VenueRequest.QueryAccount, times: 3);

        world.OpenPosition().Wait(1);

        world.IsProtected("43.010");
        Assert.Single(world.Entries);
        world.Agree().IsProtected("43.010");
    }

    internal static bool IsEntry(VenueRequest request) => FaultRequests.NewOrders(request).Any(static order => order.Side == Side.Buy);
}
