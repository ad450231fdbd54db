using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>The rows of a series of quotes or depth in a range of time, one by one, in order of their keys.</summary>
internal sealed class RowScan(CatalogStore store, SeriesKey key, Timestamp? from, Timestamp? to) : IDisposable
{
    private readonly IReadOnlyList<long> _days = RangeDays.Of(store, key, from, to);
    private readonly RowBlock _block = new(Dataset.Of(key.Kind));
    private DayFileReader? _reader;
    private int _nextDay;
    private int _nextGroup;
    private int _row = -1;

    /// <summary>Whether there is a current row.</summary>
    public bool IsThere { get; private set; } = true;

    /// <summary>A column of the current row.</summary>
    public long this[int column] => _block.Numbers[column][_row];

    /// <summary>Goes to the next row of the range; to the first one when called first.</summary>
    public void Next()
    {
        while (IsThere)
        {
            if (++_row >= _block.Count && !Fill())
            {
                IsThere = false;
                return;
            }

            var time = new Timestamp(_block.Time(_row));
            if ((from is not { } begin || time >= begin) && (to is not { } end || time < end))
                return;
        }
    }

    public void Dispose() => _reader?.Dispose();

    private bool Fill()
    {
        while (true)
        {
            if (_reader is { } reader && _nextGroup < reader.GroupCount)
            {
                reader.Read(_nextGroup++, _block);
                _row = 0;
                return true;
            }

            _reader?.Dispose();
            _reader = null;
            if (_nextDay == _days.Count)
                return false;
            _reader = store.OpenDay(key, _days[_nextDay++]);
            _nextGroup = 0;
        }
    }
}
