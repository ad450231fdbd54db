using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Strategy.Tests.StrategyRig;

namespace MultiSmc.Strategy.Tests;

public sealed class Protection
{
    [Fact]
    public void That_a_closed_market_refused_is_placed_as_soon_as_it_opens()
    {
        var rig = Resting(out var entry);
        rig.Fill(entry, "43.054", "100.52").Venue(new VenueEvent.InstrumentChanged(Ltc with { Status = TradingStatus.Halt }, rig.Now));
        var oco = rig.LastOco;
        rig.Venue(new VenueEvent.PlaceRefused(Ltc.Id, rig.Now, [oco.Above.ClientOrderId, oco.Below.ClientOrderId], oco.ListId, -2010, "Market is closed."));
        Assert.Equal("guarded", rig.Alerts[^1].Code);
        Assert.Single(rig.Ocos);

        rig.Venue(new VenueEvent.InstrumentChanged(Ltc, rig.Now));

        Assert.Equal(2, rig.Ocos.Count);
        Assert.Equal(oco.Below.Quantity, rig.LastOco.Below.Quantity);
    }

    [Fact]
    public void That_finds_no_room_on_the_exchange_is_guarded_by_the_bot_said_why_and_tried_again()
    {
        var rig = Resting(out var entry);
        rig.Venue(new VenueEvent.InstrumentChanged(Ltc with { MaxOrders = 2 }, rig.Now)).Fill(entry, "10", "100.52");
        Assert.Empty(rig.Ocos);
        Assert.Equal("guarded", Assert.Single(rig.Alerts).Code);
        Assert.Contains("the exchange allows 2 open orders of LTCUSDT (MAX_NUM_ORDERS)", rig.Alerts[0].Message, StringComparison.Ordinal);

        rig.Fill(entry, "33.054", "100.52"); // the entry is gone: two places are free
        rig.Fire(rig.Timers[^1]);

        Assert.Equal(Of("43.054"), rig.LastOco.Below.Quantity);
    }

    [Fact]
    public void That_must_wait_does_not_keep_the_guard_from_selling()
    {
        var rig = Resting(out var entry);
        rig.Venue(new VenueEvent.InstrumentChanged(Ltc with { MaxAlgoOrders = 1, MaxOrders = 2 }, rig.Now)).Fill(entry, "10", "100.52");

        rig.Trade("100.10");

        Assert.Equal((OrderType.Market, Of("10")), (rig.LastPlaced.Type, rig.LastPlaced.Quantity));
    }

    [Fact]
    public void Stands_as_one_oco_for_what_is_held_net_of_commission_in_base()
    {
        var rig = Resting(out var entry);

        rig.Fill(entry, "43.054", "100.52", feePpm: 1_000);

        // 43.054 − 0.043054 = 43.010946, floored to the lot.
        Assert.Equal((Of("43.010"), Of("43.010")), (rig.LastOco.Above.Quantity, rig.LastOco.Below.Quantity));
        Assert.Equal((OrderType.LimitMaker, At("101.30")), (rig.LastOco.Above.Type, rig.LastOco.Above.Price));
        Assert.Equal((OrderType.StopLoss, At("100.14")), (rig.LastOco.Below.Type, rig.LastOco.Below.StopPrice));
    }

    [Fact]
    public void Grows_by_cancel_and_a_new_list_when_more_fills()
    {
        var rig = Resting(out var entry);
        rig.Fill(entry, "10", "100.52");
        var first = rig.LastOco;
        rig.AcceptOco(first).Fill(entry, "5", "100.52");
        Assert.Equal(new VenueRequest.CancelList(Ltc.Id, first.ListId), rig.Sent[^1]);

        rig.Cancelled(first.Below).Cancelled(first.Above);

        Assert.Equal(Of("15"), rig.LastOco.Above.Quantity);
    }

    [Fact]
    public void Does_not_grow_for_what_is_too_little_to_rest_while_more_may_come()
    {
        var rig = Resting(out var entry);
        rig.Fill(entry, "10", "100.52");
        rig.AcceptOco(rig.LastOco).Fill(entry, "0.040", "100.52"); // 4 USDT: under the minimum of 5

        Assert.DoesNotContain(rig.Sent, request => request is VenueRequest.CancelList);
    }

    [Fact]
    public void Waits_for_the_answer_before_the_next_step()
    {
        var rig = Resting(out var entry);

        rig.Fill(entry, "10", "100.52").Fill(entry, "10", "100.52");

        Assert.Single(rig.Sent.OfType<VenueRequest.PlaceOco>());
    }

    [Fact]
    public void Is_renewed_for_the_rest_when_the_target_fills_in_part_and_the_exchange_ends_the_stop()
    {
        var rig = Protected(out var oco);
        rig.Fill(oco.Above, "3", "101.30").Expired(oco.Below);
        Assert.DoesNotContain(rig.Sent, request => request is VenueRequest.CancelOrder); // left alone for the delay: mostly it fills

        rig.Fire(Assert.Single(rig.Timers));
        Assert.Equal(new VenueRequest.CancelOrder(Ltc.Id, oco.Above.ClientOrderId) { EndsProtection = true }, rig.Sent[^1]);

        rig.Cancelled(oco.Above);

        Assert.Equal(Of("40.054"), rig.LastOco.Below.Quantity);
        Assert.NotEqual(oco.ListId, rig.LastOco.ListId);
    }

    [Fact]
    public void A_target_that_fills_on_within_the_delay_closes_the_position_as_a_maker()
    {
        var rig = Protected(out var oco);
        rig.Fill(oco.Above, "3", "101.30").Expired(oco.Below).Fill(oco.Above, "40.054", "101.30");

        Assert.Equal(ExitReason.Target, rig.Trip.Reason);
    }

    [Fact]
    public void While_the_target_fills_on_the_bot_watches_the_stop()
    {
        var rig = Protected(out var oco);
        rig.Fill(oco.Above, "3", "101.30").Expired(oco.Below).Trade("100.14");
        Assert.Equal(new VenueRequest.CancelOrder(Ltc.Id, oco.Above.ClientOrderId) { EndsProtection = true }, rig.Sent[^1]);

        rig.Cancelled(oco.Above);

        Assert.Equal((OrderType.Market, Of("40.054")), (rig.LastPlaced.Type, rig.LastPlaced.Quantity));
    }

    [Fact]
    public void Too_little_to_rest_is_guarded_by_the_bot_and_a_person_is_told()
    {
        var rig = Resting(out var entry);
        rig.Fill(entry, "0.049", "100.52");
        Assert.Equal("guarded", Assert.Single(rig.Alerts).Code);
        Assert.DoesNotContain(rig.Sent, request => request is VenueRequest.PlaceOco);

        rig.Fill(entry, "10", "100.52");

        Assert.Equal(Of("10.049"), rig.LastOco.Above.Quantity);
    }

    [Fact]
    public void A_price_beyond_the_stop_before_it_stands_is_sold_at_market()
    {
        var rig = Resting(out var entry);
        rig.Fill(entry, "43.054", "100.52");
        var oco = rig.LastOco;
        rig.Trade("100.10"); // on its way: nothing can be done but wait for the answer

        rig.Refused(oco.Above, oco.Below);

        Assert.Equal((OrderType.Market, Side.Sell, Of("43.054")), (rig.LastPlaced.Type, rig.LastPlaced.Side, rig.LastPlaced.Quantity));
        rig.Fill(rig.LastPlaced, "43.054", "100.09");
        Assert.Equal(ExitReason.GuardedStop, rig.Trip.Reason);
    }

    [Fact]
    public void What_sold_is_the_reason_though_the_guard_meant_to()
    {
        var rig = Resting(out var entry);
        rig.Fill(entry, "43.054", "100.52");
        var oco = rig.LastOco;
        rig.Trade("100.10"); // it stands already, and nobody has told us

        rig.AcceptOco(oco).Fill(oco.Below, "43.054", "100.13").Expired(oco.Above);

        Assert.DoesNotContain(rig.Sent, request => request is VenueRequest.PlaceOrder { Order.Side: Side.Sell });
        Assert.Equal((ExitReason.Stop, Of("43.054")), (rig.Trip.Reason, rig.Trip.Sold));
    }

    [Fact]
    public void A_list_that_is_refused_again_and_again_is_given_up_and_the_position_sold()
    {
        var rig = Resting(out var entry);
        rig.Fill(entry, "43.054", "100.52");
        for (var i = 0; i < 3; i++)
            rig.Refused(rig.LastOco.Above, rig.LastOco.Below);

        Assert.Equal(3, rig.Sent.OfType<VenueRequest.PlaceOco>().Count());
        Assert.Equal(OrderType.Market, rig.LastPlaced.Type);
        Assert.Contains(rig.Alerts, alert => alert.Code == "protection-refused");
    }

    [Fact]
    public void Takes_back_the_rest_of_the_entry_when_the_position_closes()
    {
        var rig = Resting(out var entry);
        rig.Fill(entry, "10", "100.52");
        var oco = rig.LastOco;
        rig.AcceptOco(oco).Expired(oco.Above).Fill(oco.Below, "10", "100.12");

        Assert.Equal(new VenueRequest.CancelOrder(Ltc.Id, entry.ClientOrderId), rig.Sent[^1]);
        Assert.Empty(rig.Traces.OfType<StrategyTrace.Closed>());
        rig.Cancelled(entry);
        Assert.Equal(ExitReason.Stop, rig.Trip.Reason);
    }

    internal static StrategyRig Resting(out OrderSpec entry, StrategyParameters? parameters = null)
    {
        var rig = new StrategyRig(parameters).Trade(Breakout);
        entry = rig.LastPlaced;
        return rig.Accept(entry).Trade("100.80");
    }

    internal static StrategyRig Protected(out VenueRequest.PlaceOco oco, StrategyParameters? parameters = null)
    {
        var rig = Resting(out var entry, parameters).Fill(entry, "43.054", "100.52");
        oco = rig.LastOco;
        return rig.AcceptOco(oco);
    }
}

public sealed class ExitOfAPosition
{
    [Fact]
    public void At_the_target_books_the_exact_result()
    {
        var rig = Protection.Protected(out var oco);
        rig.Expired(oco.Below).Fill(oco.Above, "43.054", "101.30", feePpm: 1_000);

        // 43.054 × 101.30 = 4361.3702; × 100.52 = 4327.78808; fee 0.1 % of the proceeds = 4.3613702.
        Assert.Equal(ExitReason.Target, rig.Trip.Reason);
        Assert.Equal(Usd("29.2207498"), rig.Trip.NetPnl);
        Assert.Equal(Usd("4.3613702"), rig.Trip.Fees);
        Assert.Equal(Money.Zero, rig.Risk.Committed);
    }

    [Fact]
    public void By_time_cancels_the_list_first_and_then_sells_at_market()
    {
        var rig = Protection.Protected(out var oco, new StrategyParameters { HoldPackets = 3 });
        rig.Trade("100.60", "100.61", "100.62", "100.63");
        Assert.Equal(new VenueRequest.CancelList(Ltc.Id, oco.ListId), rig.Sent[^1]);

        rig.Cancelled(oco.Below).Cancelled(oco.Above);

        Assert.Equal((OrderType.Market, Of("43.054")), (rig.LastPlaced.Type, rig.LastPlaced.Quantity));
        rig.Accept(rig.LastPlaced).Fill(rig.LastPlaced, "43.054", "100.61");
        Assert.Equal(ExitReason.Time, rig.Trip.Reason);
    }

    [Fact]
    public void A_market_sale_that_ends_short_is_sent_again_for_the_rest()
    {
        var rig = Protection.Protected(out var oco);
        rig.Expired(oco.Above).Fill(oco.Below, "40", "100.10").Expired(oco.Below);

        Assert.Equal((OrderType.Market, Of("3.054")), (rig.LastPlaced.Type, rig.LastPlaced.Quantity));
    }

    [Fact]
    public void Is_not_duplicated_by_a_report_that_comes_twice()
    {
        var rig = Protection.Resting(out var entry);
        var fill = new Fill
        {
            TradeId = new TradeId(77), Instrument = Ltc.Id, ClientOrderId = entry.ClientOrderId, Side = Side.Buy, Price = At("100.52"), Quantity = Of("10"),
            QuoteAmount = Usd("1005.2"), Fee = Money.Zero, FeeAsset = Ltc.Base, Liquidity = Liquidity.Maker, Time = rig.Now,
        };
        var report = new VenueEvent.OrderReport(new ExecutionReport
        {
            Order = entry, VenueOrderId = new VenueOrderId(1), Execution = ExecutionType.Trade, Status = OrderStatus.PartiallyFilled, Filled = Of("10"),
            FilledQuote = Usd("1005.2"), Fill = fill, IsWorking = true, Time = rig.Now,
        });

        rig.Venue(report).Venue(report);

        Assert.Equal(Of("10"), rig.LastOco.Above.Quantity);
        Assert.Single(rig.Sent.OfType<VenueRequest.PlaceOco>());
    }

    [Fact]
    public void After_a_stop_no_entry_is_placed_for_the_cooldown()
    {
        var rig = Protection.Protected(out var oco, new StrategyParameters { CooldownAfterStop = 1_000, HoldPackets = 50 });
        rig.Expired(oco.Above).Fill(oco.Below, "43.054", "100.10").Trade("100.10", "100.60", "100.05", "100.50", "100.90", "101.90");

        Assert.Single(rig.Sent.OfType<VenueRequest.PlaceOrder>());
        Assert.Contains(rig.Traces.OfType<StrategyTrace.Skipped>(), skip => skip.Reason == "cooldown-after-stop");
    }

    [Fact]
    public void What_commission_in_base_leaves_over_is_dust_and_counts_at_the_exit_price()
    {
        var rig = Protection.Resting(out var entry);
        rig.Fill(entry, "43.054", "100.52", feePpm: 1_000);
        var oco = rig.LastOco;
        rig.AcceptOco(oco).Expired(oco.Below).Fill(oco.Above, "43.010", "101.30");

        Assert.Equal(Of("0.000946"), rig.Trip.Dust);
        Assert.Equal(Usd("0.0958298"), rig.Trip.DustValue);
        Assert.Equal(Usd("4356.913") - Usd("4327.78808") + Usd("0.0958298"), rig.Trip.NetPnl);
    }
}
