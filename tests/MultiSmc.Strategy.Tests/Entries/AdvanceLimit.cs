using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Strategy.Tests.StrategyRig;

namespace MultiSmc.Strategy.Tests;

public sealed class AdvanceLimit
{
    [Fact]
    public void Is_placed_post_only_at_the_sweet_spot_when_a_long_zone_is_born()
    {
        var rig = new StrategyRig().Trade(Breakout);

        var order = rig.LastPlaced;
        Assert.Equal((Side.Buy, OrderType.LimitMaker, At("100.52")), (order.Side, order.Type, order.Price));
        var placed = Assert.Single(rig.Traces.OfType<StrategyTrace.EntryPlaced>());
        Assert.Equal((At("100.14"), At("101.30")), (placed.Stop, placed.Target));
    }

    [Fact]
    public void Is_sized_so_that_the_stop_costs_the_configured_risk_with_costs()
    {
        // Risk 0.25 % of 10,000 = 25. A unit loses 100.52 − 100.14 = 0.38, and costs 0.10052 + 0.10014: 0.58066 → 43.054 LTC (floored to the lot).
        var rig = new StrategyRig().Trade(Breakout);

        Assert.Equal(Of("43.054"), rig.LastPlaced.Quantity);
    }

    [Fact]
    public void Is_not_placed_where_costs_exceed_the_target()
    {
        var rig = new StrategyRig(new StrategyParameters { MakerFeePpm = 5_000 }).Trade(Breakout);

        Assert.Empty(rig.Sent);
        Assert.Equal(("costs-exceed-target", true), Assert.Single(rig.Traces.OfType<StrategyTrace.Skipped>()) is var skip ? (skip.Reason, skip.IsFinal) : default);
    }

    [Fact]
    public void Is_taken_back_when_the_zone_is_cancelled_by_an_opposite_break()
    {
        // Stays above the zone (no touch), makes a swing low at 101.10 and breaks it.
        var rig = new StrategyRig().Trade(Breakout);
        rig.Accept(rig.LastPlaced).Trade("101.20", "101.25", "101.15");

        var cancel = Assert.IsType<VenueRequest.CancelOrder>(rig.Sent[^1]);
        Assert.Equal(rig.LastPlaced.ClientOrderId, cancel.ClientOrderId);
        Assert.Equal("opposite-break", rig.Traces.OfType<StrategyTrace.EntryCancelSent>().Single().Reason);
    }

    [Fact]
    public void Follows_the_zone_by_cancel_and_a_new_order_once_the_cancel_is_confirmed()
    {
        var rig = new StrategyRig().Trade(Breakout);
        var first = rig.LastPlaced;
        rig.Accept(first).Trade("101.80");
        Assert.IsType<VenueRequest.CancelOrder>(rig.Sent[^1]);
        Assert.Equal(2, rig.Sent.Count);

        rig.Cancelled(first);

        Assert.Equal(At("100.67"), rig.LastPlaced.Price); // 101.80 − 0.705 × 1.60 = 100.672, down to the tick
        Assert.NotEqual(first.ClientOrderId, rig.LastPlaced.ClientOrderId);
    }

    [Fact]
    public void Does_not_follow_more_often_than_allowed_and_catches_up_by_timer()
    {
        var rig = new StrategyRig(new StrategyParameters { RepriceMinInterval = Duration.FromSeconds(10), HoldPackets = 50 }).Trade(Breakout);
        rig.Accept(rig.LastPlaced).Trade("101.80", "101.90");
        Assert.Single(rig.Sent);

        rig.Fire(Assert.Single(rig.Timers));

        Assert.IsType<VenueRequest.CancelOrder>(rig.Sent[^1]);
    }

    [Fact]
    public void Is_not_moved_once_part_of_it_has_filled()
    {
        var rig = new StrategyRig().Trade(Breakout);
        rig.Accept(rig.LastPlaced).Fill(rig.LastPlaced, "1", "100.52").Trade("101.80");

        Assert.DoesNotContain(rig.Sent, request => request is VenueRequest.CancelOrder);
    }

    [Fact]
    public void Is_tried_again_a_bounded_number_of_times_when_the_exchange_refuses_it()
    {
        var rig = new StrategyRig(new StrategyParameters { MaxPlaceRetries = 2, HoldPackets = 50 }).Trade(Breakout);
        for (var i = 0; i < 5; i++)
        {
            if (rig.Sent.OfType<VenueRequest.PlaceOrder>().Count() == i + 1)
                rig.Refused(rig.LastPlaced);
            rig.Trade("101.30");
        }

        Assert.Equal(3, rig.Sent.OfType<VenueRequest.PlaceOrder>().Count());
        Assert.Equal(3, rig.Traces.OfType<StrategyTrace.EntryRefused>().Count());
        Assert.Equal(Money.Zero, rig.Risk.Committed);
    }

    [Fact]
    public void Ends_with_its_segment()
    {
        var rig = new StrategyRig().Trade(Breakout);
        rig.Accept(rig.LastPlaced).LoseTrades().Trade("101.20");

        Assert.Equal("segment-break", rig.Traces.OfType<StrategyTrace.EntryCancelSent>().Single().Reason);
    }

    [Fact]
    public void Names_are_derived_from_session_and_input()
    {
        var rig = new StrategyRig().Trade(Breakout);

        Assert.Equal("t-6-1", rig.LastPlaced.ClientOrderId.Value);
    }
}

public sealed class RiskOfEntries
{
    [Fact]
    public void A_second_zone_waits_while_the_symbol_is_taken_and_is_placed_when_it_is_free()
    {
        var rig = new StrategyRig().Trade(Breakout);
        var first = rig.LastPlaced;
        rig.Accept(first);
        // A pull-back that makes a swing low above the zone, then a new high: the old zone is superseded, its order's cancel is on its way.
        rig.Trade("101.20", "101.28", "101.60", "101.40", "101.45", "101.70");
        var cancels = rig.Sent.OfType<VenueRequest.CancelOrder>().Count();
        Assert.True(cancels >= 1);
        var placedBefore = rig.Sent.OfType<VenueRequest.PlaceOrder>().Count();

        rig.Cancelled(first);

        Assert.Equal(placedBefore + 1, rig.Sent.OfType<VenueRequest.PlaceOrder>().Count());
    }

    [Fact]
    public void The_daily_loss_limit_takes_back_what_rests_and_refuses_new_entries()
    {
        var rig = new StrategyRig(limits: new RiskLimits { DailyLossPpm = 10_000 }).Trade(Breakout);
        rig.Accept(rig.LastPlaced).Cash("9800").Trade("101.31");

        Assert.Equal("risk-halt", rig.Traces.OfType<StrategyTrace.EntryCancelSent>().Last().Reason);
        Assert.Equal("daily-loss", Assert.Single(rig.Alerts).Code);
        rig.Cancelled(rig.LastPlaced).Trade("101.35");
        Assert.Single(rig.Sent.OfType<VenueRequest.PlaceOrder>());
    }

    [Fact]
    public void Funds_that_an_unanswered_order_will_lock_are_not_spent_twice()
    {
        var rig = new StrategyRig(limits: new RiskLimits { MaxPositionsPerSymbol = 2, RiskPpm = 1_000_000, MaxExposurePpm = 10_000_000 }).Trade(Breakout);
        Assert.True(rig.LastPlaced.Price.Notional(rig.LastPlaced.Quantity) > Usd("9900"));

        rig.Trade("101.20", "101.28", "101.60", "101.40", "101.45", "101.70");

        var orders = rig.Sent.OfType<VenueRequest.PlaceOrder>().Select(request => request.Order).ToList();
        Assert.Equal(2, orders.Count);
        Assert.True(orders.Aggregate(Money.Zero, (sum, order) => sum + order.Price.Notional(order.Quantity)) <= Usd("10000"));
    }
}
