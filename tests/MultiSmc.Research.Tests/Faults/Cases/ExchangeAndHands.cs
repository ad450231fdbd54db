using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Strategy;
using static MultiSmc.Research.Tests.ScriptedWorld;

namespace MultiSmc.Research.Tests;

/// <summary>
/// Cases 21 to 23 and 25: clocks, limits and rules of the exchange, and what a person does there. That a second bot on the same account is refused
/// is the node's: the kernel sees its orders as foreign ones.
/// </summary>
public sealed class ExchangeAndHands
{
    /// <summary>The kernel's share: time never goes back in its inputs, and a refusal for the clock's sake (-1021) is tried again. Resynchronising is the node's.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public void Case_21_clock_jumps_and_nothing_happens_twice(int seconds)
    {
        var world = new ScriptedWorld();
        world.PlaceEntry().ClockOffset = Duration.FromSeconds(seconds);
        world.Network.Refuse(IsOco, -1021, "Timestamp for this request is outside of the recvWindow.");

        world.FillEntry("43.054").Wait(5);

        world.IsProtected("43.010");
        Assert.Single(world.Entries);
        Assert.Equal(2, world.Network.Sent.Count(IsOco)); // the refused one and its successor
        world.ClockOffset = default;
        world.FillTarget("43.010").Agree();
        Assert.Equal(ExitReason.Target, world.Trip.Reason);
    }

    /// <summary>The kernel's share: it waits and tries again, and guards meanwhile. Counting weights and letting cancels go first is the node's.</summary>
    [Theory]
    [InlineData(-1003, "Too many requests; current limit is 6000 request weight per 1 MINUTE.")]
    [InlineData(-1003, "Way too much request weight used; IP banned until 1735689700000.")]
    [InlineData(-1015, "Too many new orders; current limit is 50 orders per TEN_SECONDS.")]
    public void Case_22_protection_is_refused_in_a_storm_and_stands_after_it(int code, string reason)
    {
        var world = new ScriptedWorld().PlaceEntry();
        world.Network.Refuse(IsOco, code, reason, times: 4);

        world.FillEntry("43.054").Wait(10);
        Assert.Empty(world.OpenOrders);
        Assert.InRange(world.Network.Sent.Count(IsOco), 3, 4); // pauses double: no storm of our own
        Assert.Equal(1, world.Told("guarded"));
        world.Wait(10);

        world.IsProtected("43.010");
        world.Agree();
    }

    [Fact]
    public void Case_22_stop_passed_in_a_storm_is_sold_by_the_bot_as_soon_as_it_may()
    {
        var world = new ScriptedWorld().PlaceEntry();
        world.Network.Refuse(static request => FaultRequests.NewOrders(request).Any(static order => order.Side == Side.Sell), -1015, "Too many new orders.", times: 3);
        world.FillEntry("43.054");

        world.Trade("100.10", "60", AggressorSide.Seller).Wait(20).Trade("100.10", "60", AggressorSide.Seller).Trade("100.08", "60", AggressorSide.Seller);
        world.Agree();

        Assert.Equal((ExitReason.GuardedStop, Of("43.010")), (world.Trip.Reason, world.Trip.Sold));
    }

    [Fact]
    public void Case_22_cancel_and_protection_need_no_place_in_the_limit_of_entries()
    {
        var world = new ScriptedWorld(limits: new RiskLimits { MaxEntriesPerMinute = 1 }).PlaceEntry().FillEntry("10").FillEntry("10");

        world.Pause().Wait(1);

        world.IsProtected("19.980");
        Assert.Single(world.Entries);
        world.Agree();
    }

    [Theory]
    [InlineData(TradingStatus.Halt)]
    [InlineData(TradingStatus.CancelOnly)]
    public void Case_23_halt_while_a_position_needs_protection(TradingStatus status)
    {
        var world = new ScriptedWorld().PlaceEntry();
        world.Network.Delay(IsOco, Duration.FromMilliseconds(1_500));
        world.FillEntry("43.054").Change(Coin with { Status = status }).Wait(30);
        Assert.Empty(world.OpenOrders); // it came too late
        Assert.Equal(1, world.Told("guarded"));
        Assert.True(world.Kernel.LocksOf(Coin.Id).HasFlag(EntryLock.NotTrading));
        Assert.Equal(1, world.Told("trading-status"));

        world.Change(Coin).Wait(60);

        world.IsProtected("43.010");
        Assert.Equal(EntryLock.None, world.Kernel.LocksOf(Coin.Id));
        world.Agree();
    }

    [Theory]
    [InlineData(TradingStatus.Halt)]
    [InlineData(TradingStatus.CancelOnly)]
    public void Case_23_no_entry_is_sent_while_the_exchange_takes_none(TradingStatus status)
    {
        var world = new ScriptedWorld().Change(Coin with { Status = status }).MakeZone();
        Assert.Empty(world.Entries);

        world.Change(Coin);

        Assert.Single(world.OpenOrders);
        world.Agree();
    }

    [Fact]
    public void Case_23_new_minimum_notional_counts_from_the_next_order_on()
    {
        var world = new ScriptedWorld().PlaceEntry().Change(Coin with { MinNotional = Amount("2000") });

        world.FillEntry("10").Wait(1);
        Assert.Equal(1, world.Told("guarded")); // 1,000 USDT are too little now
        world.FillEntry("33.054").Wait(1);

        world.IsProtected("43.010");
        world.Agree();
    }

    [Fact]
    public void Case_23_new_tick_takes_the_entry_back_and_the_position_is_seen_to_its_end()
    {
        var world = new ScriptedWorld().PlaceEntry().FillEntry("10");

        world.Deliver(new VenueEvent.InstrumentChanged(Coin with { TickSize = At("0.001") }, world.Now));
        world.Wait(2);

        world.IsProtected("9.990");
        Assert.Equal(1, world.Told("units-changed"));
        Assert.True(world.Kernel.LocksOf(Coin.Id).HasFlag(EntryLock.Halted));
        world.FillTarget("9.990").Agree();
        Assert.Equal(ExitReason.Target, world.Trip.Reason);
        Assert.Single(world.Entries);
    }

    [Fact]
    public void Case_25_user_cancels_our_entry_by_hand()
    {
        var world = new ScriptedWorld().PlaceEntry();

        world.Network.ByHand(new VenueRequest.CancelOrder(Coin.Id, world.Entries[0].ClientOrderId));
        world.Wait(2);

        Assert.Empty(world.OpenOrders);
        Assert.Single(world.Entries); // a person's word: the zone is not traded again
        world.Agree();
    }

    [Fact]
    public void Case_25_user_cancels_our_protection_by_hand_and_it_is_placed_again()
    {
        var world = new ScriptedWorld().OpenPosition();

        world.Network.ByHand(new VenueRequest.CancelAll(Coin.Id));
        world.Wait(2);

        world.IsProtected("43.010");
        world.Agree();
    }

    [Theory]
    [InlineData("20", "23.010")]
    [InlineData("43.01", null)]
    public void Case_25_user_sells_by_hand_what_the_bot_had_bought(string sold, string? left)
    {
        var world = new ScriptedWorld().OpenPosition();

        world.Network.ByHand(new VenueRequest.CancelAll(Coin.Id));
        world.Network.ByHand(new VenueRequest.PlaceOrder(ByHand(Side.Sell, sold)));
        world.Trade("100.70", "100", AggressorSide.Seller).Trade("100.70", "100", AggressorSide.Seller).Wait(60);

        Assert.Equal(1, world.Told("outside"));
        if (left is not null)
            world.IsProtected(left);
        else
            Assert.Equal((ExitReason.Outside, Of(sold)), (world.Trip.Reason, world.Trip.Outside));
        world.Agree();
    }

    [Fact]
    public void Case_25_user_buys_by_hand_and_the_bot_leaves_it_alone()
    {
        var world = new ScriptedWorld().OpenPosition();

        world.Network.ByHand(new VenueRequest.PlaceOrder(ByHand(Side.Buy, "5")));
        world.Trade("100.80", "100").Trade("100.80", "100").Wait(5);

        Assert.Equal(1, world.Told("foreign-order"));
        world.IsProtected("43.010");
        world.FillTarget("43.010").Agree();
        Assert.Equal(Of("43.010"), world.Trip.Sold);
    }

    [Fact]
    public void Case_25_user_deposits_and_withdraws_and_it_is_neither_profit_nor_loss()
    {
        var world = new ScriptedWorld(limits: new RiskLimits { DailyLossPpm = 20_000, DrawdownHaltPpm = 20_000 }).OpenPosition();

        world.Transfer("USDT", "1000").Trade("100.80").Transfer("USDT", "-5000").Trade("100.81");

        Assert.Equal(2, world.Told("transfer"));
        Assert.False(world.Kernel.Risk.IsHalted);
        world.IsProtected("43.010");
        world.Agree();
    }

    private static bool IsOco(VenueRequest request) => request is VenueRequest.PlaceOco;

    private static OrderSpec ByHand(Side side, string quantity) => new()
    {
        ClientOrderId = new ClientOrderId("hand-1"), Instrument = Coin.Id, Side = side, Type = OrderType.Market, Quantity = Of(quantity),
    };
}
