using System.Globalization;
using MultiSmc.Core;

namespace MultiSmc.Terminal;

/// <summary>Amounts of money as people read them: rounded to the decimals that are usual for the asset, halves away from zero. Sums are never made of them.</summary>
internal sealed class Amounts(Asset asset)
{
    private const int OfCurrencies = 2;
    private const int OfCoins = 8;

    private readonly int _decimals = asset.Code is "BTC" or "ETH" or "BNB" ? OfCoins : OfCurrencies;

    /// <summary>The amount, always with all its decimals.</summary>
    public string Text(Money amount) =>
        decimal.Round((decimal)amount.Raw / FixedPoint.Scale, _decimals, MidpointRounding.AwayFromZero).ToString("F" + _decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
