namespace MultiSmc.Structure.Tests;

/// <summary>All packets of a run; every question is answered by scanning them.</summary>
internal sealed class NaiveHistory
{
    private readonly List<Bar> _bars = [];

    public int SegmentStart { get; private set; }

    public int Last => _bars.Count - 1;

    public Bar this[int index] => _bars[index];

    public void Add(Bar bar) => _bars.Add(bar);

    public void StartSegment() => SegmentStart = _bars.Count;

    public long TrueRange(int index)
    {
        var bar = _bars[index];
        if (index == SegmentStart)
            return bar.High - bar.Low;
        var previous = _bars[index - 1].Close;
        return Math.Max(bar.High, previous) - Math.Min(bar.Low, previous);
    }

    /// <summary>Highest high of the packets from..to, and its packet: the first of equals, or the last.</summary>
    public int HighestHigh(int from, int to, bool isLastOfEquals = false)
    {
        var packets = Enumerable.Range(from, to - from + 1);
        var highest = packets.Max(k => _bars[k].High);
        return isLastOfEquals ? packets.Last(k => _bars[k].High == highest) : packets.First(k => _bars[k].High == highest);
    }

    public int LowestLow(int from, int to, bool isLastOfEquals = false)
    {
        var packets = Enumerable.Range(from, to - from + 1);
        var lowest = packets.Min(k => _bars[k].Low);
        return isLastOfEquals ? packets.Last(k => _bars[k].Low == lowest) : packets.First(k => _bars[k].Low == lowest);
    }

    /// <summary>Packets of the origin and the extreme of the leg behind a level formed at <paramref name="level"/>.</summary>
    public (int Origin, int Ext) Leg(Direction side, int level, int now)
    {
        if (side == Direction.Long)
        {
            var origin = LowestLow(level + 1, now, isLastOfEquals: true);
            return (origin, HighestHigh(origin, now));
        }
        else
        {
            var origin = HighestHigh(level + 1, now, isLastOfEquals: true);
            return (origin, LowestLow(origin, now));
        }
    }

    /// <summary>The worst price for a waiting order since the extreme.</summary>
    public long Adverse(Direction side, int ext, int now)
    {
        var after = Enumerable.Range(ext + 1, now - ext);
        return side == Direction.Long
            ? after.Select(k => _bars[k].Low).Append(_bars[ext].Close).Min()
            : after.Select(k => _bars[k].High).Append(_bars[ext].Close).Max();
    }
}
