using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>What an execution costs: charged per fill, floored to 10^-8 of the asset it is taken in.</summary>
internal sealed class Commission
{
    private static readonly Asset Bnb = new("BNB");
    private readonly AccountParameters _parameters;
    private readonly SortedDictionary<Asset, Price> _bnbPrices = [];

    public Commission(AccountParameters parameters)
    {
        _parameters = parameters;
        foreach (var (quote, price) in parameters.BnbPrices)
            _bnbPrices[quote] = price;
        _bnbPrices[Bnb] = new Price(FixedPoint.Scale);
    }

    /// <summary>The commission and its asset.</summary>
    /// <param name="instrument">What was traded.</param>
    /// <param name="side">Bought or sold.</param>
    /// <param name="quantity">Base quantity of the fill.</param>
    /// <param name="quoteAmount">Quote amount of the fill.</param>
    /// <param name="liquidity">Rested or took.</param>
    /// <param name="freeBnb">Free BNB, the proceeds of this fill included.</param>
    public AssetAmount Of(Instrument instrument, Side side, Quantity quantity, Money quoteAmount, Liquidity liquidity, Money freeBnb)
    {
        var ppm = liquidity == Liquidity.Maker ? _parameters.MakerFeePpm : _parameters.TakerFeePpm;
        if (_parameters.FeeMode == FeeMode.Bnb && _bnbPrices.TryGetValue(instrument.Quote, out var bnbPrice))
        {
            // quote × fee/10^6 × (10^6 − discount)/10^6 × 10^8/price with one rounding: at most 9.2e18 × 10^12, which 128 bits hold.
            var share = (Int128)quoteAmount.Raw * ppm * (1_000_000 - _parameters.BnbDiscountPpm);
            var fee = share / ((Int128)bnbPrice.Raw * 10_000);
            if (fee <= freeBnb.Raw)
                return new AssetAmount(Bnb, new Money((long)fee));
        }

        return side == Side.Buy
            ? new AssetAmount(instrument.Base, new Money(quantity.Raw).ShareFloor(ppm))
            : new AssetAmount(instrument.Quote, quoteAmount.ShareFloor(ppm));
    }

    /// <summary>The asset that pays discounted commission.</summary>
    public static Asset DiscountAsset => Bnb;
}
