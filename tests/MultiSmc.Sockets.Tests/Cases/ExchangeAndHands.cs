using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Node;
using MultiSmc.Strategy;

namespace MultiSmc.Sockets.Tests;

/// <summary>Cases 21 to 25: clocks, limits, rules and gaps of the exchange, and what a person does there.</summary>
public sealed class ExchangeAndHands
{
    [Theory]
    [InlineData(3_000)]
    [InlineData(-3_000)]
    [InlineData(20_000)]
    public async Task Case_21_clock_jumps_and_nothing_happens_twice(int offsetMs)
    {
        await using var rig = await LiveRig.StartAsync(new RigSettings { ProbeInterval = TimeSpan.FromMinutes(5) }); // nothing but the refusal tells of the jump
        await rig.PlaceEntryAsync();
        var began = TimeProvider.System.GetUtcNow();
        await rig.AdminAsync("clock", $$"""{"offsetMs": {{offsetMs}}}""");
        if (offsetMs < 0)
            await rig.UntilAsync("the exchange's events have a time again", () => TimeProvider.System.GetUtcNow() > began + TimeSpan.FromMilliseconds(-offsetMs));
        await rig.FillEntryAsync();

        await rig.ProtectedAsync("43.010");

        Assert.Single(rig.Watch.Entries);
        Assert.Single(rig.Sent.OfType<VenueRequest.PlaceOco>()); // stamped anew and sent again by the gateway, under the same names
        Assert.Equal(3, (await rig.Truth.AllOrdersAsync()).Length);
        await rig.FillTargetAsync("43.010");
        await rig.UntilAsync("closed", () => rig.Watch.Traces.OfType<StrategyTrace.Closed>().Any());
        Assert.Equal(ExitReason.Target, rig.Trip.Reason);
        await rig.AgreeAsync();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(418)]
    public async Task Case_22_limits_shut_everything_and_protection_stands_after_it(int status)
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.PlaceEntryAsync();
        await rig.AdminAsync("limits", $$"""{"status": {{status}}, "seconds": 3}""");
        if (status == 418)
            await rig.AdminAsync("disconnect", """{"what": "market"}""");
        await rig.FillEntryAsync(isSeen: false);

        await rig.ProtectedAsync("43.010");

        Assert.Single(rig.Watch.Entries);
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_22_order_count_is_used_up_when_protection_is_needed()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.PlaceEntryAsync();
        await rig.AdminAsync("limits", """{"ordersPer10Seconds": 1}""");
        await rig.FillEntryAsync();
        await rig.ToldAsync("guarded");
        Assert.Empty(await rig.Truth.OpenOrdersAsync());
        Assert.InRange(rig.Sent.OfType<VenueRequest.PlaceOco>().Count(), 1, 8); // pauses double: no storm of our own

        await rig.AdminAsync("limits", """{"ordersPer10Seconds": 500}""");

        await rig.ProtectedAsync("43.010");
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_22_cancel_needs_no_place_in_the_count_of_orders()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.PlaceEntryAsync();
        await rig.AdminAsync("limits", """{"ordersPer10Seconds": 1}""");

        await rig.PauseAsync();

        await rig.OpenOrdersAsync(0);
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_22_stop_passed_in_a_storm_is_sold_by_the_bot_as_soon_as_it_may()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.PlaceEntryAsync();
        foreach (var endpoint in (string[])["orderList.place.oco", "order.place"])
            await rig.AdminAsync("answer", $$"""{"endpoint": "{{endpoint}}", "status": 429, "code": -1015, "message": "Too many new orders.", "count": 100000}""");
        await rig.FillEntryAsync();
        await rig.ToldAsync("guarded");
        await rig.TradeAsync("100.10", "60", AggressorSide.Seller);
        await rig.AdminAsync("reset", "{}");

        await rig.UntilAsync("it is to be sold", () => rig.Sent.Any(static request => request is VenueRequest.PlaceOrder { Order: { Side: Side.Sell, Type: OrderType.Market } }));
        for (var i = 0; i < 200 && !rig.Watch.Traces.OfType<StrategyTrace.Closed>().Any(); i++)
        {
            await rig.TradeAsync("100.10", "60", AggressorSide.Seller);
            await rig.StatusAsync();
        }

        await rig.UntilAsync("closed", () => rig.Watch.Traces.OfType<StrategyTrace.Closed>().Any());
        Assert.Equal((ExitReason.GuardedStop, Quote.Of("43.010")), (rig.Trip.Reason, rig.Trip.Sold));
        await rig.AgreeAsync();
    }

    [Theory]
    [InlineData("HALT")]
    [InlineData("CANCEL_ONLY")]
    public async Task Case_23_halt_while_a_position_needs_protection(string status)
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.PlaceEntryAsync();
        await rig.AdminAsync("latency", """{"eventMs": 800}""");
        await rig.FillEntryAsync();
        await rig.AdminAsync("symbol", $$"""{"symbol": "AAAUSDT", "status": "{{status}}"}""");
        await rig.ToldAsync("guarded"); // it came too late
        await rig.LockedAsync(EntryLock.NotTrading, true);
        Assert.Empty(await rig.Truth.OpenOrdersAsync());

        await rig.AdminAsync("symbol", """{"symbol": "AAAUSDT", "status": "TRADING"}""");

        await rig.ProtectedAsync("43.010");
        await rig.LockedAsync(EntryLock.NotTrading, false);
        await rig.AgreeAsync();
    }

    [Theory]
    [InlineData("HALT")]
    [InlineData("CANCEL_ONLY")]
    public async Task Case_23_no_entry_is_sent_while_the_exchange_takes_none(string status)
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.AdminAsync("symbol", $$"""{"symbol": "AAAUSDT", "status": "{{status}}"}""");
        await rig.LockedAsync(EntryLock.NotTrading, true);
        await rig.MakeZoneAsync();
        Assert.Empty(rig.Watch.Entries);

        await rig.AdminAsync("symbol", """{"symbol": "AAAUSDT", "status": "TRADING"}""");

        await rig.UntilAsync("the entry rests", () => rig.RestsAsync(Side.Buy, "43.054"));
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_23_new_minimum_notional_counts_from_the_next_order_on()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.PlaceEntryAsync();
        await rig.AdminAsync("symbol", """{"symbol": "AAAUSDT", "minNotional": "2000"}""");
        await rig.UntilAsync("the node knows", () => rig.Watch.Words.Any(static word => word is VenueEvent.InstrumentChanged));
        await rig.FillEntryAsync("10");
        await rig.ToldAsync("guarded"); // 1,000 USDT are too little now

        await rig.FillEntryAsync("33.054");

        await rig.ProtectedAsync("43.010");
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_23_new_tick_stops_entries()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.AdminAsync("symbol", """{"symbol": "AAAUSDT", "tickSize": "0.001"}""");
        await rig.ToldAsync("units-changed");

        await rig.MakeZoneAsync();

        Assert.Empty(rig.Watch.Entries);
        Assert.True((await rig.StatusAsync()).Markets[0].View.Locks.HasFlag(EntryLock.Halted));
        await rig.AgreeAsync(isHalted: true);
    }

    [Theory]
    [InlineData("left out")]
    [InlineData("cut")]
    public async Task Case_24_trade_gap_is_back_filled_and_packets_are_those_of_an_uninterrupted_run(string how)
    {
        await using var rig = await LiveRig.StartAsync();
        string[] prices = [.. LiveRig.Breakout, "101.10", "100.90", "101.05", "101.20"];
        if (how == "left out")
            await rig.AdminAsync("market", """{"symbol": "AAAUSDT", "dropFromTradeId": 4, "dropToTradeId": 7}""");
        for (var i = 0; i < prices.Length; i++)
        {
            if (how == "cut" && i == 3)
                rig.MarketWire.Cut();
            if (how == "cut" && i == 7)
                rig.MarketWire.Mend();
            await rig.TradeAsync(prices[i], isSeen: i is < 3 or >= 7);
        }

        var kernel = Research.BacktestKernel.Create(rig.Plan, rig.Plan.Model);
        var (effects, packets) = (new EffectBuffer(), new List<Packets.Packet>());
        foreach (var print in rig.Prints)
        {
            effects.Clear();
            kernel.Apply(KernelInput.FromMarket(kernel.LastSequence + 1, print.Time, in print), effects);
            packets.AddRange(effects.Packets);
        }

        Assert.Equal(prices.Length, packets.Count);
        Assert.Equal(packets, rig.Watch.Packets);
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_25_user_cancels_our_entry_by_hand()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.PlaceEntryAsync();

        await rig.Truth.CancelAllAsync();

        await rig.UntilAsync("the node knows", async () => (await rig.StatusAsync()).Orders.Count == 0);
        await rig.TradeAsync("101.20");
        Assert.Single(rig.Watch.Entries); // a person's word: the zone is not traded again
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_25_user_cancels_our_protection_by_hand_and_it_is_placed_again()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.OpenPositionAsync();

        await rig.Truth.CancelAllAsync();

        await rig.UntilAsync("it is placed again", () => rig.Sent.OfType<VenueRequest.PlaceOco>().Count() == 2);
        await rig.ProtectedAsync("43.010");
        await rig.AgreeAsync();
    }

    [Theory]
    [InlineData("20", "23.010")]
    [InlineData("43.01", null)]
    public async Task Case_25_user_sells_by_hand_what_the_bot_had_bought(string sold, string? left)
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.OpenPositionAsync();
        // The owner is quicker than the bot.
        await rig.AdminAsync("answer", """{"endpoint": "orderList.place.oco", "status": 400, "code": -2010, "message": "Account has insufficient balance for requested action.", "count": 2}""");
        await rig.Truth.CancelAllAsync();
        await rig.TradeAsync("100.70", "100", AggressorSide.Seller);
        await rig.Truth.PlaceAsync(Side.Sell, OrderType.Market, sold);
        for (var i = 0; i < 3; i++)
            await rig.TradeAsync("100.70", "100", AggressorSide.Seller);

        await rig.ToldAsync("outside");

        if (left is not null)
            await rig.ProtectedAsync(left);
        else
            await rig.UntilAsync("closed", () => rig.Watch.Traces.OfType<StrategyTrace.Closed>().Any(static closed => closed.Trip.Reason == ExitReason.Outside));
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_25_user_buys_deposits_and_withdraws_and_the_bot_leaves_it_alone()
    {
        await using var rig = await LiveRig.StartAsync(new RigSettings { Risk = new RiskLimits { DailyLossPpm = 20_000, DrawdownHaltPpm = 20_000 } });
        await rig.OpenPositionAsync();

        await rig.Truth.PlaceAsync(Side.Buy, OrderType.Limit, "5", "95");
        await rig.AdminAsync("transfer", """{"account": "alice", "asset": "USDT", "amount": "1000"}""");
        await rig.AdminAsync("transfer", """{"account": "alice", "asset": "USDT", "amount": "-5000"}""");
        await rig.TradeAsync("100.80");

        await rig.ToldAsync("foreign-order");
        await rig.UntilAsync("both transfers are told", () => rig.Watch.Told("transfer") == 2);
        Assert.Equal("", (await rig.StatusAsync()).RiskHalt);
        await rig.OpenOrdersAsync(3);
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_25_second_bot_on_the_same_account_is_refused()
    {
        await using var rig = await LiveRig.StartAsync();
        await using var other = await LiveRig.StartAsync(startsNode: false);

        await using var second = RunningNode.Start(other.Settings, other, static () => { }, rig.AccountLock);

        var failed = Assert.IsType<NodeOutcome.Failed>(await second.Ended.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.Contains("this account", failed.Message, StringComparison.Ordinal);
        await rig.PlaceEntryAsync();
        await rig.AgreeAsync();
    }
}
