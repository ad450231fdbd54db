using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>The quotes of a series in a range of time, one by one, in order of update id.</summary>
internal sealed class QuoteScan(CatalogStore store, SeriesKey key, Timestamp? from, Timestamp? to) : IDisposable
{
    private readonly IReadOnlyList<long> _days = RangeDays.Of(store, key, from, to);
    private readonly RowBlock _block = new(Dataset.Of(DatasetKind.Quotes));
    private DayFileReader? _reader;
    private int _nextDay;
    private int _nextGroup;
    private int _row = -1;

    /// <summary>Whether there is a current quote.</summary>
    public bool IsThere { get; private set; } = true;

    /// <summary>Id of the trade that the current quote stands behind.</summary>
    public long AfterTradeId => _block.Numbers[6][_row];

    /// <summary>The current quote.</summary>
    public Quote Current
    {
        get
        {
            var numbers = _block.Numbers;
            return new Quote(
                numbers[0][_row], new Timestamp(numbers[1][_row]), new Price(numbers[2][_row]), new Quantity(numbers[3][_row]), new Price(numbers[4][_row]),
                new Quantity(numbers[5][_row]));
        }
    }

    /// <summary>Goes to the next quote of the range; to the first one when called first.</summary>
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
