using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>
/// The trades of a series in a range of time, in order of id, block by block. Each file is held against what it says of itself while it is read.
/// </summary>
public sealed class TradeScan : IDisposable
{
    private readonly long _from;
    private readonly long _to;
    private readonly DecimalScale _units;
    private readonly SeenDays _days;
    private readonly int _every;
    private DayFileReader? _reader;
    private int _nextDay;
    private int _nextGroup;
    private int _skip;

    /// <param name="store">The catalog.</param>
    /// <param name="key">A series of trades or aggregate trades.</param>
    /// <param name="from">First moment; null for the beginning.</param>
    /// <param name="to">Moment before which it ends; null for the end.</param>
    /// <param name="units">Decimals of the instrument's canonical units, in which prices and quantities are given.</param>
    public TradeScan(CatalogStore store, SeriesKey key, Timestamp? from, Timestamp? to, DecimalScale units)
        : this(key, new SeenDays(store, key, from, to), from, to, units, 0, 1)
    {
    }

    /// <summary>A share of a scan: of its blocks in their order, the one at <paramref name="first"/> and each <paramref name="every"/>-th behind it.</summary>
    internal TradeScan(SeriesKey key, SeenDays days, Timestamp? from, Timestamp? to, DecimalScale units, int first, int every)
    {
        if (!Dataset.Of(key.Kind).HasConsecutiveKeys)
            throw new ArgumentException("a scan of trades is asked for quotes or depth", nameof(key));
        (_days, _units, _skip, _every) = (days, units, first, every);
        _from = from?.Nanoseconds ?? long.MinValue;
        _to = to?.Nanoseconds ?? long.MaxValue;
    }

    /// <summary>Rows given so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds the next block, at most a row group, to columns.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="CatalogException">A file is damaged, or an amount is finer than the units asked for.</exception>
    public bool Read(TradeColumns into)
    {
        ArgumentNullException.ThrowIfNull(into);
        for (var before = into.Count; ReadBlock(into);)
        {
            if (into.Count > before)
                return true;
        }

        return false;
    }

    /// <summary>Adds the next block of this share, also where the range leaves nothing of it.</summary>
    /// <returns>False at the end.</returns>
    internal bool ReadBlock(TradeColumns into)
    {
        while (_reader is not null || OpenNext())
        {
            if (_reader is not { } reader)
                continue;
            if (_nextGroup + _skip >= reader.GroupCount)
            {
                _skip -= reader.GroupCount - _nextGroup;
                reader.Dispose();
                _reader = null;
                continue;
            }

            var group = _nextGroup + _skip;
            (_nextGroup, _skip) = (group + 1, _every - 1);
            if (IsWhole(reader) || reader.CanHold(group, _from, _to))
            {
                var before = into.Count;
                ReadGroup(reader, group, into);
                Rows += into.Count - before;
            }

            return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader?.Dispose();

    private bool OpenNext()
    {
        if (_nextDay == _days.All.Count)
            return false;
        _reader = _days.Open(_days.All[_nextDay++]);
        _nextGroup = 0;
        return true;
    }

    private bool IsWhole(DayFileReader reader) => reader.Facts.MinTime.Nanoseconds >= _from && reader.Facts.MaxTime.Nanoseconds < _to;

    private void ReadGroup(DayFileReader reader, int group, TradeColumns into)
    {
        var begin = into.Count;
        var rows = into.Extend(reader.RowsOf(group));
        reader.Read(group, rows);
        Convert(reader, rows.Prices, reader.Facts.Scale.Price, _units.Price, "price");
        Convert(reader, rows.Quantities, reader.Facts.Scale.Quantity, _units.Quantity, "quantity");
        if (!IsWhole(reader))
            into.Truncate(begin + Keep(rows));
    }

    // Times may go back within a day, so a range is no stretch of rows.
    private int Keep(TradeRows rows)
    {
        var kept = 0;
        for (var row = 0; row < rows.Times.Length; row++)
        {
            if (rows.Times[row] < _from || rows.Times[row] >= _to)
                continue;
            rows.Ids[kept] = rows.Ids[row];
            rows.Times[kept] = rows.Times[row];
            rows.Prices[kept] = rows.Prices[row];
            rows.Quantities[kept] = rows.Quantities[row];
            rows.Buyers[kept++] = rows.Buyers[row];
        }

        return kept;
    }

    private static void Convert(DayFileReader reader, Span<long> values, int from, int to, string name)
    {
        if (from == to)
            return;
        if (from < to)
        {
            if (!DecimalScale.TryMultiply(values, FixedPoint.PowersOfTen[to - from]))
                throw reader.Damaged($"a {name} is negative or too large");
            return;
        }

        var step = FixedPoint.PowersOfTen[from - to];
        foreach (ref var value in values)
        {
            var (quotient, rest) = Math.DivRem(value, step);
            if (rest != 0)
            {
                throw new CatalogException(
                    reader.Path, $"a {name} of {FixedPoint.Format(value * FixedPoint.PowersOfTen[FixedPoint.Decimals - from])} is finer than {to} decimals",
                    "The instrument's tick or lot size is not that of the file; check the configuration.");
            }

            value = quotient;
        }
    }
}
