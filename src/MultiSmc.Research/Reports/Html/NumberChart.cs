namespace MultiSmc.Research;

/// <summary>A value over a number.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Style">Class of its line.</param>
/// <param name="Points">In order of x.</param>
internal sealed record NumberSeries(string Name, string Style, IReadOnlyList<(double X, double Y)> Points);

/// <summary>How a <see cref="NumberChart"/> looks.</summary>
/// <param name="Description">What is to be seen, for those who can't see it.</param>
/// <param name="X">The axis at the bottom; all points lie within it.</param>
/// <param name="XName">What it shows.</param>
/// <param name="Unit">Follows the numbers of the axis at the left.</param>
internal sealed record NumberChartLook(string Description, LinearScale X, string XName, string Unit)
{
    /// <summary>Across the page instead of half of it.</summary>
    public bool IsWide { get; init; }

    /// <summary>Each value has a dot: for few values, or one alone.</summary>
    public bool HasDots { get; init; }

    /// <summary>Which ticks of the bottom axis have a label.</summary>
    public Func<double, bool> IsLabelled { get; init; } = static _ => true;

    /// <summary>Levels that the axis at the left reaches whatever the values are.</summary>
    public IReadOnlyList<double> Levels { get; init; } = [];

    /// <summary>Upright lines; within the bottom axis.</summary>
    public IReadOnlyList<HistogramMark> Marks { get; init; } = [];
}

/// <summary>Lines over a number.</summary>
internal static class NumberChart
{
    /// <summary>Draws series, the first one on top.</summary>
    public static void Draw(Markup markup, NumberChartLook look, IReadOnlyList<NumberSeries> series)
    {
        var values = series.SelectMany(one => one.Points).Select(point => point.Y);
        if (!values.Any())
        {
            markup.Element("p", "Nothing to draw.", ("class", "note"));
            return;
        }

        if (series.Count > 1)
            ChartLegend.Draw(markup, series.Select(one => (one.Name, one.Style)));
        var all = values.Concat(look.Levels).ToArray();
        var scale = LinearScale.Of(all.Min(), all.Max(), 5);
        var frame = PlotFrame.Start(markup, look.Description, look.IsWide ? PlotFrame.Wide : PlotFrame.Half, 300);
        frame.VerticalAxis(scale, look.Unit);
        frame.HorizontalAxis(look.X.Ticks.Select(tick => (look.X.ShareOf(tick), look.IsLabelled(tick) ? look.X.Label(tick) : "")), look.XName);
        foreach (var one in series.Reverse())
        {
            PlotPoint[] points = [.. one.Points.Select(point => new PlotPoint(look.X.ShareOf(point.X), scale.ShareOf(point.Y)))];
            frame.Line(ColumnSampler.Thin(points, frame.Columns), one.Style);
            if (!look.HasDots)
                continue;
            foreach (var (at, point) in one.Points.Index())
                frame.Dot(points[at], 4, "dot", $"{one.Name}, {look.X.Label(point.X)}: {FigureText.Number(point.Y, 4)}{look.Unit}");
        }

        foreach (var (row, mark) in look.Marks.Index())
            frame.Mark(look.X.ShareOf(mark.Value), mark.Name, mark.Style, row);
        frame.End();
    }
}
