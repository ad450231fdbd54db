using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>
/// Takes a series' rows in the order of their source and stages them by UTC day. A row belongs to the day of its time, or to the day of the row before
/// where its time goes back: so keys ascend over days too. Rows behind a higher key are kept aside and joined in at the end.
/// </summary>
internal sealed class SeriesImport : IDisposable
{
    private const int MaxLateRowsOfADay = 100_000;

    private readonly CatalogWriter _writer;
    private readonly SeriesKey _key;
    private readonly ImportSource _source;
    private readonly DecimalScale _scale;
    private readonly List<StagedDay> _staged = [];
    private readonly SortedDictionary<long, RowBlock> _late = [];
    private DayFileWriter? _day;
    private long _dayNumber;

    public SeriesImport(CatalogWriter writer, SeriesKey key, ImportSource source)
    {
        (_writer, _key, _source) = (writer, key, source);
        _scale = writer.ScaleOf(key);
        Block = new RowBlock(Dataset.Of(key.Kind));
    }

    /// <summary>The block that rows are put into; flush it where it is full.</summary>
    public RowBlock Block { get; }

    /// <summary>The highest key so far: one that is not above it is late.</summary>
    public long Highest { get; set; } = long.MinValue;

    /// <summary>End of the day of <see cref="Block"/>, in nanoseconds; a row at or behind it begins another day.</summary>
    public long DayEnd { get; private set; } = long.MinValue;

    /// <summary>Rows kept aside.</summary>
    public long LateRows { get; private set; }

    /// <summary>Rows packed so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Packs what is in the block.</summary>
    public void Flush()
    {
        if (Block.Count == 0)
            return;
        _day ??= _writer.Stage(_key, _dayNumber, _scale);
        Rows += Block.Count;
        _day.Append(Block);
        Block.Count = 0;
    }

    /// <summary>Ends the day and begins that of a time.</summary>
    public void BeginDay(long timeNs)
    {
        EndDay();
        _dayNumber = new Timestamp(timeNs).UtcDay;
        DayEnd = checked((_dayNumber + 1) * Timestamp.NanosecondsPerDay);
    }

    /// <summary>A block with room for a late row of a time's day.</summary>
    /// <exception cref="CatalogException">There are too many.</exception>
    public RowBlock LateBlock(long timeNs)
    {
        LateRows++;
        var day = Math.Min(new Timestamp(timeNs).UtcDay, _dayNumber);
        if (!_late.TryGetValue(day, out var block))
            _late.Add(day, block = new RowBlock(Block.Dataset, MaxLateRowsOfADay));
        return !block.IsFull
            ? block
            : throw new CatalogException(
                _source.Name, $"more than {MaxLateRowsOfADay} rows of {DayName.Of(day)} repeat an id or stand behind a higher one", "Sort the file by id, or fetch it again.");
    }

    /// <summary>Puts all days in place.</summary>
    public ImportReport Complete()
    {
        Flush();
        // The day at hand is closed last: by then it is known over how many days the source lies.
        var (last, open) = (_dayNumber, _day);
        _day = null;
        foreach (var (day, block) in _late)
            StageLate(day, block);
        var days = _staged.Select(static staged => staged.Facts.Day).ToHashSet();
        if (open is not null)
        {
            days.Add(last);
            using (open)
                _staged.Add(open.Finish([_source with { Days = days.Count }], []));
        }

        return new ImportReport(_key, Rows + LateRows, LateRows, _writer.Commit(_key, _staged));
    }

    public void Dispose() => _day?.Dispose();

    private void EndDay()
    {
        Flush();
        if (_day is null)
            return;
        _staged.Add(_day.Finish([_source], []));
        _day.Dispose();
        _day = null;
    }

    // Rows of one key go into files of their own; joining them says whether they agree.
    private void StageLate(long day, RowBlock late)
    {
        var rows = Enumerable.Range(0, late.Count).OrderBy(late.Key).ToList();
        var sorted = new RowBlock(late.Dataset, late.Count);
        while (rows.Count > 0)
        {
            var again = new List<int>();
            sorted.Count = 0;
            foreach (var row in rows)
            {
                if (sorted.Count > 0 && sorted.Key(sorted.Count - 1) == late.Key(row))
                    again.Add(row);
                else
                    sorted.Add(late, row);
            }

            using var writer = _writer.Stage(_key, day, _scale);
            writer.Append(sorted);
            _staged.Add(writer.Finish([_source], []));
            rows = again;
        }
    }
}
