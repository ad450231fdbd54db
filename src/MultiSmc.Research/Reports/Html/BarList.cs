namespace MultiSmc.Research;

/// <summary>A bar that lies on its side.</summary>
/// <param name="Name">What.</param>
/// <param name="Value">Its length; not below zero.</param>
/// <param name="Text">What stands beside it.</param>
/// <param name="Style">Class of its surface.</param>
internal sealed record BarLine(string Name, double Value, string Text, string Style);

/// <summary>Lying bars below each other, each with its name and its figure.</summary>
internal static class BarList
{
    private const int RowHeight = 30;
    private const int NameWidth = 150;
    private const int TextWidth = 170;
    private const int BarWidth = PlotFrame.Half - NameWidth - TextWidth;

    /// <summary>Draws bars to one scale.</summary>
    public static void Draw(Markup markup, string description, IReadOnlyList<BarLine> bars)
    {
        var longest = bars.Count > 0 ? Math.Max(bars.Max(bar => bar.Value), 1) : 1;
        var size = $"0 0 {PlotFrame.Number(PlotFrame.Half)} {PlotFrame.Number(bars.Count * RowHeight + 4)}";
        markup.Open("div", ("class", "plot")).Open("svg", ("viewBox", size), ("role", "img"), ("aria-label", description));
        foreach (var (row, bar) in bars.Index())
        {
            var (y, width) = (row * RowHeight + 4, bar.Value / longest * BarWidth);
            var baseline = PlotFrame.Number(y + RowHeight / 2.0 + 2);
            markup.Element("text", bar.Name, ("x", PlotFrame.Number(NameWidth - 8)), ("y", baseline), ("text-anchor", "end"));
            markup.Void(
                "rect",
                ("class", bar.Style), ("x", PlotFrame.Number(NameWidth)), ("y", PlotFrame.Number(y + 2)),
                ("width", PlotFrame.Number(Math.Max(width, 1))), ("height", PlotFrame.Number(RowHeight - 8)));
            markup.Element("text", bar.Text, ("x", PlotFrame.Number(NameWidth + width + 8)), ("y", baseline), ("text-anchor", "start"));
        }

        markup.Close().CloseLine();
    }
}
