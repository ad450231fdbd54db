using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>MAX_ASSET: what one order may have of an asset is a bound of quantity or notional like the instrument's own, so it is told as that.</summary>
public static class AssetBounds
{
    /// <summary>The instrument with the tighter of its own bounds and those of its assets.</summary>
    /// <param name="instrument">The instrument, from exchangeInfo.</param>
    /// <param name="filters">Of <c>myFilters</c>: the one place that shows them.</param>
    public static Instrument Apply(Instrument instrument, IEnumerable<SymbolFilter> filters)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(filters);
        foreach (var most in filters.OfType<SymbolFilter.MaxAsset>())
        {
            if (most.Limit <= Money.Zero)
                continue;
            if (most.Asset == instrument.Base && (instrument.MaxQuantity.Raw == 0 || most.Limit.Raw < instrument.MaxQuantity.Raw))
                instrument = instrument with { MaxQuantity = new Quantity(most.Limit.Raw) };
            else if (most.Asset == instrument.Quote && (instrument.MaxNotional.Raw == 0 || most.Limit < instrument.MaxNotional || !instrument.AppliesMaxNotionalToMarket))
                // It binds market orders too; where the instrument's own bound does not, and is the tighter one, they are held to it all the same.
                instrument = instrument with
                {
                    MaxNotional = instrument.MaxNotional.Raw == 0 || most.Limit < instrument.MaxNotional ? most.Limit : instrument.MaxNotional,
                    AppliesMaxNotionalToMarket = true,
                };
        }

        return instrument;
    }
}
