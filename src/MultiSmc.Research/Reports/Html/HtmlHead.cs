namespace MultiSmc.Research;

/// <summary>Top of the page: what was run, why to doubt it, and the figures that people look for first.</summary>
internal static class HtmlHead
{
    public static string TitleOf(BacktestResult result) =>
        "Backtest " + string.Join(", ", result.Instruments.Select(instrument => instrument.Instrument.Symbol));

    public static void Write(Markup page, BacktestReport report)
    {
        var (result, run) = (report.Result, report.Figures.Configured);
        page.Open("header").Element("h1", TitleOf(result));
        var period = run.Equity is { Start: { } start, End: { } end } ? $"{FigureText.Minute(start.Time)} to {FigureText.Minute(end.Time)} UTC" : "no period";
        page.Element("p", $"{period} ({FigureText.Number(run.Equity.Days, 1)} days)", ("class", "sub"));
        var assumed = result.Assumptions;
        page.Element(
            "p",
            $"Fills: {run.FillModel}, evidence {assumed.Evidence}. Model: {result.Identity.Model}. "
            + $"Fees: maker {FigureText.Bps(assumed.MakerFeePpm / 100.0)}, taker {FigureText.Bps(assumed.TakerFeePpm / 100.0)}. "
            + $"Latency {FigureText.Number(assumed.LatencyNs / 1e6, 1)} ms each way.",
            ("class", "sub"));
        page.CloseLine();
        WriteWarnings(page, report.Flags);
        WriteTiles(page, report);
    }

    private static void WriteWarnings(Markup page, IReadOnlyList<HonestyFlag> flags)
    {
        page.Open("section", ("class", "warnings")).Element("h2", "Why this may not be what it seems");
        if (flags.Count == 0)
        {
            page.Element("p", "None of the known warnings applies. A backtest is still not the future.").CloseLine();
            return;
        }

        page.Open("ul");
        foreach (var flag in flags)
            page.Open("li").Text(flag.Text + " ").Element("code", flag.Code).CloseLine();
        page.Close().CloseLine();
    }

    private static void WriteTiles(Markup page, BacktestReport report)
    {
        var (currency, run) = (report.Result.Currency, report.Figures.Configured);
        page.Open("div", ("class", "tiles"));
        Tile("Net result, fees paid", FigureText.Amount(run.Equity.NetResult, currency));
        Tile("Total return", FigureText.Percent(run.Equity.TotalReturn));
        Tile("Buy and hold", FigureText.Percent(report.Figures.BuyAndHold.Return));
        Tile("Largest drawdown", FigureText.Percent(run.Equity.Drawdown.Max));
        Tile("Sharpe, per year", FigureText.Number(run.Equity.Sharpe));
        Tile("Trades closed", FigureText.Count(run.Trades.Count));
        Tile("Win rate", FigureText.Percent(run.Trades.WinRate, 1));
        Tile("Mean result of a trade", FigureText.R(run.Trades.ExpectancyR));
        Tile("Profit factor", FigureText.Number(run.Trades.ProfitFactor));
        Tile("Fees", FigureText.Amount(run.Trades.Fees, currency));
        page.CloseLine();

        void Tile(string name, string value) => page.Open("div", ("class", "tile")).Element("b", value).Element("span", name).Close();
    }
}
