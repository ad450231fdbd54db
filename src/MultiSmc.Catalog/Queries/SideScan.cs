using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>A symbol's quotes and depth as one, in the order in which the exchange sent them.</summary>
internal sealed class SideScan : IDisposable
{
    private const int AfterTrade = 6;
    private const int AfterUpdate = 7;

    private readonly RowScan _quotes;
    private readonly RowScan _depth;
    private bool _isDepthNext;

    public SideScan(CatalogStore store, SeriesKey trades, Timestamp? from, Timestamp? to)
    {
        _quotes = new RowScan(store, new SeriesKey(DatasetKind.Quotes, trades.Symbol, trades.Market), from, to);
        _depth = new RowScan(store, new SeriesKey(DatasetKind.Depth, trades.Symbol, trades.Market), from, to);
        _quotes.Next();
        _depth.Next();
        Choose();
    }

    /// <summary>Whether something is left.</summary>
    public bool IsThere { get; private set; }

    /// <summary>Id of the trade that the next one stands behind.</summary>
    public long AfterTradeId { get; private set; }

    /// <summary>Takes the next one.</summary>
    public MarketEvent Take(InstrumentId instrument)
    {
        var result = _isDepthNext ? new MarketEvent(instrument, Depth(_depth)) : new MarketEvent(instrument, Quote(_quotes));
        (_isDepthNext ? _depth : _quotes).Next();
        Choose();
        return result;
    }

    public void Dispose()
    {
        _quotes.Dispose();
        _depth.Dispose();
    }

    // Both say behind which trade they stand, depth also behind which quote.
    private void Choose()
    {
        _isDepthNext = _depth.IsThere
            && (!_quotes.IsThere || _depth[AfterTrade] < _quotes[AfterTrade] || (_depth[AfterTrade] == _quotes[AfterTrade] && _depth[AfterUpdate] < _quotes[0]));
        IsThere = _isDepthNext || _quotes.IsThere;
        AfterTradeId = !IsThere ? 0 : _isDepthNext ? _depth[AfterTrade] : _quotes[AfterTrade];
    }

    private static Quote Quote(RowScan row) =>
        new(row[0], new Timestamp(row[1]), new Price(row[2]), new Quantity(row[3]), new Price(row[4]), new Quantity(row[5]));

    private static DepthChange Depth(RowScan row)
    {
        var marks = (DepthMarks)row[3];
        var last = (marks & DepthMarks.Snapshot) != 0 ? row[2] : row[0] >> DepthImporter.LevelBits;
        return new DepthChange(row[2], last, new Timestamp(row[1]), new Price(row[4]), new Quantity(row[5]), marks);
    }
}
