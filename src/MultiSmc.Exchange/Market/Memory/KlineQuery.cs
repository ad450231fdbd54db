using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>Which candles are asked for.</summary>
/// <param name="Interval">Length.</param>
/// <param name="OffsetNs">Of the time zone by which candles begin.</param>
/// <param name="From">First begin, or null: the newest ones.</param>
/// <param name="To">Last begin, or null.</param>
/// <param name="Limit">Most of them.</param>
internal readonly record struct KlineQuery(KlineInterval Interval, long OffsetNs, Timestamp? From, Timestamp? To, int Limit)
{
    /// <summary>The candles, oldest first and without holes: from the first that is remembered to the one of <paramref name="now"/>.</summary>
    public List<Bar> Run(SymbolMemory symbol, Timestamp now)
    {
        var offset = IsShifted ? OffsetNs : 0;
        var series = symbol.Series(IsShifted ? SourceOf(OffsetNs) : Interval);
        var found = new List<Bar>();
        if (series.Count == 0)
            return found;
        var first = Interval.OpenOf(series.At(0).OpenNs, offset);
        var last = Interval.OpenOf(Math.Max(now.Nanoseconds, series.At(series.Count - 1).OpenNs), offset);
        if (To is { } to)
            last = Math.Min(last, Interval.OpenOf(to.Nanoseconds, offset));
        var open = From is { } from ? Math.Max(first, FirstOpenFrom(from.Nanoseconds, offset)) : Back(last, first, offset);
        while (open <= last && found.Count < Limit)
        {
            var next = Interval.NextOpen(open, offset);
            found.Add(BarOf(series, open, next));
            open = next;
        }

        return found;
    }

    // Whole multiples of the interval do not move its candles; only longer ones are begun by the local clock.
    private bool IsShifted => OffsetNs != 0 && (Interval.LengthNs == 0 || OffsetNs % Interval.LengthNs != 0);

    private static KlineInterval SourceOf(long offsetNs) =>
        offsetNs % KlineInterval.QuarterHour.LengthNs == 0 ? KlineInterval.QuarterHour : KlineInterval.Minute;

    private static Bar BarOf(BarSeries series, long open, long next)
    {
        var place = series.FindOpen(open);
        var bar = Bar.Empty(open, place > 0 ? series.At(place - 1).CloseRaw : series.At(place).OpenRaw);
        for (; place < series.Count && series.At(place).OpenNs < next; place++)
            bar.Join(in series.At(place));
        return bar;
    }

    private long FirstOpenFrom(long fromNs, long offset)
    {
        var open = Interval.OpenOf(fromNs, offset);
        return open < fromNs ? Interval.NextOpen(open, offset) : open;
    }

    private long Back(long last, long first, long offset)
    {
        var open = last;
        for (var i = 1; i < Limit && open > first; i++)
            open = Interval.PreviousOpen(open, offset);
        return open;
    }
}
