namespace MultiSmc.Research;

/// <summary>A value to be pointed out in a histogram.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Style">Class of its line.</param>
/// <param name="Value">Where.</param>
internal sealed record HistogramMark(string Name, string Style, double Value);

/// <summary>How often values of each size came; zero is always an edge, so that no bar mixes gains and losses.</summary>
internal static class Histogram
{
    private const int WantedBars = 20;

    /// <summary>Draws the counts of values.</summary>
    /// <param name="markup">Where to.</param>
    /// <param name="description">What is to be seen.</param>
    /// <param name="values">At least one; finite.</param>
    /// <param name="axis">What the values are.</param>
    /// <param name="counted">What is counted, in singular and plural.</param>
    /// <param name="marks">Within the axis, which reaches as far as they do.</param>
    public static void Draw(
        Markup markup, string description, IReadOnlyList<double> values, string axis, (string One, string Many) counted,
        params IReadOnlyList<HistogramMark> marks)
    {
        var all = values.Concat(marks.Select(mark => mark.Value)).ToArray();
        var bars = LinearScale.Of(all.Min(), all.Max(), WantedBars);
        var counts = new int[bars.Ticks.Count - 1];
        foreach (var value in values)
            counts[BarOf(bars, value, counts.Length)]++;
        var scale = LinearScale.Of(0, Math.Max(counts.Max(), 4), 4);
        var frame = PlotFrame.Start(markup, description, PlotFrame.Half, 280);
        frame.VerticalAxis(scale, "");
        var labels = LinearScale.Of(bars.Low, bars.High, 5);
        frame.HorizontalAxis(
            labels.Ticks.Where(tick => tick >= bars.Low && tick <= bars.High).Select(tick => (bars.ShareOf(tick), labels.Label(tick))), axis);
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0)
                continue;
            var (from, to) = (bars.Ticks[i], bars.Ticks[i + 1]);
            var hint = $"{bars.Label(from)} to {bars.Label(to)}: {FigureText.Plural(counts[i], counted.One, counted.Many)}";
            frame.Bar(bars.ShareOf(from), bars.ShareOf(to), scale.ShareOf(counts[i]), from < 0 ? "loss" : "gain", hint);
        }

        foreach (var (row, mark) in marks.Index())
            frame.Mark(bars.ShareOf(mark.Value), mark.Name, mark.Style, row);
        frame.End();
    }

    private static int BarOf(LinearScale bars, double value, int count)
    {
        // By comparison with the edges themselves: a quotient can round across the edge that it is shown beside.
        var bar = Math.Clamp((int)Math.Floor(bars.ShareOf(value) * count), 0, count - 1);
        if (value < bars.Ticks[bar] && bar > 0)
            bar--;
        else if (bar + 1 < count && value >= bars.Ticks[bar + 1])
            bar++;
        return bar;
    }
}
