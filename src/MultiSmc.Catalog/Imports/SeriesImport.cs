using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>
/// Takes a series' rows in the order of their source and stages them by UTC day. A row belongs to the day of its time, or to the day of the row before
/// where its time goes back: so keys ascend over days too. Rows behind a higher key are kept aside and joined in at the end. A full block is packed while
/// the next one is filled.
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
    private RowBlock? _spare;
    private Task _packing = Task.CompletedTask;

    public SeriesImport(CatalogWriter writer, SeriesKey key, ImportSource source)
    {
        (_writer, _key, _source) = (writer, key, source);
        _scale = writer.ScaleOf(key);
        Block = new RowBlock(Dataset.Of(key.Kind));
    }

    /// <summary>The block that rows are put into; flush it where it is full, after which it is another one.</summary>
    public RowBlock Block { get; private set; }

    /// <summary>The highest key so far: one that is not above it is late.</summary>
    public long Highest { get; set; } = long.MinValue;

    /// <summary>End of the day of <see cref="Block"/>, in nanoseconds; a row at or behind it begins another day.</summary>
    public long DayEnd { get; private set; } = long.MinValue;

    /// <summary>Rows kept aside.</summary>
    public long LateRows { get; private set; }

    /// <summary>Rows packed so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Hands a full block over to be packed; what becomes of it is told by the next call.</summary>
    public void Flush()
    {
        WaitForPacking();
        var (full, day) = (Block, _day ??= _writer.Stage(_key, _dayNumber, _scale));
        Block = _spare ?? new RowBlock(full.Dataset);
        _spare = full;
        Rows += full.Count;
        _packing = Task.Run(() => Pack(day, full));
    }

    /// <summary>Ends the day and begins that of a time.</summary>
    public void BeginDay(long timeNs)
    {
        EndDay();
        _dayNumber = new Timestamp(timeNs).UtcDay;
        DayEnd = checked((_dayNumber + 1) * Timestamp.NanosecondsPerDay);
    }

    /// <summary>The block that a row belongs into, with room for it.</summary>
    /// <exception cref="CatalogException">Too many rows are late; or the block before could not be packed.</exception>
    public RowBlock BlockFor(long key, long timeNs)
    {
        if (key <= Highest)
            return LateBlock(timeNs);
        if (timeNs >= DayEnd)
            BeginDay(timeNs);
        else if (Block.IsFull)
            Flush();
        Highest = key;
        return Block;
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
        PackRest();
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

    public void Dispose()
    {
        // Whoever disposes of an import that is not complete has its reason already; what packing has to say adds nothing.
        Task.WaitAny(_packing);
        _day?.Dispose();
    }

    private static void Pack(DayFileWriter day, RowBlock block)
    {
        day.Append(block);
        block.Count = 0;
    }

    private void PackRest()
    {
        WaitForPacking();
        if (Block.Count == 0)
            return;
        Rows += Block.Count;
        Pack(_day ??= _writer.Stage(_key, _dayNumber, _scale), Block);
    }

    // A failure is thrown once and by its own name: an import that has failed is only disposed of.
    private void WaitForPacking()
    {
        var packing = _packing;
        _packing = Task.CompletedTask;
        packing.GetAwaiter().GetResult();
    }

    private void EndDay()
    {
        PackRest();
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
