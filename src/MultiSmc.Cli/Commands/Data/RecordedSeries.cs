using MultiSmc.Catalog;
using MultiSmc.Core;

namespace MultiSmc.Cli.Commands;

/// <summary>The trades, quotes and depth of a recording on their way into the catalog, each noting where among the others it stood.</summary>
/// <param name="writer">The catalog's writer.</param>
/// <param name="keyOf">The series of a kind; asked when its first row comes.</param>
/// <param name="source">The recording.</param>
internal sealed class RecordedSeries(CatalogWriter writer, Func<DatasetKind, SeriesKey> keyOf, ImportSource source) : IDisposable
{
    // What comes before the first trade waits for its id: with 0 it would stand before every trade of the days before. A whole book is 10,000 levels.
    private const int MostWaiting = 1 << 18;

    private readonly List<MarketEvent> _waiting = [];
    private TradeImporter? _trades;
    private QuoteImporter? _quotes;
    private DepthImporter? _depth;
    private bool _isPlaced;
    private long _lastTrade;
    private long _lastUpdate;

    /// <summary>Adds the next event.</summary>
    /// <exception cref="CatalogException">It cannot be kept.</exception>
    public void Add(in MarketEvent market)
    {
        if (!_isPlaced)
        {
            if (market.Kind != MarketEventKind.Trade && _waiting.Count < MostWaiting)
            {
                _waiting.Add(market);
                return;
            }

            Place(market.Kind == MarketEventKind.Trade ? market.Trade.Id - 1 : 0);
        }

        Put(in market);
    }

    /// <summary>Puts all series in place.</summary>
    /// <exception cref="CatalogException">Rows contradict those of the same key.</exception>
    public IReadOnlyList<ImportReport> Complete()
    {
        if (!_isPlaced)
            Place(0);
        var reports = new List<ImportReport>();
        if (_trades is not null)
            reports.Add(_trades.Complete());
        if (_quotes is not null)
            reports.Add(_quotes.Complete());
        if (_depth is not null)
            reports.Add(_depth.Complete());
        return reports;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _trades?.Dispose();
        _quotes?.Dispose();
        _depth?.Dispose();
    }

    private void Place(long lastTrade)
    {
        _isPlaced = true;
        _lastTrade = lastTrade;
        var quote = _waiting.Find(static market => market.Kind == MarketEventKind.Quote);
        _lastUpdate = quote.Kind == MarketEventKind.Quote ? quote.Quote.UpdateId - 1 : 0;
        foreach (var market in _waiting)
            Put(in market);
        _waiting.Clear();
    }

    private void Put(in MarketEvent market)
    {
        switch (market.Kind)
        {
            case MarketEventKind.Quote:
                _quotes ??= writer.ImportQuotes(keyOf(DatasetKind.Quotes), source);
                _quotes.Add(market.Quote, _lastTrade);
                _lastUpdate = market.Quote.UpdateId;
                break;
            case MarketEventKind.Depth:
                _depth ??= writer.ImportDepth(keyOf(DatasetKind.Depth), source);
                _depth.Add(market.Depth, _lastTrade, _lastUpdate);
                break;
            default:
                _trades ??= writer.ImportTrades(keyOf(DatasetKind.Trades), source);
                _trades.Add([market.Trade]);
                _lastTrade = market.Trade.Id;
                break;
        }
    }
}
