using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>What is counted over a day's rows while they pass: when they are written, and again when they are checked.</summary>
internal sealed class DayTally(Dataset dataset)
{
    private readonly ContentHash _hash = new(dataset);
    private readonly List<KeyGap> _gaps = [];
    private long _rows;
    private long _firstKey;
    private long _lastKey;
    private long _firstTime;
    private long _lastTime;
    private long _minTime = long.MaxValue;
    private long _maxTime = long.MinValue;
    private long _missing;
    private long _gapCount;

    /// <summary>Whether every key was above the one before.</summary>
    public bool IsAscending { get; private set; } = true;

    /// <summary>Adds rows, amounts in steps of 10^-8.</summary>
    public void Add(RowBlock block)
    {
        if (block.Count == 0)
            return;
        _hash.Add(block);
        var keys = block.Numbers[0].AsSpan(0, block.Count);
        if (_rows == 0)
        {
            _firstKey = keys[0];
            _firstTime = block.Time(0);
            _lastKey = keys[0] - 1;
        }

        var last = _lastKey;
        foreach (var key in keys)
        {
            if (key != last + 1)
                NoteJump(last, key);
            last = key;
        }

        foreach (var time in block.Numbers[1].AsSpan(0, block.Count))
        {
            _minTime = Math.Min(_minTime, time);
            _maxTime = Math.Max(_maxTime, time);
        }

        _lastKey = last;
        _lastTime = block.Time(block.Count - 1);
        _rows += block.Count;
    }

    /// <summary>All of it.</summary>
    public DayFacts Facts(SeriesKey key, long day, DecimalScale scale, IReadOnlyList<ImportSource> sources) => new()
    {
        Key = key,
        Day = day,
        Rows = _rows,
        FirstKey = _firstKey,
        LastKey = _lastKey,
        FirstTime = new Timestamp(_firstTime),
        LastTime = new Timestamp(_lastTime),
        MinTime = new Timestamp(_minTime),
        MaxTime = new Timestamp(_maxTime),
        Scale = scale,
        MissingKeys = _missing,
        GapCount = _gapCount,
        Gaps = _gaps,
        Content = _hash.Value,
        Sources = sources,
    };

    private void NoteJump(long last, long key)
    {
        IsAscending &= key > last;
        if (!dataset.HasConsecutiveKeys || key <= last)
            return;
        _missing += key - last - 1;
        _gapCount++;
        if (_gaps.Count < DayFacts.MaxListedGaps)
            _gaps.Add(new KeyGap(last, key));
    }
}
