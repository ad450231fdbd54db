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
}
