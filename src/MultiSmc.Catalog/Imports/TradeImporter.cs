using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>
/// Brings a source's trades into the catalog: add them in the source's order, then <see cref="Complete"/>. Without that, nothing is put in place. Memory
/// is the same for any number of trades.
/// </summary>
public sealed class TradeImporter : IDisposable
{
    private readonly SeriesImport _import;

    internal TradeImporter(CatalogWriter writer, SeriesKey key, ImportSource source)
    {
        if (!Dataset.Of(key.Kind).HasConsecutiveKeys)
            throw new ArgumentException("quotes and depth have importers of their own", nameof(key));
        _import = new SeriesImport(writer, key, source);
    }

    /// <summary>Rows taken so far.</summary>
    public long Rows => _import.Rows + _import.Block.Count + _import.LateRows;

    /// <summary>Adds trades. One behind a higher id, or with the id of another, is sorted in at the end.</summary>
    /// <exception cref="CatalogException">A trade cannot be kept: more than 18 digits, or far too many out of order.</exception>
    public void Add(ReadOnlySpan<TradeTick> trades)
    {
        var import = _import;
        var block = import.Block;
        var (highest, dayEnd) = (import.Highest, import.DayEnd);
        foreach (ref readonly var trade in trades)
        {
            if (trade.Id <= highest)
            {
                var late = import.LateBlock(trade.Time.Nanoseconds);
                Put(late, late.Count++, in trade);
                continue;
            }

            if (trade.Time.Nanoseconds >= dayEnd)
            {
                import.BeginDay(trade.Time.Nanoseconds);
                dayEnd = import.DayEnd;
            }
            else if (block.Count == RowBlock.Rows)
            {
                import.Flush();
                block = import.Block;
            }

            highest = trade.Id;
            import.Highest = highest;
            Put(block, block.Count++, in trade);
        }
    }

    /// <summary>Puts the days in place: joined with what is there, where a day is there already.</summary>
    /// <exception cref="CatalogException">A trade contradicts one of the same id; nothing was put in place.</exception>
    public ImportReport Complete() => _import.Complete();

    /// <inheritdoc/>
    public void Dispose() => _import.Dispose();

    private static void Put(RowBlock block, int row, in TradeTick trade)
    {
        var numbers = block.Numbers;
        numbers[0][row] = trade.Id;
        numbers[1][row] = trade.Time.Nanoseconds;
        numbers[2][row] = trade.Price.Raw;
        numbers[3][row] = trade.Quantity.Raw;
        block.Flags[row] = trade.Aggressor == AggressorSide.Seller;
    }
}
