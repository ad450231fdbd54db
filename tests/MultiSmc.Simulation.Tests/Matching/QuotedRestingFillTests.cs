using MultiSmc.Core;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

public sealed class RestingOrderAtT1
{
    private static readonly SimulationParameters Queue = Free with { FillModel = FillModel.Queue };

    [Theory]
    [InlineData("100.01", true)]
    [InlineData("100.00", false)]
    public void Rule_3_a_post_only_buy_is_refused_at_the_quoted_ask(string price, bool isRefused)
    {
        var rig = new VenueRig();
        rig.BuyerPrint("99", "1");
        rig.Quote("99.98", "1", "100.01", "1");
        Assert.Equal(isRefused, rig.Buy(price, "1").Story().Contains("would immediately match"));
    }

    [Fact]
    public void Rule_4_the_displayed_size_stands_ahead_at_the_best_bid()
    {
        var rig = new VenueRig(Queue);
        rig.Quote("100", "2", "100.05", "1");
        rig.Buy("100", "1");
        Assert.Empty(rig.SellerPrint("100", "2"));
        Assert.Equal("T1/queue", Assert.Single(rig.SellerPrint("100", "0.5").Fills()).Evidence);
    }

    [Fact]
    public void Rule_4_nothing_stands_ahead_inside_the_spread()
    {
        var rig = new VenueRig(Queue);
        rig.Quote("100", "2", "100.05", "1");
        rig.Buy("100.02", "1");
        Assert.Equal(Q("0.5"), Assert.Single(rig.SellerPrint("100.02", "0.5").Fills()).Quantity);
    }

    [Fact]
    public void Rule_4_a_deeper_level_is_settled_when_the_quote_first_shows_it_and_age_has_moved_us_forward()
    {
        var rig = new VenueRig(Queue with { QueueAgeScale = Duration.FromSeconds(3) });
        rig.Quote("100", "2", "100.05", "1");
        rig.Buy("99", "1");
        Assert.Empty(rig.SellerPrint("99", "50"));
        rig.Tick();
        // Three seconds old: half of the 4 displayed stands ahead.
        rig.Quote("99", "4", "99.05", "1");
        Assert.Empty(rig.SellerPrint("99", "2"));
        Assert.Single(rig.SellerPrint("99", "1").Fills());
    }

    [Fact]
    public void Rule_6_a_quoted_ask_at_our_price_fills_up_to_its_size_and_the_same_display_is_not_taken_twice()
    {
        var rig = new VenueRig();
        rig.Quote("100", "2", "100.05", "1");
        rig.Buy("99.50", "1");
        rig.Buy("99.40", "1");
        var fill = Assert.Single(rig.Quote("99", "1", "99.50", "0.4").Fills());
        Assert.Equal((P("99.50"), Q("0.4"), Liquidity.Maker, "T1/crossed"), (fill.Price, fill.Quantity, fill.Liquidity, fill.Evidence));
        Assert.Empty(rig.Quote("99", "3", "99.50", "0.4"));
        Assert.Equal(Q("0.1"), Assert.Single(rig.Quote("99", "3", "99.50", "0.5").Fills()).Quantity);
        Assert.Equal(["o1 0.5", "o2 0.2"], rig.Quote("99", "3", "99.40", "0.7").Fills().Select(f => $"{f.ClientOrderId} {f.Quantity}"));
    }

    [Fact]
    public void Rule_6_a_quoted_bid_at_our_sell_fills_it()
    {
        var rig = new VenueRig();
        rig.Quote("100", "2", "100.05", "1");
        rig.Sell("101", "1");
        Assert.Equal(Q("1"), Assert.Single(rig.Quote("101", "3", "101.05", "1").Fills()).Quantity);
    }

    [Fact]
    public void Rule_2_once_quotes_are_known_a_buyer_print_below_proves_nothing_more_than_they_do()
    {
        var rig = new VenueRig();
        rig.Quote("100", "2", "100.05", "1");
        rig.Buy("99.50", "1");
        Assert.Empty(rig.BuyerPrint("99.40", "1"));
        Assert.Equal("T1/trade-through", Assert.Single(rig.SellerPrint("99.40", "1").Fills()).Evidence);
    }

    [Fact]
    public void An_empty_side_of_the_book_meets_nothing()
    {
        var rig = new VenueRig(Queue);
        rig.Quote("100", "2", "100.05", "1");
        rig.Buy("99", "1");
        rig.Sell("101", "1");
        Assert.Empty(rig.Quote("0", "0", "0", "0"));
        Assert.Contains("INSUFFICIENT_LIQUIDITY", rig.Place(Order("m", Side.Buy, OrderType.Market, "1")).Story());
    }
}
