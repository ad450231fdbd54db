using MultiSmc.Core;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

public sealed class RestingOrderAtT0
{
    [Fact]
    public void Rule_1_a_print_at_the_moment_of_going_live_does_not_count()
    {
        var rig = new VenueRig(Free with { FillModel = FillModel.Touch });
        rig.SellerPrint("100", "1");
        rig.Venue.Submit(new Engine.VenueRequest.PlaceOrder(Order("a", Side.Buy, OrderType.LimitMaker, "1", "99")), rig.Now);
        Assert.Empty(rig.PrintNow("99", "1", AggressorSide.Seller));
        Assert.Single(rig.SellerPrint("99", "1").Fills());
    }

    [Fact]
    public void Rule_1_a_print_at_the_moment_of_the_cancel_still_fills()
    {
        var rig = new VenueRig();
        rig.SellerPrint("100", "1");
        rig.Buy("100", "1");
        rig.Tick();
        rig.Venue.Submit(new Engine.VenueRequest.CancelOrder(BtcUsdt.Id, new ClientOrderId("o1")), rig.Now);
        Assert.Single(rig.PrintNow("99", "1", AggressorSide.Seller).Fills());
        Assert.Contains("-2011 Unknown order sent.", rig.SellerPrint("99", "1").Story());
    }

    [Theory]
    [InlineData(AggressorSide.Buyer, "100.00", true)]
    [InlineData(AggressorSide.Buyer, "99.99", false)]
    [InlineData(AggressorSide.Seller, "100.01", true)]
    [InlineData(AggressorSide.Seller, "100.00", false)]
    public void Rule_3_a_post_only_buy_is_refused_at_the_ask_that_the_last_print_bounds(AggressorSide aggressor, string price, bool isRefused)
    {
        var rig = new VenueRig();
        rig.Print("100", "1", aggressor);
        Assert.Equal(isRefused, rig.Buy(price, "1").Story().Contains("-2010 Order would immediately match and take."));
    }

    [Theory]
    [InlineData(AggressorSide.Seller, "100.00", true)]
    [InlineData(AggressorSide.Seller, "100.01", false)]
    [InlineData(AggressorSide.Buyer, "99.99", true)]
    [InlineData(AggressorSide.Buyer, "100.00", false)]
    public void Rule_3_a_post_only_sell_is_refused_at_the_bid_that_the_last_print_bounds(AggressorSide aggressor, string price, bool isRefused)
    {
        var rig = new VenueRig();
        rig.Print("100", "1", aggressor);
        Assert.Equal(isRefused, rig.Sell(price, "1").Story().Contains("-2010 Order would immediately match and take."));
    }

    [Fact]
    public void Rule_3_our_own_order_on_the_other_side_stands_on_the_book_too()
    {
        var rig = new VenueRig();
        rig.Sell("101", "1");
        Assert.Contains("would immediately match", rig.Buy("101", "1").Story());
        rig.Buy("100", "1");
        Assert.Contains("would immediately match", rig.Sell("100", "1").Story());
    }

    [Fact]
    public void Rule_5_a_print_above_a_buy_does_nothing_and_one_below_fills_at_most_its_volume()
    {
        var rig = new VenueRig();
        rig.SellerPrint("100", "1");
        rig.Buy("99.50", "1");
        Assert.Empty(rig.SellerPrint("99.51", "5"));
        Assert.Equal(
            "Trade/PartiallyFilled o1 0.4@99.5 | Account BTC:10.4+0,USDT:9900.5+59.7", rig.SellerPrint("99.49", "0.4").Story());
        Assert.Equal("Trade/Filled o1 0.6@99.5 | Account BTC:11+0,USDT:9900.5+0", rig.SellerPrint("90", "5").Story());
    }

    [Fact]
    public void Rule_5_a_buyer_print_above_a_sell_fills_it_at_its_own_price()
    {
        var rig = new VenueRig();
        rig.BuyerPrint("100", "1");
        rig.Sell("100.50", "1");
        Assert.Empty(rig.BuyerPrint("100.49", "5"));
        var fill = Assert.Single(rig.BuyerPrint("105", "5").Fills());
        Assert.Equal((P("100.50"), Q("1"), Liquidity.Maker, "T0/trade-through"), (fill.Price, fill.Quantity, fill.Liquidity, fill.Evidence));
    }

    [Fact]
    public void Rule_5_one_budget_serves_all_our_orders_in_price_time_order()
    {
        var rig = new VenueRig();
        rig.SellerPrint("100", "1");
        rig.Buy("99", "1");
        rig.Buy("99.50", "1");
        rig.Buy("99.50", "1");
        var fills = rig.SellerPrint("98", "2.5").Fills();
        Assert.Equal(["o2 1", "o3 1", "o1 0.5"], fills.Select(f => $"{f.ClientOrderId} {f.Quantity}"));
    }

    [Fact]
    public void Rule_5_only_whole_lots_are_filled()
    {
        var rig = new VenueRig();
        rig.SellerPrint("100", "1");
        rig.Buy("99", "1");
        Assert.Empty(rig.SellerPrint("98", "0.0009"));
        Assert.Equal(Q("0.002"), Assert.Single(rig.SellerPrint("98", "0.0029").Fills()).Quantity);
    }

    [Theory]
    [InlineData(FillModel.TradeThrough)]
    [InlineData(FillModel.Queue)]
    [InlineData(FillModel.Touch)]
    public void Rule_6_a_buyer_print_below_a_buy_proves_that_it_was_met_in_every_model(FillModel model)
    {
        var rig = new VenueRig(Free with { FillModel = model });
        rig.SellerPrint("100", "1");
        rig.Buy("99", "1");
        Assert.Equal(model == FillModel.Touch, rig.BuyerPrint("99", "0.1").Fills().Count == 1);
        var fill = Assert.Single(rig.BuyerPrint("98.99", "0.2").Fills());
        Assert.Equal((P("99"), Q("0.2"), "T0/crossed"), (fill.Price, fill.Quantity, fill.Evidence));
    }

    [Fact]
    public void Rule_8_trade_through_never_fills_at_the_price()
    {
        var rig = new VenueRig();
        rig.SellerPrint("100", "1");
        rig.Buy("99", "1");
        Assert.Empty(rig.SellerPrint("99", "1000"));
    }

    [Fact]
    public void Rule_8_touch_fills_at_the_first_print_at_the_price()
    {
        var rig = new VenueRig(Free with { FillModel = FillModel.Touch });
        rig.SellerPrint("100", "1");
        rig.Buy("99", "1");
        var fill = Assert.Single(rig.SellerPrint("99", "0.3").Fills());
        Assert.Equal((Q("0.3"), "T0/touch"), (fill.Quantity, fill.Evidence));
    }

    [Fact]
    public void Rule_4_and_8_queue_waits_for_kappa_times_the_typical_visit()
    {
        var rig = new VenueRig(Free with { FillModel = FillModel.Queue, QueueFactorPpm = 1_500_000 });
        // Visits of bids: 2 at 100 (two prints, a buyer's in between), 4 at 99.9: mean 3, ahead 4.5; the visit of 100 goes on.
        rig.SellerPrint("100", "1.5");
        rig.BuyerPrint("100.01", "7");
        rig.SellerPrint("100", "0.5");
        rig.SellerPrint("99.90", "4");
        rig.SellerPrint("100", "1");
        rig.Buy("99", "1");
        Assert.Empty(rig.SellerPrint("99", "4"));
        var fill = Assert.Single(rig.SellerPrint("99", "0.9").Fills());
        Assert.Equal((Q("0.4"), "T0/queue"), (fill.Quantity, fill.Evidence));
    }

    [Fact]
    public void Rule_5_what_stood_ahead_of_two_orders_is_taken_from_a_print_once()
    {
        var rig = new VenueRig(Free with { FillModel = FillModel.Queue });
        rig.SellerPrint("100", "2");
        rig.SellerPrint("99.90", "1");
        rig.Buy("99", "1");
        rig.Buy("99", "1");
        // Ahead of both: 2. The print leaves 1.5 for us, in order of time.
        Assert.Equal(["o1 1", "o2 0.5"], rig.SellerPrint("99", "3.5").Fills().Select(f => $"{f.ClientOrderId} {f.Quantity}"));
    }

    [Fact]
    public void Rule_5_a_print_beyond_the_price_empties_the_queue()
    {
        var rig = new VenueRig(Free with { FillModel = FillModel.Queue });
        rig.SellerPrint("100", "2");
        rig.SellerPrint("99.90", "1");
        rig.Buy("99", "1");
        Assert.Equal("T0/trade-through", Assert.Single(rig.SellerPrint("98.99", "0.5").Fills()).Evidence);
        Assert.Equal("T0/queue", Assert.Single(rig.SellerPrint("99", "0.5").Fills()).Evidence);
    }

    [Fact]
    public void Rule_4_without_any_visit_yet_the_queue_is_unknown_until_one_is_over()
    {
        var rig = new VenueRig(Free with { FillModel = FillModel.Queue });
        rig.Buy("99", "1");
        Assert.Empty(rig.SellerPrint("99", "50").Fills());
        rig.SellerPrint("99.10", "1");
        Assert.Empty(rig.SellerPrint("99", "25").Fills());
        Assert.Single(rig.SellerPrint("99", "30").Fills());
    }

    [Fact]
    public void Nothing_matches_before_the_first_print()
    {
        var rig = new VenueRig();
        Assert.StartsWith("New/New o1 | Account", rig.Buy("100", "1").Story());
        Assert.StartsWith("New/New o2 | Account", rig.Sell("101", "1", OrderType.Limit).Story());
        Assert.Contains("Expired/Expired m INSUFFICIENT_LIQUIDITY", rig.Place(Order("m", Side.Sell, OrderType.Market, "1")).Story());
        Assert.StartsWith("New/New s | Account", rig.Place(Order("s", Side.Sell, OrderType.StopLoss, "1", stop: "100")).Story());
    }
}
