namespace MultiSmc.Research;

/// <summary>Tapes side by side as a page in one file, which asks nothing of the network and runs no script.</summary>
public static class TapePage
{
    /// <summary>Lines that can be told apart in one picture; more tapes than that are in the table alone.</summary>
    private static readonly string[] Styles = ["model", "touch", "queue", "without"];

    /// <summary>Writes the page, whole or not at all; a page of that name is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tapes">The first four are drawn, all are in the table.</param>
    public static void WriteFile(string path, IReadOnlyList<NamedTape> tapes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tapes);
        var temporary = path + "." + Path.GetRandomFileName();
        try
        {
            File.WriteAllBytes(temporary, Make(tapes));
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    internal static byte[] Make(IReadOnlyList<NamedTape> tapes)
    {
        var page = Markup.Page();
        page.Open("html", ("lang", "en")).Open("head");
        page.Void("meta", ("charset", "utf-8"));
        page.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        page.Element("title", "Tapes side by side");
        page.Style(HtmlStyle.Css);
        page.Close().Open("body").Open("main");
        page.Element("h1", "Tapes side by side");
        page.Element("p", "A synthetic tape may look like a market and still is none: nothing earned on it is evidence of profit.", ("class", "sub"));
        page.Open("section").Element("h2", "Figures");
        HtmlTable.Write(page, ["", .. tapes.Select(tape => tape.Name)], TapeFigures.Table(tapes));
        page.CloseLine();
        page.Open("section").Element("h2", "Shapes").Open("div", ("class", "pair"));
        Draw(page, tapes, "Quote amounts: share of trades above", "amount, powers of ten", tape => Tail(tape.Sizes, 100));
        Draw(page, tapes, "Time to the next order: share above", "seconds, powers of ten", tape => Tail(tape.Gaps, 1e6));
        Draw(page, tapes, "Runs of one side: share longer", "trades, powers of ten", tape => Tail(tape.Runs, 1));
        Draw(page, tapes, "Side's autocorrelation", "lag in trades, powers of ten", Memory);
        Draw(page, tapes, "Dispersion of counts, powers of ten", "window in seconds, powers of ten", Dispersion);
        Draw(page, tapes, "The day: share of trades", "hour, UTC", tape => [.. tape.HourShares.Select((share, hour) => ((double)hour, share))]);
        page.Close().CloseLine();
        page.Close().Close().CloseLine();
        return page.ToUtf8();
    }

    private static void Draw(Markup page, IReadOnlyList<NamedTape> tapes, string title, string axis, Func<TapeStatistics, IReadOnlyList<(double X, double Y)>> points)
    {
        page.Open("div").Element("h3", title);
        NumberSeries[] series = [.. tapes.Take(Styles.Length).Select((tape, index) => new NumberSeries(tape.Name, Styles[index], points(tape.Statistics)))];
        var xs = series.SelectMany(one => one.Points).Select(point => point.X).ToArray();
        var scale = xs.Length == 0 ? LinearScale.Of(0, 1, 5) : LinearScale.Of(xs.Min(), xs.Max(), 6);
        NumberChart.Draw(page, new NumberChartLook(title, scale, axis, ""), series);
        page.CloseLine();
    }

    private static IReadOnlyList<(double X, double Y)> Tail(LogHistogram histogram, double unit) =>
        [.. histogram.Survival().Where(point => point.Value > 0).Select(point => (Math.Log10(point.Value / unit), point.ShareAbove))];

    private static IReadOnlyList<(double X, double Y)> Memory(TapeStatistics tape) =>
        [.. tape.SideMemory.Where(point => point.Value is not null).Select(point => (Math.Log10(point.Lag), point.Value ?? 0))];

    private static IReadOnlyList<(double X, double Y)> Dispersion(TapeStatistics tape)
    {
        int[] windows = [1, 10, 60, 600];
        return [.. windows.Where(window => tape.Dispersion(window) is > 0).Select(window => (Math.Log10(window), Math.Log10(tape.Dispersion(window) ?? 1)))];
    }
}
