using System.Globalization;
using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>
/// Brings a recording's depth into the catalog; used like <see cref="TradeImporter"/>. A row's key tells its place in the stream, the same in every
/// recording of it: of a change its last update id and the level's number in the message; of a whole book, which a REST reply puts anywhere, the
/// update id of the change before it.
/// </summary>
public sealed class DepthImporter : IDisposable
{
    /// <summary>Bits of a key that number the levels at one place of the stream.</summary>
    internal const int LevelBits = 16;

    // Levels of a change are numbered from 0, those of whole books behind it from here.
    private const int FirstOfBook = 1 << (LevelBits - 1);
    private const long HighestUpdateId = long.MaxValue >> LevelBits;

    private readonly SeriesImport _import;
    private readonly ImportSource _source;
    private readonly List<(DepthChange Change, long AfterTradeId, long AfterUpdateId)> _firstBooks = [];
    private long _place = -1;
    private int _level;
    private long _bookId = -1;
    private bool _isRepeated;

    internal DepthImporter(CatalogWriter writer, SeriesKey key, ImportSource source)
    {
        if (key.Kind != DatasetKind.Depth)
            throw new ArgumentException("trades and quotes have importers of their own", nameof(key));
        (_import, _source) = (new SeriesImport(writer, key, source), source);
    }

    /// <summary>Rows taken so far.</summary>
    public long Rows => _import.Rows + _import.Block.Count + _import.LateRows;

    /// <summary>Adds a level, in the order of the stream. A whole book that is the one before it once more is left out.</summary>
    /// <param name="change">The level.</param>
    /// <param name="afterTradeId">Id of the last trade seen before it.</param>
    /// <param name="afterUpdateId">Update id of the last quote seen before it.</param>
    /// <exception cref="CatalogException">It cannot be kept.</exception>
    public void Add(in DepthChange change, long afterTradeId, long afterUpdateId)
    {
        if (!change.IsSnapshot)
        {
            if (_place < 0)
                PlaceFirstBooks(change.FirstUpdateId - 1);
            if (change.IsFirst)
                (_place, _level, _bookId) = (change.LastUpdateId, 0, -1);
            Put(in change, afterTradeId, afterUpdateId, FirstOfBook);
            return;
        }

        if (change.IsFirst)
        {
            _isRepeated = _bookId == change.LastUpdateId;
            _bookId = change.LastUpdateId;
            _level = Math.Max(_level, FirstOfBook);
        }

        if (_isRepeated)
            return;
        if (_place < 0)
            _firstBooks.Add((change, afterTradeId, afterUpdateId));
        else
            Put(in change, afterTradeId, afterUpdateId, FirstOfBook * 2);
    }

    /// <inheritdoc cref="TradeImporter.Complete"/>
    public ImportReport Complete()
    {
        if (_place < 0 && _firstBooks is [var first, ..])
            PlaceFirstBooks(first.Change.LastUpdateId);
        return _import.Complete();
    }

    /// <inheritdoc/>
    public void Dispose() => _import.Dispose();

    private void PlaceFirstBooks(long place)
    {
        (_place, _level) = (place, FirstOfBook);
        foreach (var (change, afterTradeId, afterUpdateId) in _firstBooks)
            Put(in change, afterTradeId, afterUpdateId, FirstOfBook * 2);
        _firstBooks.Clear();
    }

    private void Put(in DepthChange change, long afterTradeId, long afterUpdateId, int mostLevels)
    {
        if (_level >= mostLevels || _place is < 0 or > HighestUpdateId)
        {
            throw new CatalogException(
                _source.Name, string.Create(CultureInfo.InvariantCulture, $"the depth message of update id {change.LastUpdateId} has too many levels or too high an id"),
                "Leave the symbol's depth out.");
        }

        var key = (_place << LevelBits) | (uint)_level++;
        var block = _import.BlockFor(key, change.Time.Nanoseconds);
        var row = block.Count++;
        block.Numbers[0][row] = key;
        block.Numbers[1][row] = change.Time.Nanoseconds;
        block.Numbers[2][row] = change.FirstUpdateId;
        block.Numbers[3][row] = (long)change.Marks;
        block.Numbers[4][row] = change.Price.Raw;
        block.Numbers[5][row] = change.Quantity.Raw;
        block.Numbers[6][row] = afterTradeId;
        block.Numbers[7][row] = afterUpdateId;
    }
}
