using MultiSmc.Core;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

public sealed class CommissionOfAFill
{
    private static readonly SimulationParameters Charged = Free with { MakerFeePpm = 1_000, TakerFeePpm = 2_000 };

    [Fact]
    public void Of_a_buy_is_taken_from_the_base_received()
    {
        var rig = new VenueRig(Charged);
        rig.SellerPrint("100", "5");
        rig.Buy("99", "1");
        var fill = Assert.Single(rig.SellerPrint("98", "1").Fills());
        Assert.Equal((Btc, M("0.001")), (fill.FeeAsset, fill.Fee));
        Assert.Equal(new Balance(M("10.999"), Money.Zero), rig.BalanceOf(Btc));
    }

    [Fact]
    public void Of_a_sell_is_taken_from_the_quote_received_and_floored()
    {
        var rig = new VenueRig(Charged with { TakerFeePpm = 333 });
        rig.SellerPrint("100", "5");
        // 0.057 × 99.99 = 5.69943; × 0.000333 = 0.00189791019: the tenth decimal is dropped in our favour.
        var fill = Assert.Single(rig.Place(Order("m", Side.Sell, OrderType.Market, "0.057")).Fills());
        Assert.Equal((Usdt, M("0.00189791")), (fill.FeeAsset, fill.Fee));
        Assert.Equal(M("10005.69753209"), rig.BalanceOf(Usdt).Free);
    }

    [Fact]
    public void In_bnb_is_discounted_and_converted_at_its_price()
    {
        var rig = new VenueRig(WithBnb("1"));
        rig.SellerPrint("100", "5");
        rig.Buy("99", "1");
        // 99 × 0.1 % × 75 % = 0.07425 USDT = 0.000123750 BNB at 600.
        var fill = Assert.Single(rig.SellerPrint("98", "1").Fills());
        Assert.Equal((Bnb, M("0.00012375")), (fill.FeeAsset, fill.Fee));
        Assert.Equal(M("0.99987625"), rig.BalanceOf(Bnb).Free);
        Assert.Equal(M("11"), rig.BalanceOf(Btc).Free);
    }

    [Fact]
    public void Falls_back_to_the_received_asset_when_bnb_is_short_or_has_no_price()
    {
        foreach (var parameters in new[] { WithBnb("0.00012374"), WithBnb("1") with { BnbPrices = [] } })
        {
            var rig = new VenueRig(parameters);
            rig.SellerPrint("100", "5");
            rig.Buy("99", "1");
            var fill = Assert.Single(rig.SellerPrint("98", "1").Fills());
            Assert.Equal((Btc, M("0.001")), (fill.FeeAsset, fill.Fee));
        }
    }

    private static SimulationParameters WithBnb(string amount) => Charged with
    {
        FeeMode = FeeMode.Bnb,
        BnbPrices = [new BnbPrice(Usdt, P("600"))],
        InitialBalances = [.. Free.InitialBalances, new AssetAmount(Bnb, M(amount))],
    };
}
