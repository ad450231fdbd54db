using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Strategy.Tests.StrategyRig;

namespace MultiSmc.Strategy.Tests;

public sealed class LateFills
{
    [Fact]
    public void Of_an_entry_that_was_taken_back_for_now_are_protected_and_no_other_is_placed()
    {
        var rig = Protection.Resting(out var entry).Command(new OperatorCommand.Pause("1", "cli", null, KeepEntries: false)).Cancelled(entry);

        rig.Fill(entry, "10", "100.52");
        Assert.Equal(Of("10"), rig.LastOco.Below.Quantity);
        rig.AcceptOco(rig.LastOco).Command(new OperatorCommand.Resume("2", "cli", null)).Trade("100.80", "100.81");

        Assert.Single(rig.Entries);
        Assert.Equal(Usd("1005.2"), rig.Risk.Committed);
    }

    [Fact]
    public void Of_an_entry_whose_setup_is_over_are_a_position_of_their_own()
    {
        var rig = Protection.Resting(out var entry).Command(new OperatorCommand.CancelEntries("1", "cli", null, null)).Cancelled(entry);
        Assert.Equal(Money.Zero, rig.Risk.Committed);

        rig.Fill(entry, "10", "100.52");

        Assert.Equal((Of("10"), At("100.14"), At("101.30")), (rig.LastOco.Below.Quantity, rig.LastOco.Below.StopPrice, rig.LastOco.Above.Price));
        Assert.Equal("late-fill", Assert.Single(rig.Alerts).Code);
        Assert.Equal(Usd("1005.2"), rig.Risk.Committed);
    }

    [Fact]
    public void Of_an_entry_that_was_given_up_stand_beside_the_one_that_replaced_it()
    {
        var rig = new StrategyRig().Trade(Breakout);
        var lost = rig.LastPlaced;
        rig.NeverArrived(lost).Trade("100.80");
        Assert.Equal(2, rig.Entries.Count());
        var second = rig.LastPlaced;
        var before = rig.Risk.Committed;

        rig.Accept(lost);
        Assert.Contains(new VenueRequest.CancelOrder(Ltc.Id, lost.ClientOrderId), rig.Sent);
        rig.Fill(lost, "10", "100.52").Fill(lost, "5", "100.52");

        Assert.Equal(Of("10"), rig.LastOco.Below.Quantity);
        Assert.Equal(before + Usd("1507.8"), rig.Risk.Committed);
        var first = rig.LastOco;
        rig.AcceptOco(first).Cancelled(first.Below).Cancelled(first.Above);
        Assert.Equal(Of("15"), rig.LastOco.Below.Quantity);
        Assert.DoesNotContain(new VenueRequest.CancelOrder(Ltc.Id, second.ClientOrderId), rig.Sent);
    }

    [Fact]
    public void Of_a_list_that_was_replaced_count_as_sold()
    {
        var rig = Protection.Resting(out var entry).Fill(entry, "10", "100.52");
        var first = rig.LastOco;
        rig.AcceptOco(first).Fill(entry, "5", "100.52").Cancelled(first.Below).Cancelled(first.Above);
        var second = rig.LastOco;
        rig.AcceptOco(second);

        rig.Fill(first.Above, "2", "101.30");
        Assert.Equal(new VenueRequest.CancelList(Ltc.Id, second.ListId), rig.Sent[^1]);
        rig.Cancelled(second.Below).Cancelled(second.Above);

        Assert.Equal(Of("13"), rig.LastOco.Below.Quantity);
    }

    [Fact]
    public void A_sale_at_market_that_never_arrived_is_sent_anew_because_the_position_is_still_held()
    {
        var rig = Closing(out var sale);

        rig.NeverArrived(sale);

        Assert.NotEqual(sale.ClientOrderId, rig.LastPlaced.ClientOrderId);
        Assert.Equal((OrderType.Market, Of("43.054")), (rig.LastPlaced.Type, rig.LastPlaced.Quantity));
        Assert.Empty(rig.Traces.OfType<StrategyTrace.Closed>());
        rig.Fill(rig.LastPlaced, "43.054", "100.70");
        Assert.Equal(ExitReason.Manual, rig.Trip.Reason);
    }

    [Fact]
    public void A_sale_at_market_that_arrived_after_all_closes_the_position_once()
    {
        var rig = Closing(out var sale).NeverArrived(sale);
        var again = rig.LastPlaced;

        rig.Fill(sale, "43.054", "100.70").Refused(again);

        Assert.Equal((ExitReason.Manual, Of("43.054"), Quantity.Zero), (rig.Trip.Reason, rig.Trip.Sold, rig.Trip.Dust));
    }

    private static StrategyRig Closing(out OrderSpec sale)
    {
        var rig = Protection.Protected(out var oco).Command(new OperatorCommand.ClosePosition("1", "cli", Ltc.Id, null));
        rig.Cancelled(oco.Below).Cancelled(oco.Above);
        sale = rig.LastPlaced;
        return rig;
    }
}
