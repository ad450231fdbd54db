using MultiSmc.Core;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

public sealed class NewOrder
{
    [Theory]
    [InlineData("100.001", "1", "PRICE_FILTER")]
    [InlineData("100", "1.0001", "LOT_SIZE")]
    [InlineData("100", "0.001", "NOTIONAL")]
    public void Is_refused_by_the_filter_it_breaks(string price, string quantity, string filter) =>
        Assert.Equal($"Refused o1 -1013 Filter failure: {filter}", new VenueRig().Buy(price, quantity).Story());

    [Fact]
    public void Market_and_stop_orders_meet_their_filters_too()
    {
        var rig = new VenueRig();
        rig.SellerPrint("100", "1");
        Assert.EndsWith("MARKET_LOT_SIZE", rig.Place(Order("m", Side.Sell, OrderType.Market, "51")).Story());
        Assert.EndsWith("NOTIONAL", rig.Place(Order("m", Side.Sell, OrderType.Market, "0.04")).Story());
        Assert.EndsWith("PRICE_FILTER", rig.Place(Order("s", Side.Sell, OrderType.StopLoss, "1", stop: "99.001")).Story());
        Assert.EndsWith("NOTIONAL", rig.Place(Order("s", Side.Sell, OrderType.StopLoss, "0.05", stop: "99")).Story());
    }

    [Fact]
    public void Locks_what_it_needs_and_a_cancel_frees_it()
    {
        var rig = new VenueRig();
        Assert.Equal("New/New o1 | Account USDT:9950+50", rig.Buy("100", "0.5").Story());
        Assert.Equal("New/New o2 | Account BTC:9.5+0.5", rig.Sell("101", "0.5").Story());
        Assert.Equal("Canceled/Canceled o1 | Account USDT:10000+0", rig.Cancel("o1").Story());
        Assert.Equal("Canceled/Canceled o2 | Account BTC:10+0", rig.Cancel("o2").Story());
        Assert.Equal("CancelRefused o2 -2011 Unknown order sent.", rig.Cancel("o2").Story());
    }

    [Fact]
    public void Is_refused_when_the_free_balance_does_not_cover_it()
    {
        var rig = new VenueRig();
        rig.Buy("100", "60");
        Assert.EndsWith("-2010 Account has insufficient balance for requested action.", rig.Buy("100", "41").Story());
        Assert.EndsWith("-2010 Account has insufficient balance for requested action.", rig.Sell("101", "10.001").Story());
        Assert.EndsWith("-2010 Account has insufficient balance for requested action.", rig.Buy("90000000000", "90000000000").Story());
        Assert.StartsWith("New/New", rig.Buy("100", "40").Story());
    }

    [Fact]
    public void A_name_is_taken_while_its_order_is_open_and_free_after()
    {
        var rig = new VenueRig();
        var order = Order("same", Side.Buy, OrderType.LimitMaker, "1", "100");
        rig.Place(order);
        Assert.Equal("Refused same -2010 Duplicate order sent.", rig.Place(order).Story());
        rig.Cancel("same");
        Assert.StartsWith("New/New same", rig.Place(order).Story());
    }

    [Fact]
    public void Numbers_rise_from_one_and_quantities_are_cumulative()
    {
        var rig = new VenueRig();
        rig.SellerPrint("100", "1");
        var first = rig.Buy("99", "1").Reports()[0];
        rig.Buy("98", "1", OrderType.Limit);
        Assert.Equal(new VenueOrderId(1), first.VenueOrderId);
        var reports = rig.SellerPrint("97", "1.5").Reports();
        Assert.Equal([1L, 2L], reports.Select(r => r.Fill!.TradeId.Value));
        Assert.Equal(new VenueOrderId(2), reports[1].VenueOrderId);
        var last = rig.SellerPrint("97", "1.5").Reports()[0];
        Assert.Equal((Q("1"), M("98"), OrderStatus.Filled), (last.Filled, last.FilledQuote, last.Status));
    }

    [Fact]
    public void For_an_unknown_instrument_is_a_callers_mistake()
    {
        var rig = new VenueRig();
        var order = Order("a", Side.Buy, OrderType.Limit, "1", "100") with { Instrument = new InstrumentId(1) };
        Assert.Throws<ArgumentException>(() => rig.Place(order));
        Assert.Throws<ArgumentException>(() => rig.Venue.OnMarket(new MarketEvent(new InstrumentId(-1), default(TradeTick))));
    }
}

public sealed class Parameters
{
    [Fact]
    public void Out_of_range_are_refused()
    {
        foreach (var bad in new[]
        {
            Free with { SlippageTicks = -1 }, Free with { QueueFactorPpm = -1 }, Free with { MakerFeePpm = 1_000_001 }, Free with { TakerFeePpm = -1 },
            Free with { LatencyToVenue = new Duration(-1) }, Free with { LatencyFromVenue = new Duration(-1) },
            Free with { LatencyJitterMax = new Duration(-1) }, Free with { QueueAgeScale = Duration.Zero }, Free with { BnbDiscountPpm = 1_000_001 },
            Free with { InitialBalances = [new AssetAmount(Btc, M("-1"))] },
            Free with { InitialBalances = [new AssetAmount(Btc, M("1")), new AssetAmount(Btc, M("1"))] },
            Free with { BnbPrices = [new BnbPrice(Usdt, default)] },
        })
        {
            Assert.ThrowsAny<ArgumentException>(() => new VenueRig(bad));
        }
    }

    [Fact]
    public void Instruments_stand_at_the_place_of_their_id() =>
        Assert.Throws<ArgumentException>(() => new SimulatedVenue([BtcUsdt with { Id = new InstrumentId(1) }], Free));
}
