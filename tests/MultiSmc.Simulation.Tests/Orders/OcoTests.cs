using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

public sealed class Oco
{
    private static VenueRig At100()
    {
        var rig = new VenueRig();
        rig.SellerPrint("100", "1");
        return rig;
    }

    [Fact]
    public void Locks_once_for_both_legs()
    {
        var events = At100().Oco("10", "102", "98");
        Assert.Equal("New/New L-sl | New/New L-tp | Account BTC:0+10", events.Story());
        Assert.Equal([false, true], events.Reports().Select(r => r.IsWorking));
        Assert.All(events.Reports(), r => Assert.Equal(new ClientListId("L"), r.ListId));
    }

    [Theory]
    [InlineData("100", "98")]
    [InlineData("102", "100")]
    [InlineData("99", "98")]
    public void Is_refused_when_its_prices_do_not_enclose_the_last_price(string target, string stop) => Assert.Equal(
        "Refused L-tp,L-sl -2010 The relationship of the prices for the orders is not correct.", At100().Oco("1", target, stop).Story());

    [Fact]
    public void Is_refused_without_funds_by_a_filter_and_under_a_name_in_use()
    {
        var rig = At100();
        Assert.EndsWith("insufficient balance for requested action.", rig.Oco("11", "102", "98").Story());
        Assert.EndsWith("Filter failure: LOT_SIZE", rig.Oco("1.0001", "102", "98").Story());
        Assert.EndsWith("Filter failure: PRICE_FILTER", rig.Oco("1", "102", "98.001").Story());
        rig.Oco("1", "102", "98");
        Assert.EndsWith("Duplicate order sent.", rig.Oco("1", "102", "98").Story());
    }

    [Fact]
    public void First_partial_fill_of_the_target_expires_the_stop()
    {
        var rig = At100();
        rig.Oco("1", "102", "98");
        Assert.Equal(
            "Expired/Expired L-sl OCO_TRIGGER | Trade/PartiallyFilled L-tp 0.3@102 | Account BTC:9+0.7,USDT:10030.6+0",
            rig.BuyerPrint("102.01", "0.3").Story());
        Assert.Empty(rig.SellerPrint("97", "5"));
        Assert.Equal("Canceled/Canceled L-tp | Account BTC:9.7+0", rig.Do(new VenueRequest.CancelList(BtcUsdt.Id, new ClientListId("L"))).Story());
    }

    [Fact]
    public void A_triggered_stop_expires_the_target_and_takes_over_the_lock()
    {
        var rig = At100();
        rig.Oco("1", "102", "98");
        var events = rig.SellerPrint("97.90", "1");
        Assert.Equal("Expired/Expired L-tp OCO_TRIGGER | New/New L-sl | Account BTC:9+1", events.Story());
        Assert.True(events.Reports()[1].IsWorking);
        Assert.Equal("Trade/Filled L-sl 1@97.79 | Account BTC:9+0,USDT:10097.79+0", rig.SellerPrint("97.80", "5").Story());
        Assert.StartsWith("New/New", rig.Oco("1", "99", "97").Story());
    }

    [Fact]
    public void Cancelling_the_list_or_either_leg_ends_both()
    {
        foreach (var request in new VenueRequest[]
        {
            new VenueRequest.CancelList(BtcUsdt.Id, new ClientListId("L")),
            new VenueRequest.CancelOrder(BtcUsdt.Id, new ClientOrderId("L-tp")),
            new VenueRequest.CancelOrder(BtcUsdt.Id, new ClientOrderId("L-sl")),
        })
        {
            var rig = At100();
            rig.Oco("1", "102", "98");
            Assert.Equal("Canceled/Canceled L-sl | Canceled/Canceled L-tp | Account BTC:10+0", rig.Do(request).Story());
            Assert.Contains("-2011 Unknown order sent.", rig.Do(request).Story());
        }
    }

    [Fact]
    public void With_an_elected_stop_can_no_longer_be_cancelled()
    {
        var rig = At100();
        rig.Oco("1", "102", "98");
        rig.SellerPrint("98", "1");
        Assert.Equal("CancelRefused L -2011 Unknown order sent.", rig.Do(new VenueRequest.CancelList(BtcUsdt.Id, new ClientListId("L"))).Story());
        Assert.Equal("CancelRefused L-sl -2011 Unknown order sent.", rig.Cancel("L-sl").Story());
    }

    [Fact]
    public void Of_legs_that_do_not_make_one_is_a_callers_mistake()
    {
        var rig = At100();
        var good = OcoRequest("1", "102", "98");
        foreach (var bad in new[]
        {
            good with { Above = good.Above with { Type = OrderType.Limit } }, good with { Below = good.Below with { Type = OrderType.Market } },
            good with { Above = good.Above with { Side = Side.Buy } }, good with { Below = good.Below with { Quantity = Q("2") } },
            good with { Below = good.Below with { ClientOrderId = good.Above.ClientOrderId } },
        })
        {
            Assert.Throws<ArgumentException>(() => rig.Do(bad));
        }
    }
}
