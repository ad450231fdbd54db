using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>The trades of one synthetic symbol as blocks of columns: the seam to whatever stores them. The same trades as in a market of many symbols.</summary>
public sealed class SyntheticTradeBlocks
{
    private readonly SyntheticSymbol _symbol;
    private readonly UnitScale _priceUnits;
    private readonly UnitScale _quantityUnits;

    /// <param name="listing">Whose.</param>
    /// <param name="parameters">What happens.</param>
    /// <exception cref="ArgumentException">A parameter is out of its range, or the tick is too coarse for the profile.</exception>
    public SyntheticTradeBlocks(SyntheticListing listing, SyntheticMarketParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(listing);
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Validate();
        _symbol = new SyntheticSymbol(listing, parameters, hasBook: false);
        (_priceUnits, _quantityUnits) = (listing.Instrument.PriceUnits, listing.Instrument.QuantityUnits);
    }

    /// <summary>Replaces a block's trades by the next ones, in canonical units.</summary>
    /// <param name="block">Emptied first; its memory is used again.</param>
    /// <param name="most">How many at most; above zero.</param>
    /// <returns>How many there are; 0 means the end.</returns>
    public int Read(TradeColumns block, int most)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        block.Clear();
        while (block.Count < most && _symbol.TryFill())
        {
            var trade = _symbol.Tape.Peek.Trade;
            _symbol.Tape.Skip();
            var isWhole = _priceUnits.TryToUnits(trade.Price.Raw, out var price) & _quantityUnits.TryToUnits(trade.Quantity.Raw, out var quantity);
            Invariant.That(isWhole, "a synthetic trade is of whole ticks and lots");
            block.Add(trade.Id, trade.Time.Nanoseconds, price, quantity, trade.Aggressor);
        }

        return block.Count;
    }
}
