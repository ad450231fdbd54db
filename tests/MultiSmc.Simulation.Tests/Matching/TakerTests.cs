using MultiSmc.Core;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

public sealed class Taker
{
    [Fact]
    public void Rule_11_a_market_buy_pays_the_last_buyer_print_and_the_slippage()
    {
        var rig = new VenueRig(Free with { SlippageTicks = 2 });
        rig.BuyerPrint("100", "2");
        rig.SellerPrint("99.95", "2");
        Assert.Equal(
            "New/New m | Trade/Filled m 1@100.02 | Account BTC:11+0,USDT:9899.98+0",
            rig.Place(Order("m", Side.Buy, OrderType.Market, "1")).Story());
    }

    [Fact]
    public void Rule_11_a_market_sell_loses_a_tick_more_for_each_whole_typical_print()
    {
        var rig = new VenueRig();
        rig.SellerPrint("100", "0.5");
        var fill = Assert.Single(rig.Place(Order("m", Side.Sell, OrderType.Market, "1.2")).Fills());
        Assert.Equal((P("99.97"), Liquidity.Taker, "T0/taker"), (fill.Price, fill.Liquidity, fill.Evidence));
    }

    [Fact]
    public void Rule_11_a_newer_print_that_proves_a_worse_price_counts()
    {
        var rig = new VenueRig();
        rig.BuyerPrint("100", "2");
        rig.SellerPrint("105", "2");
        Assert.Equal(P("105.02"), Assert.Single(rig.Place(Order("m", Side.Buy, OrderType.Market, "1")).Fills()).Price);
    }

    [Fact]
    public void Rule_11_with_a_quote_the_displayed_size_is_taken_first_and_the_rest_deeper()
    {
        var rig = new VenueRig();
        rig.Quote("100", "1", "100.05", "0.4");
        var fills = rig.Place(Order("m", Side.Buy, OrderType.Market, "1")).Fills();
        Assert.Equal(["0.4@100.05 T1/taker", "0.6@100.07 T1/taker"], fills.Select(f => $"{f.Quantity}@{f.Price} {f.Evidence}"));
        // The same display is not there twice.
        Assert.Equal(P("100.06"), Assert.Single(rig.Place(Order("n", Side.Buy, OrderType.Market, "0.4")).Fills()).Price);
    }

    [Fact]
    public void A_crossing_limit_takes_within_its_price_and_rests_with_what_is_left()
    {
        var rig = new VenueRig();
        rig.BuyerPrint("100", "0.5");
        // 100.01 holds less than 0.5, 100.02 less than 1 (whole lots).
        var events = rig.Place(Order("a", Side.Buy, OrderType.Limit, "2", "100.02"));
        Assert.Equal("New/New a | Trade/PartiallyFilled a 0.999@100.02 | Account BTC:10.999+0,USDT:9799.96+100.12002", events.Story());
        Assert.True(events.Reports()[^1].IsWorking);
        Assert.Equal("T0/trade-through", Assert.Single(rig.SellerPrint("100", "5").Fills()).Evidence);
    }

    [Fact]
    public void A_better_price_frees_the_difference()
    {
        var rig = new VenueRig();
        rig.BuyerPrint("100", "5");
        Assert.Equal("New/New a | Trade/Filled a 1@100.01 | Account BTC:11+0,USDT:9899.99+0", rig.Buy("101", "1", OrderType.Limit).Story().Replace("o1", "a"));
    }

    [Fact]
    public void An_ioc_expires_with_its_rest_and_a_fok_fills_whole_or_not_at_all()
    {
        var rig = new VenueRig();
        rig.BuyerPrint("100", "0.5");
        Assert.StartsWith(
            "New/New i | Trade/PartiallyFilled i 0.499@100.01 | Expired/Expired i UNFILLED_IOC_QUANTITY_EXPIRED | Account",
            rig.Place(Order("i", Side.Buy, OrderType.Limit, "1", "100.01", timeInForce: TimeInForce.Ioc)).Story());
        Assert.StartsWith(
            "New/New f | Expired/Expired f UNFILLED_FOK_ORDER_EXPIRED | Account",
            rig.Place(Order("f", Side.Buy, OrderType.Limit, "1", "100.01", timeInForce: TimeInForce.Fok)).Story());
        Assert.StartsWith(
            "New/New g | Trade/Filled g 1@100.03 | Account",
            rig.Place(Order("g", Side.Buy, OrderType.Limit, "1", "100.03", timeInForce: TimeInForce.Fok)).Story());
    }

    [Fact]
    public void A_market_buy_that_the_free_balance_does_not_cover_is_refused()
    {
        var rig = new VenueRig();
        rig.BuyerPrint("1000", "50");
        Assert.Contains("-2010 Account has insufficient balance", rig.Place(Order("m", Side.Buy, OrderType.Market, "10")).Story());
        Assert.Single(rig.Place(Order("m", Side.Buy, OrderType.Market, "9.9")).Fills());
    }
}

public sealed class StopOrder
{
    [Fact]
    public void Rule_10_an_elected_sell_goes_along_with_the_following_seller_prints_one_tick_worse()
    {
        var rig = new VenueRig();
        rig.SellerPrint("100", "1");
        rig.Place(Order("s", Side.Sell, OrderType.StopLoss, "1", stop: "99"));
        Assert.Empty(rig.SellerPrint("99.01", "1"));
        Assert.Equal("New/New s | Account BTC:9+1", rig.SellerPrint("98.90", "5").Story());
        Assert.Empty(rig.BuyerPrint("98.95", "5"));
        Assert.Equal("Trade/PartiallyFilled s 0.4@98.79 | Account BTC:9+0.6,USDT:10039.516+0", rig.SellerPrint("98.80", "0.4").Story());
        var fill = Assert.Single(rig.SellerPrint("98.70", "9").Fills());
        Assert.Equal((P("98.69"), Q("0.6"), Liquidity.Taker, "T0/stop"), (fill.Price, fill.Quantity, fill.Liquidity, fill.Evidence));
    }

    [Fact]
    public void Rule_10_prints_of_the_electing_moment_do_not_serve_it()
    {
        var rig = new VenueRig();
        rig.SellerPrint("100", "1");
        rig.Place(Order("s", Side.Sell, OrderType.StopLoss, "1", stop: "99"));
        rig.SellerPrint("99", "5");
        Assert.Empty(rig.PrintNow("98.90", "5", AggressorSide.Seller));
        Assert.Single(rig.SellerPrint("98.80", "5").Fills());
    }

    [Fact]
    public void Rule_10_with_a_quote_the_bid_is_taken_at_once_and_then_worse()
    {
        var rig = new VenueRig();
        rig.Quote("100", "0.4", "100.05", "1");
        rig.BuyerPrint("100.05", "0.1");
        rig.Place(Order("s", Side.Sell, OrderType.StopLoss, "1", stop: "99"));
        rig.Quote("98.95", "0.4", "99.01", "1");
        Assert.Equal(
            ["0.4@98.95 T1/stop", "0.6@98.93 T1/stop"],
            rig.BuyerPrint("99", "0.1").Fills().Select(f => $"{f.Quantity}@{f.Price} {f.Evidence}"));
    }

    [Fact]
    public void An_elected_stop_that_still_waits_for_prints_takes_from_the_first_quote()
    {
        var rig = new VenueRig();
        rig.SellerPrint("100", "1");
        rig.Place(Order("s", Side.Sell, OrderType.StopLoss, "1", stop: "99"));
        rig.SellerPrint("99", "5");
        Assert.Equal("T1/stop", Assert.Single(rig.Quote("98", "5", "98.01", "5").Fills()).Evidence);
    }

    [Fact]
    public void A_stop_that_its_price_has_already_reached_is_refused()
    {
        var rig = new VenueRig();
        rig.SellerPrint("100", "1");
        foreach (var (side, type, stop) in new[]
        {
            (Side.Sell, OrderType.StopLoss, "100"), (Side.Buy, OrderType.StopLoss, "100"),
            (Side.Sell, OrderType.TakeProfit, "100"), (Side.Buy, OrderType.TakeProfit, "100"),
        })
        {
            Assert.Contains("-2010 Order would trigger immediately.", rig.Place(Order("s", side, type, "1", stop: stop)).Story());
        }
    }

    [Fact]
    public void A_stop_limit_can_be_left_behind_by_a_gap()
    {
        var rig = new VenueRig();
        rig.SellerPrint("100", "5");
        rig.Place(Order("s", Side.Sell, OrderType.StopLossLimit, "1", "98.90", "99"));
        Assert.Equal("New/New s | Account BTC:9+1", rig.SellerPrint("98", "5").Story());
        Assert.Empty(rig.SellerPrint("97", "5"));
        Assert.Equal("T0/trade-through", Assert.Single(rig.BuyerPrint("98.91", "5").Fills()).Evidence);
    }

    [Fact]
    public void A_stop_limit_with_room_takes_by_rule_11_at_once()
    {
        var rig = new VenueRig();
        rig.SellerPrint("100", "5");
        rig.Place(Order("s", Side.Sell, OrderType.StopLossLimit, "1", "98.50", "99"));
        Assert.StartsWith("New/New s | Trade/Filled s 1@98.98", rig.SellerPrint("98.99", "5").Story());
    }

    [Fact]
    public void A_take_profit_waits_for_the_rise()
    {
        var rig = new VenueRig();
        rig.SellerPrint("100", "5");
        rig.Place(Order("t", Side.Sell, OrderType.TakeProfit, "1", stop: "101"));
        Assert.Empty(rig.BuyerPrint("100.99", "1"));
        Assert.StartsWith("New/New t", rig.BuyerPrint("101", "1").Story());
        Assert.Equal(P("100.98"), Assert.Single(rig.SellerPrint("100.99", "5").Fills()).Price);
    }

    [Fact]
    public void A_buy_stop_locks_its_stop_price_and_ends_where_the_money_does()
    {
        var rig = new VenueRig();
        rig.SellerPrint("1000", "5");
        Assert.EndsWith("Account USDT:100+9900", rig.Place(Order("s", Side.Buy, OrderType.StopLoss, "9", stop: "1100")).Story());
        rig.BuyerPrint("1100", "1");
        // 19.99 a unit over the stop price come from the 100 that are free: enough for 5.002 units.
        var story = rig.BuyerPrint("1119.98", "20").Story();
        Assert.StartsWith("Trade/PartiallyFilled s 5.002@1119.99 | Expired/Expired s INSUFFICIENT_BALANCES | Account", story);
        Assert.Equal(Money.Zero, rig.BalanceOf(Usdt).Locked);
    }

    [Fact]
    public void A_buy_stop_that_cannot_pay_for_a_single_lot_is_rejected()
    {
        var rig = new VenueRig();
        rig.SellerPrint("900", "5");
        rig.Place(Order("s", Side.Buy, OrderType.StopLoss, "10", stop: "1000"));
        rig.BuyerPrint("1000", "1");
        Assert.Equal("Rejected/Rejected s INSUFFICIENT_BALANCES | Account USDT:10000+0", rig.BuyerPrint("1000", "20").Story());
    }

    [Fact]
    public void An_elected_stop_can_no_longer_be_cancelled()
    {
        var rig = new VenueRig();
        rig.SellerPrint("100", "1");
        rig.Place(Order("s", Side.Sell, OrderType.StopLoss, "1", stop: "99"));
        rig.SellerPrint("99", "5");
        Assert.Equal("CancelRefused s -2011 Unknown order sent.", rig.Cancel("s").Story());
    }
}
