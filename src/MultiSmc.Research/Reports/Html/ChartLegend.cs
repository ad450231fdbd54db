namespace MultiSmc.Research;

/// <summary>Which line is which.</summary>
internal static class ChartLegend
{
    /// <summary>Names with a piece of their lines, in the order given.</summary>
    public static void Draw(Markup markup, IEnumerable<(string Name, string Style)> series)
    {
        markup.Open("ul", ("class", "legend"));
        foreach (var (name, style) in series)
        {
            markup.Open("li").Open("svg", ("viewBox", "0 0 36 10"), ("width", "36"), ("height", "10"), ("aria-hidden", "true"));
            markup.Void("path", ("class", "line " + style), ("d", "M0 5L36 5")).Close().Text(" " + name).Close();
        }

        markup.CloseLine();
    }
}
