using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>A value over time.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Style">Class of its line.</param>
/// <param name="Points">In order of time.</param>
internal sealed record TimeSeries(string Name, string Style, IReadOnlyList<(Timestamp Time, double Value)> Points);

/// <summary>Lines over time.</summary>
internal static class TimeChart
{
    /// <summary>Draws series along one axis of time, the first one on top.</summary>
    /// <param name="markup">Where to.</param>
    /// <param name="description">What is to be seen.</param>
    /// <param name="series">At least one.</param>
    /// <param name="unit">Follows the numbers of the axis.</param>
    /// <param name="height">Of the picture.</param>
    /// <param name="isFilled">The surface between the first series and zero is filled.</param>
    public static void Draw(Markup markup, string description, IReadOnlyList<TimeSeries> series, string unit, int height, bool isFilled = false)
    {
        var points = series.SelectMany(one => one.Points);
        if (!points.Any())
        {
            markup.Element("p", "Nothing to draw.", ("class", "note"));
            return;
        }

        if (series.Count > 1)
            ChartLegend.Draw(markup, series.Select(one => (one.Name, one.Style)));
        var time = new TimeScale(points.Min(point => point.Time), points.Max(point => point.Time));
        var (low, high) = (points.Min(point => point.Value), points.Max(point => point.Value));
        var scale = LinearScale.Of(low, isFilled ? Math.Max(high, 0) : high, 5);
        var frame = PlotFrame.Start(markup, description, PlotFrame.Wide, height);
        frame.VerticalAxis(scale, unit);
        frame.HorizontalAxis(time.Ticks.Select(tick => (time.ShareOf(tick.Time), tick.Label)), "time, UTC");
        foreach (var one in series.Reverse())
        {
            var thin = ColumnSampler.Thin(
                [.. one.Points.Select(point => new PlotPoint(time.ShareOf(point.Time), scale.ShareOf(point.Value)))], frame.Columns);
            if (isFilled)
                frame.Area(thin, scale.ShareOf(0), one.Style);
            frame.Line(thin, one.Style);
        }

        frame.End();
    }
}
