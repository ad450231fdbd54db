namespace MultiSmc.Research;

/// <summary>A point of a picture: x and y from 0 to 1 across it.</summary>
/// <param name="X">From left to right.</param>
/// <param name="Y">From bottom to top.</param>
internal readonly record struct PlotPoint(double X, double Y);

/// <summary>Thins a long series to what a picture can show: of each column of pixels the first, the lowest, the highest and the last point.</summary>
internal static class ColumnSampler
{
    /// <summary>Keeps the order and every extreme; a series that fits is left as it is.</summary>
    /// <param name="points">In order of x.</param>
    /// <param name="columns">Columns of pixels between x = 0 and x = 1.</param>
    public static IReadOnlyList<PlotPoint> Thin(IReadOnlyList<PlotPoint> points, int columns)
    {
        if (points.Count <= 2 * columns)
            return points;
        var kept = new List<PlotPoint>(4 * columns);
        for (var first = 0; first < points.Count;)
        {
            var column = ColumnOf(points[first], columns);
            var (lowest, highest, last) = (first, first, first);
            for (var i = first; i < points.Count && ColumnOf(points[i], columns) == column; i++)
            {
                if (points[i].Y < points[lowest].Y)
                    lowest = i;
                if (points[i].Y > points[highest].Y)
                    highest = i;
                last = i;
            }

            Keep(kept, points, first, Math.Min(lowest, highest), Math.Max(lowest, highest), last);
            first = last + 1;
        }

        return kept;
    }

    private static int ColumnOf(PlotPoint point, int columns) => (int)(point.X * columns);

    private static void Keep(List<PlotPoint> kept, IReadOnlyList<PlotPoint> points, params ReadOnlySpan<int> inOrder)
    {
        var before = -1;
        foreach (var index in inOrder)
        {
            if (index != before)
                kept.Add(points[index]);
            before = index;
        }
    }
}
