using System.Globalization;

namespace MultiSmc.Research;

/// <summary>The part of a picture that all charts share: its size, its axes, and the way from shares to pixels.</summary>
internal sealed class PlotFrame
{
    /// <summary>Across the page.</summary>
    public const int Wide = 1000;

    /// <summary>Half of the page.</summary>
    public const int Half = 490;

    private const int Left = 72;
    private const int Right = 18;
    private const int Top = 14;
    private const int Bottom = 46;

    private readonly Markup _markup;
    private readonly int _width;
    private readonly int _height;

    private PlotFrame(Markup markup, int width, int height) => (_markup, _width, _height) = (markup, width, height);

    /// <summary>Columns of pixels between the axes.</summary>
    public int Columns => _width - Left - Right;

    /// <summary>Starts a picture; <see cref="End"/> ends it.</summary>
    /// <param name="markup">Where to.</param>
    /// <param name="description">What is to be seen, for those who can't see it.</param>
    /// <param name="width">In units of the picture; the page scales it.</param>
    /// <param name="height">In units of the picture.</param>
    public static PlotFrame Start(Markup markup, string description, int width, int height)
    {
        markup.Open("div", ("class", width == Wide ? "plot wide" : "plot"));
        markup.Open("svg", ("viewBox", $"0 0 {Number(width)} {Number(height)}"), ("role", "img"), ("aria-label", description));
        return new PlotFrame(markup, width, height);
    }

    public void End() => _markup.Close().CloseLine();

    /// <summary>Grid and numbers of the axis at the left.</summary>
    public void VerticalAxis(LinearScale scale, string unit)
    {
        foreach (var tick in scale.Ticks)
        {
            var y = Y(scale.ShareOf(tick));
            _markup.Void("line", ("class", tick == 0 ? "zero" : "grid"), ("x1", X(0)), ("x2", X(1)), ("y1", y), ("y2", y));
            Label(Left - 8, _height - Bottom - scale.ShareOf(tick) * Height + 4, scale.Label(tick) + unit, "end");
        }
    }

    /// <summary>Grid and labels of the axis at the bottom.</summary>
    /// <param name="ticks">Shares and labels from left to right.</param>
    /// <param name="name">What the axis shows.</param>
    public void HorizontalAxis(IEnumerable<(double Share, string Label)> ticks, string name)
    {
        foreach (var (share, label) in ticks)
        {
            _markup.Void("line", ("class", "grid"), ("x1", X(share)), ("x2", X(share)), ("y1", Y(0)), ("y2", Y(1)));
            Label(Left + share * Columns, _height - Bottom + 17, label, "middle");
        }

        _markup.Void("line", ("class", "axis"), ("x1", X(0)), ("x2", X(1)), ("y1", Y(0)), ("y2", Y(0)));
        Label(Left + Columns / 2.0, _height - 8, name, "middle");
    }

    /// <summary>A line through points.</summary>
    public void Line(IReadOnlyList<PlotPoint> points, string style)
    {
        if (points.Count > 0)
            _markup.Void("path", ("class", "line " + style), ("d", Path(points)));
    }

    /// <summary>The surface between points and a level.</summary>
    public void Area(IReadOnlyList<PlotPoint> points, double level, string style)
    {
        if (points.Count > 0)
            _markup.Void("path", ("class", "area " + style), ("d", $"M{X(points[0].X)} {Y(level)}L{Path(points)[1..]}L{X(points[^1].X)} {Y(level)}Z"));
    }

    /// <summary>A bar from the bottom, with what it says when pointed at.</summary>
    public void Bar(double from, double to, double height, string style, string hint) => Bar(from, to, 0, height, style, hint);

    /// <summary>A bar between two levels, with what it says when pointed at.</summary>
    public void Bar(double from, double to, double low, double high, string style, string hint)
    {
        var (left, right) = (Left + from * Columns, Left + to * Columns);
        _markup.Open(
            "rect",
            ("class", style), ("x", Number(left + 0.5)), ("y", Y(high)), ("width", Number(Math.Max(right - left - 1, 1))),
            ("height", Number((high - low) * Height)));
        _markup.Element("title", hint).Close();
    }

    /// <summary>An upright line with a name at its top.</summary>
    public void Mark(double share, string name, string style, int row)
    {
        _markup.Void("line", ("class", "line " + style), ("x1", X(share)), ("x2", X(share)), ("y1", Y(0)), ("y2", Y(1)));
        var isRight = share > 0.6;
        Label(Left + share * Columns + (isRight ? -6 : 6), Top + 12 + 16 * row, name, isRight ? "end" : "start");
    }

    /// <summary>A round point, with what it says when pointed at.</summary>
    public void Dot(PlotPoint point, double radius, string style, string hint)
    {
        _markup.Open("circle", ("class", style), ("cx", X(point.X)), ("cy", Y(point.Y)), ("r", Number(radius)));
        _markup.Element("title", hint).Close();
    }

    /// <summary>At most one decimal: a tenth of a pixel is finer than the eye.</summary>
    public static string Number(double value)
    {
        var rounded = Math.Round(value, 1, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("0.#", CultureInfo.InvariantCulture);
    }

    private double Height => _height - Top - Bottom;

    private string X(double share) => Number(Left + share * Columns);

    private string Y(double share) => Number(_height - Bottom - share * Height);

    private void Label(double x, double y, string text, string anchor) =>
        _markup.Element("text", text, ("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor));

    private string Path(IReadOnlyList<PlotPoint> points) => "M" + string.Join('L', points.Select(point => $"{X(point.X)} {Y(point.Y)}"));
}
