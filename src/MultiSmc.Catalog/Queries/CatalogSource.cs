using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>A series of trades as a tape, with the quotes and the depth of its symbol where they are wanted: in the order in which the exchange sent them.</summary>
public sealed class CatalogSource : IMarketSource
{
    private readonly InstrumentId _instrument;
    private readonly TradeScan _trades;
    private readonly SideScan? _side;
    private readonly TradeColumns _block = new(RowBlock.Rows);
    private int _next;
    private bool _isAtEnd;

    /// <param name="store">The catalog.</param>
    /// <param name="instrument">The number the events are to bear.</param>
    /// <param name="key">A series of trades or aggregate trades.</param>
    /// <param name="from">First moment; null for the beginning.</param>
    /// <param name="to">Moment before which it ends; null for the end.</param>
    /// <param name="withQuotes">Whether the symbol's quotes and depth are among the events; only single trades tell where they belong.</param>
    public CatalogSource(CatalogStore store, InstrumentId instrument, SeriesKey key, Timestamp? from, Timestamp? to, bool withQuotes = false)
    {
        ArgumentNullException.ThrowIfNull(store);
        _instrument = instrument;
        _trades = new TradeScan(store, key, from, to, new DecimalScale(FixedPoint.Decimals, FixedPoint.Decimals));
        if (!withQuotes || key.Kind != DatasetKind.Trades)
            return;
        _side = new SideScan(store, key, from, to);
    }

    /// <summary>Trades given so far.</summary>
    public long Trades => _trades.Rows - (_block.Count - _next);

    /// <inheritdoc/>
    /// <exception cref="CatalogException">A file is damaged.</exception>
    public int Read(Span<MarketEvent> buffer)
    {
        var count = 0;
        while (count < buffer.Length && (_next < _block.Count || Fill() || _side is { IsThere: true }))
        {
            if (_side is { IsThere: true } side && (_isAtEnd || side.AfterTradeId < _block.Ids[_next]))
            {
                buffer[count++] = side.Take(_instrument);
                continue;
            }

            var row = _next++;
            var trade = new TradeTick(
                _block.Ids[row], new Timestamp(_block.Times[row]), new Price(_block.Prices[row]), new Quantity(_block.Quantities[row]), (AggressorSide)_block.Buyers[row]);
            buffer[count++] = new MarketEvent(_instrument, in trade);
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _trades.Dispose();
        _side?.Dispose();
    }

    private bool Fill()
    {
        _block.Clear();
        _next = 0;
        _isAtEnd = _isAtEnd || !_trades.Read(_block);
        return !_isAtEnd;
    }
}
