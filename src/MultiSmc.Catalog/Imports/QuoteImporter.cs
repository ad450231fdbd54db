using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>Brings a recording's quotes into the catalog; used like <see cref="TradeImporter"/>.</summary>
public sealed class QuoteImporter : IDisposable
{
    private readonly SeriesImport _import;

    internal QuoteImporter(CatalogWriter writer, SeriesKey key, ImportSource source)
    {
        if (key.Kind != DatasetKind.Quotes)
            throw new ArgumentException("trades and depth have importers of their own", nameof(key));
        _import = new SeriesImport(writer, key, source);
    }

    /// <summary>Rows taken so far.</summary>
    public long Rows => _import.Rows + _import.Block.Count + _import.LateRows;

    /// <summary>Adds a quote.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="afterTradeId">Id of the last trade seen before it, by which a reader puts both back in order; 0 where there was none.</param>
    public void Add(in Quote quote, long afterTradeId)
    {
        var block = _import.BlockFor(quote.UpdateId, quote.Time.Nanoseconds);
        var row = block.Count++;
        block.Numbers[0][row] = quote.UpdateId;
        block.Numbers[1][row] = quote.Time.Nanoseconds;
        block.Numbers[2][row] = quote.Bid.Raw;
        block.Numbers[3][row] = quote.BidQuantity.Raw;
        block.Numbers[4][row] = quote.Ask.Raw;
        block.Numbers[5][row] = quote.AskQuantity.Raw;
        block.Numbers[6][row] = afterTradeId;
    }

    /// <inheritdoc cref="TradeImporter.Complete"/>
    public ImportReport Complete() => _import.Complete();

    /// <inheritdoc/>
    public void Dispose() => _import.Dispose();
}
