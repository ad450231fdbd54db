using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Strategy.Tests.StrategyRig;

namespace MultiSmc.Strategy.Tests;

/// <summary>A person sells a part of a position of 43.054 LTC; the rest must never be without its stop for longer than two ways to the exchange.</summary>
public sealed class PartsByHand
{
    private static StrategyParameters Split { get; } = new() { HoldPackets = 50, FurtherTargets = [new TargetShare(1, 300_000), new TargetShare(2, 200_000)] };

    [Fact]
    public void Are_sold_once_protection_has_made_room_and_the_rest_is_protected_before_the_sale_leaves()
    {
        var rig = Protection.Protected(out var oco).Command(Close(500_000));
        Assert.Equal(new VenueRequest.CancelList(Ltc.Id, oco.ListId), rig.Sent[^1]);

        rig.Cancelled(oco.Below).Cancelled(oco.Above);

        Assert.Equal((Of("21.527"), Of("21.527"), At("100.14")), (rig.LastOco.Above.Quantity, rig.LastOco.Below.Quantity, rig.LastOco.Below.StopPrice));
        Assert.Equal((OrderType.Market, Side.Sell, Of("21.527")), (rig.LastPlaced.Type, rig.LastPlaced.Side, rig.LastPlaced.Quantity));
        Assert.IsType<VenueRequest.PlaceOco>(rig.Sent[^2]);
        Assert.True(Assert.Single(rig.Results).IsDone);
    }

    [Fact]
    public void Leave_a_position_that_is_protected_and_closes_by_its_own_target()
    {
        var rig = Sold(out var rest);
        Assert.Equal((Of("21.527"), true, false), (rig.View.Held, rig.View.IsProtected, rig.View.IsExiting));
        var sent = rig.Sent.Count;

        rig.Fill(rest.Above, "21.527", "101.30").Expired(rest.Below);

        Assert.Equal(sent, rig.Sent.Count);
        Assert.Equal((ExitReason.Target, Of("43.054"), Quantity.Zero), (rig.Trip.Reason, rig.Trip.Sold, rig.Trip.Dust));
    }

    [Fact]
    public void While_their_sale_is_not_answered_the_rest_keeps_its_stop_and_the_bot_does_not_guard_it()
    {
        var rig = Selling(out var sale, out var rest).AcceptOco(rest);
        rig.Venue(new VenueEvent.PlaceUnknown(Ltc.Id, rig.Now, [sale.ClientOrderId], null, "time-out"));
        var sent = rig.Sent.Count;

        rig.Trade("100.10");

        Assert.DoesNotContain(rig.Sent.Skip(sent), request => request is not VenueRequest.QueryOrder);
        rig.Fill(rest.Below, "21.527", "100.09").Expired(rest.Above).Fill(sale, "21.527", "100.12");
        Assert.Equal((ExitReason.Stop, Of("43.054")), (rig.Trip.Reason, rig.Trip.Sold));
    }

    [Fact]
    public void That_the_exchange_refuses_stay_with_the_position_and_are_protected_again()
    {
        var rig = Selling(out var sale, out var rest).AcceptOco(rest);

        rig.Refused(sale).Cancelled(rest.Below).Cancelled(rest.Above);

        Assert.Equal(Of("43.054"), rig.LastOco.Below.Quantity);
        Assert.Equal("part-not-sold", Assert.Single(rig.Alerts).Code);
        Assert.Equal(sale, rig.LastPlaced); // not tried again: the wish was for the price of that moment
    }

    [Fact]
    public void That_never_arrived_and_sell_all_the_same_make_protection_smaller()
    {
        var rig = Selling(out var sale, out var rest).AcceptOco(rest).NeverArrived(sale);
        rig.Cancelled(rest.Below).Cancelled(rest.Above).AcceptOco(rig.LastOco);
        var whole = rig.LastOco;
        Assert.Equal(Of("43.054"), whole.Below.Quantity);

        rig.Fill(sale, "21.527", "100.70").Cancelled(whole.Below).Cancelled(whole.Above);

        Assert.Equal(Of("21.527"), rig.LastOco.Below.Quantity);
        Assert.Equal(sale, rig.LastPlaced);
    }

    [Fact]
    public void That_find_no_buyer_for_all_of_it_leave_the_remainder_protected()
    {
        var rig = Selling(out var sale, out var rest).AcceptOco(rest);

        rig.Fill(sale, "10", "100.70").Expired(sale).Cancelled(rest.Below).Cancelled(rest.Above);

        Assert.Equal(Of("33.054"), rig.LastOco.Below.Quantity);
        Assert.Equal("part-not-sold", Assert.Single(rig.Alerts).Code);
    }

    [Fact]
    public void Give_way_to_a_stop_that_fills_while_protection_makes_room()
    {
        var rig = Protection.Protected(out var oco).Command(Close(500_000));

        rig.Fill(oco.Below, "43.054", "100.10").Expired(oco.Above);

        Assert.Equal(ExitReason.Stop, rig.Trip.Reason);
        Assert.DoesNotContain(rig.Sent.OfType<VenueRequest.PlaceOrder>(), request => request.Order.Type == OrderType.Market);
    }

    [Fact]
    public void And_a_guard_that_must_sell_the_rest_do_not_sell_twice()
    {
        var rig = Selling(out var sale, out var rest); // protection of the rest is still on its way
        rig.Trade("100.05").Venue(new VenueEvent.PlaceRefused(
            Ltc.Id, rig.Now, [rest.Above.ClientOrderId, rest.Below.ClientOrderId], rest.ListId, -2010, "Order would trigger immediately."));
        Assert.Equal((OrderType.Market, Of("21.527")), (rig.LastPlaced.Type, rig.LastPlaced.Quantity));
        Assert.NotEqual(sale, rig.LastPlaced);

        rig.Fill(rig.LastPlaced, "21.527", "100.04").Fill(sale, "21.527", "100.04");

        Assert.Equal((ExitReason.GuardedStop, Of("43.054"), Quantity.Zero), (rig.Trip.Reason, rig.Trip.Sold, rig.Trip.Dust));
    }

    [Fact]
    public void Are_taken_from_the_nearest_target_first()
    {
        var rig = Protection.Resting(out var entry, Split).Fill(entry, "43.054", "100.52");
        var parts = rig.Ocos;
        foreach (var part in parts)
            rig.AcceptOco(part);

        rig.Command(Close(Of("25"))); // the first part holds 21.527, the second 12.916
        Assert.Equal([parts[0].ListId, parts[1].ListId], rig.Sent.OfType<VenueRequest.CancelList>().Select(cancel => cancel.ListId));
        foreach (var part in parts.Take(2))
            rig.Cancelled(part.Below).Cancelled(part.Above);

        Assert.Equal(Of("9.443"), rig.LastOco.Below.Quantity);
        Assert.Equal([Of("21.527"), Of("3.473")], rig.Sent.OfType<VenueRequest.PlaceOrder>().TakeLast(2).Select(request => request.Order.Quantity));
    }

    [Fact]
    public void Of_a_position_whose_entry_still_fills_end_the_entry()
    {
        var rig = Protection.Resting(out var entry).Fill(entry, "10", "100.52");
        var oco = rig.LastOco;

        rig.AcceptOco(oco).Command(Close(500_000)).Cancelled(oco.Below).Cancelled(oco.Above);

        Assert.Contains(rig.Sent, request => request is VenueRequest.CancelOrder cancel && cancel.ClientOrderId == entry.ClientOrderId);
        Assert.Equal((Of("5"), Of("5")), (rig.LastOco.Below.Quantity, rig.LastPlaced.Quantity));
    }

    [Theory]
    [InlineData("43.020", "too little for a target and a stop")] // 0.034 LTC would be left: under 5 USDT
    [InlineData("0.040", "at least 5")]
    [InlineData("43.055", "less than 43.055")]
    public void That_can_not_be_are_refused_and_nothing_is_touched(string quantity, string words)
    {
        var rig = Protection.Protected(out _);
        var sent = rig.Sent.Count;

        rig.Command(Close(Of(quantity)));

        var result = Assert.Single(rig.Results);
        Assert.False(result.IsDone);
        Assert.Contains(words, result.Message, StringComparison.Ordinal);
        Assert.Equal(sent, rig.Sent.Count);
    }

    [Fact]
    public void Of_all_that_is_held_close_the_position()
    {
        var rig = Protection.Protected(out var oco).Command(Close(Of("43.054"))).Cancelled(oco.Below).Cancelled(oco.Above);
        rig.Fill(rig.LastPlaced, "43.054", "100.70");

        Assert.Equal(ExitReason.Manual, rig.Trip.Reason);
    }

    [Fact]
    public void Wait_for_the_one_before()
    {
        var rig = Selling(out _, out _).Command(Close(500_000, "2"));

        Assert.Contains("already", rig.Results[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_refused_while_the_exchange_takes_no_orders()
    {
        var rig = Protection.Protected(out _);
        rig.Venue(new VenueEvent.InstrumentChanged(Ltc with { Status = TradingStatus.Halt }, rig.Now));
        var sent = rig.Sent.Count;

        rig.Command(Close(500_000));

        Assert.False(rig.Results[^1].IsDone);
        Assert.Equal(sent, rig.Sent.Count);
    }

    [Theory]
    [InlineData("50%", 500_000)]
    [InlineData("12.5%", 125_000)]
    [InlineData("100%", 1_000_000)]
    [InlineData("0.0001%", 1)]
    public void Are_read_as_percent(string text, int ppm)
    {
        Assert.True(PositionPart.TryParseShare(text, out var share));
        Assert.Equal(ppm, share.Ppm);
    }

    [Theory]
    [InlineData("50")]
    [InlineData("0%")]
    [InlineData("101%")]
    [InlineData("-5%")]
    [InlineData("0.00001%")]
    [InlineData("%")]
    [InlineData("1,5%")]
    public void Are_not_guessed(string text) => Assert.False(PositionPart.TryParseShare(text, out _));

    private static OperatorCommand.ClosePosition Close(int ppm, string id = "1") => new(id, "cli", Ltc.Id, null) { Part = new PositionPart.Share(ppm) };

    private static OperatorCommand.ClosePosition Close(Quantity quantity) => new("1", "cli", Ltc.Id, null) { Part = new PositionPart.Amount(quantity) };

    private static StrategyRig Selling(out OrderSpec sale, out VenueRequest.PlaceOco rest)
    {
        var rig = Protection.Protected(out var oco).Command(Close(500_000)).Cancelled(oco.Below).Cancelled(oco.Above);
        (sale, rest) = (rig.LastPlaced, rig.LastOco);
        return rig;
    }

    private static StrategyRig Sold(out VenueRequest.PlaceOco rest)
    {
        var rig = Selling(out var sale, out rest);
        return rig.AcceptOco(rest).Fill(sale, "21.527", "100.70");
    }
}
