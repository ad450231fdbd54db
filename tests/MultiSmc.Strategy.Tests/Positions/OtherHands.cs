using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Strategy.Tests.StrategyRig;

namespace MultiSmc.Strategy.Tests;

public sealed class OtherHands
{
    [Fact]
    public void That_took_a_part_are_told_and_the_rest_is_protected_anew()
    {
        var rig = Protection.Protected(out var oco).Reconcile("40", oco.Above, oco.Below).Reconcile("40", oco.Above, oco.Below);
        Assert.Equal("outside", Assert.Single(rig.Alerts).Code);
        Assert.Equal(new VenueRequest.CancelList(Ltc.Id, oco.ListId), rig.Sent[^1]);

        rig.Cancelled(oco.Below).Cancelled(oco.Above);
        Assert.Equal(Of("40"), rig.LastOco.Below.Quantity);
        var rest = rig.LastOco;
        rig.AcceptOco(rest).Expired(rest.Below).Fill(rest.Above, "40", "101.30");

        Assert.Equal((ExitReason.Target, Of("3.054"), Quantity.Zero), (rig.Trip.Reason, rig.Trip.Outside, rig.Trip.Dust));
        Assert.Equal(Usd("307.8432"), rig.Trip.OutsideValue); // 3.054 at the last price of 100.80
        Assert.Equal(Usd("4052") - Usd("4327.78808") + Usd("307.8432"), rig.Trip.NetPnl);
    }

    [Fact]
    public void That_took_everything_end_the_position()
    {
        var rig = Protection.Protected(out var oco).Reconcile("0", oco.Above, oco.Below).Reconcile("0", oco.Above, oco.Below);
        rig.Cancelled(oco.Below).Cancelled(oco.Above);

        Assert.Equal((ExitReason.Outside, Of("43.054")), (rig.Trip.Reason, rig.Trip.Outside));
        Assert.Equal(Money.Zero, rig.Risk.Committed);
    }

    [Fact]
    public void Are_not_suspected_when_all_is_there_or_more()
    {
        var rig = Protection.Protected(out var oco).Reconcile("50", oco.Above, oco.Below).Reconcile("50", oco.Above, oco.Below);

        Assert.Empty(rig.Alerts);
        Assert.DoesNotContain(rig.Sent, request => request is VenueRequest.CancelList);
    }

    [Fact]
    public void Took_from_the_part_that_has_no_order_on_the_exchange()
    {
        var rig = ThreeParts(out var first, out var second, out var third).Cancelled(first.Below).Cancelled(first.Above);
        // Refused so often that the next try is some seconds away.
        foreach (var seconds in new[] { 1, 2, 4 })
        {
            var oco = rig.LastOco;
            rig.Venue(new VenueEvent.PlaceRefused(Ltc.Id, rig.Now, [oco.Above.ClientOrderId, oco.Below.ClientOrderId], oco.ListId, -2010, "Market is closed."));
            if (seconds < 4)
                rig.Fire(rig.Timers.Last(timer => timer.Token >= 0));
        }

        var standing = new[] { second.Above, second.Below, third.Above, third.Below };

        rig.Reconcile("21.527", standing).Reconcile("21.527", standing);

        Assert.Contains(rig.Alerts, alert => alert.Code == "outside");
        Assert.DoesNotContain(rig.Sent, request => request is VenueRequest.CancelList);
    }

    [Fact]
    public void Took_from_another_part_when_the_one_that_was_written_off_sells_after_all()
    {
        var rig = ThreeParts(out var first, out var second, out var third);
        var standing = new[] { first.Above, first.Below, second.Above, second.Below, third.Above, third.Below };
        rig.Reconcile("34.443", standing).Reconcile("34.443", standing);
        Assert.Equal(new VenueRequest.CancelList(Ltc.Id, third.ListId), rig.Sent[^1]);

        rig.Expired(third.Above).Fill(third.Below, "8.611", "100.14");
        Assert.Equal(new VenueRequest.CancelList(Ltc.Id, first.ListId), rig.Sent[^1]);
        rig.Cancelled(first.Below).Cancelled(first.Above);

        Assert.Equal(Of("12.916"), rig.LastOco.Below.Quantity); // 43.054 − 8.611 gone − 8.611 sold − 12.916 of the second part
    }

    [Fact]
    public void Leave_the_rest_to_be_protected_at_once_however_often_it_was_refused()
    {
        var rig = Protection.Protected(out var oco).Cancelled(oco.Below).Cancelled(oco.Above);
        for (var refusals = 0; refusals < 3; refusals++)
        {
            var again = rig.LastOco;
            rig.Venue(new VenueEvent.PlaceRefused(Ltc.Id, rig.Now, [again.Above.ClientOrderId, again.Below.ClientOrderId], again.ListId, -2010, "Market is closed."));
            if (refusals < 2)
                rig.Fire(rig.Timers.Last(timer => timer.Token >= 0));
        }

        var tried = rig.Ocos.Count;
        rig.Reconcile("40");
        Assert.Equal(tried, rig.Ocos.Count);
        rig.Reconcile("40");

        Assert.Equal((tried + 1, Of("40")), (rig.Ocos.Count, rig.LastOco.Below.Quantity));
    }

    private static StrategyRig ThreeParts(out VenueRequest.PlaceOco first, out VenueRequest.PlaceOco second, out VenueRequest.PlaceOco third)
    {
        var rig = Protection.Resting(
            out var entry, new StrategyParameters { HoldPackets = 50, FurtherTargets = [new TargetShare(1, 300_000), new TargetShare(2, 200_000)] });
        rig.Fill(entry, "43.054", "100.52");
        (first, second, third) = (rig.Ocos[0], rig.Ocos[1], rig.Ocos[2]);
        return rig.AcceptOco(first).AcceptOco(second).AcceptOco(third);
    }
}
