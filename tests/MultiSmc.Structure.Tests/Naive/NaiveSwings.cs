namespace MultiSmc.Structure.Tests;

/// <summary>Swings straight from the definitions, found anew from the whole segment at each packet.</summary>
internal static class NaiveSwings
{
    /// <summary>Swings that become known with the last packet; long stands for a high.</summary>
    public static List<(Direction Side, int Index)> KnownNow(NaiveHistory history, StructureParameters parameters) =>
        parameters.SwingMode == SwingMode.Fractal ? Fractal(history, parameters) : Zigzag(history, parameters);

    private static List<(Direction Side, int Index)> Fractal(NaiveHistory history, StructureParameters parameters)
    {
        var candidate = history.Last - parameters.Right;
        if (candidate - parameters.Left < history.SegmentStart)
            return [];
        var bar = history[candidate];
        var before = Enumerable.Range(candidate - parameters.Left, parameters.Left).Select(k => history[k]).ToList();
        var after = Enumerable.Range(candidate + 1, parameters.Right).Select(k => history[k]).ToList();
        var found = new List<(Direction Side, int Index)>();
        if (before.All(b => bar.High > b.High) && after.All(b => bar.High >= b.High))
            found.Add((Direction.Long, candidate));
        if (before.All(b => bar.Low < b.Low) && after.All(b => bar.Low <= b.Low))
            found.Add((Direction.Short, candidate));
        if (found.Count == 2 && bar.Close >= bar.Open)
            found.Reverse();
        return found;
    }

    private static List<(Direction Side, int Index)> Zigzag(NaiveHistory history, StructureParameters parameters)
    {
        var known = new List<(Direction Side, int Index)>();
        var direction = Direction.None;
        var ext = -1;
        for (var now = history.SegmentStart; now <= history.Last; now++)
        {
            known.Clear();
            if (direction == Direction.None)
            {
                var high = history.HighestHigh(history.SegmentStart, now);
                var low = history.LowestLow(history.SegmentStart, now);
                var move = history[high].High - history[low].Low;
                if (high == low || !IsTurn(history, parameters, move, high < low ? history[high].High : history[low].Low, now))
                    continue;
                known.Add(high < low ? (Direction.Long, high) : (Direction.Short, low));
                (direction, ext) = high < low ? (Direction.Short, low) : (Direction.Long, high);
            }
            else if (direction == Direction.Long)
            {
                if (history[now].High > history[ext].High)
                {
                    ext = now;
                    continue;
                }

                var pull = history.LowestLow(ext + 1, now);
                if (!IsTurn(history, parameters, history[ext].High - history[pull].Low, history[ext].High, now))
                    continue;
                known.Add((Direction.Long, ext));
                (direction, ext) = (Direction.Short, pull);
            }
            else
            {
                if (history[now].Low < history[ext].Low)
                {
                    ext = now;
                    continue;
                }

                var pull = history.HighestHigh(ext + 1, now);
                if (!IsTurn(history, parameters, history[pull].High - history[ext].Low, history[ext].Low, now))
                    continue;
                known.Add((Direction.Short, ext));
                (direction, ext) = (Direction.Long, pull);
            }
        }

        return known;
    }

    private static bool IsTurn(NaiveHistory history, StructureParameters parameters, long move, long extreme, int now)
    {
        if (parameters.SwingMode == SwingMode.ZigzagPpm)
            return (decimal)move * 1_000_000 >= (decimal)extreme * parameters.ZigzagPpm;
        var length = parameters.AtrWindow;
        if (now - history.SegmentStart + 1 < length)
            return false;
        var sum = Enumerable.Range(now - length + 1, length).Sum(history.TrueRange);
        return (decimal)move * length * 1000 >= (decimal)parameters.ZigzagAtrMilli * sum;
    }
}
