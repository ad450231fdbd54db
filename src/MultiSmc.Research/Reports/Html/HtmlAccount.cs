using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>The account over time: equity under every fill assumption, and the drawdown of the configured one.</summary>
internal static class HtmlAccount
{
    private static readonly string[] BandColumns = ["Fill assumption", "Net result", "Return", "Trades", "Won", "Largest drawdown", "Orders filled"];

    public static void Write(Markup page, BacktestReport report)
    {
        var (result, band) = (report.Result, report.Figures.Band);
        page.Open("section").Element("h2", $"Account, in {result.Currency}");
        page.Element(
            "p",
            "Equity marked to the last price, open positions included. Nobody knows how many orders stood ahead of ours: the truth lies between the "
            + "cautious line and the hopeful one.",
            ("class", "note"));
        TimeChart.Draw(page, "Equity over time under each fill assumption", SeriesOf(result), "", 340);
        HtmlTable.Write(page, BandColumns, band.Rows.Select(row => RowOf(row, result.Currency)));
        page.CloseLine();

        page.Open("section").Element("h2", "Drawdown");
        page.Element("p", DrawdownText(report.Figures.Configured.Equity), ("class", "note"));
        TimeChart.Draw(page, "Equity below its peak over time", [DepthOf(result.Runs[0])], " %", 240, isFilled: true);
        page.CloseLine();
    }

    private static List<TimeSeries> SeriesOf(BacktestResult result)
    {
        var series = result.Runs.Select((run, index) => index == 0
            ? SeriesOf(run, $"{run.FillModel}, as configured", $"{StyleOf(run.FillModel)} configured")
            : SeriesOf(run, run.FillModel, StyleOf(run.FillModel))).ToList();
        if (result.WithoutModel is { } without)
            series.Add(SeriesOf(without, $"{without.FillModel}, without the model", "without"));
        return series;
    }

    private static TimeSeries SeriesOf(FillModelRun run, string name, string style) =>
        new(name, style, [.. EquityCurve.Merge(run.Record.Equity, run.Record.DailyEquity).Select(sample => (sample.Point.Time, Amount(sample.Point.Equity)))]);

    private static TimeSeries DepthOf(FillModelRun run)
    {
        var points = new List<(Timestamp Time, double Value)>();
        var peak = Money.Zero;
        foreach (var (point, _) in EquityCurve.Merge(run.Record.Equity, run.Record.DailyEquity))
        {
            if (point.Equity > peak)
                peak = point.Equity;
            points.Add((point.Time, -100 * (Statistics.Ratio(peak - point.Equity, peak) ?? 0)));
        }

        return new TimeSeries(run.FillModel, "depth", points);
    }

    private static string DrawdownText(EquityMetrics equity)
    {
        var drawdown = equity.Drawdown;
        if (drawdown is not { Max: > 0, PeakAt: { } peak, TroughAt: { } trough })
            return "Equity never fell below its start.";
        var end = drawdown.IsUnderWater ? "The account was still under water at the end" : "Every drawdown was made good";
        return $"Largest: {FigureText.Percent(drawdown.Max)}, from {FigureText.Minute(peak)} to {FigureText.Minute(trough)} UTC. {end}; the longest time under water was "
            + $"{FigureText.Span(drawdown.LongestUnderWater)}.";
    }

    private static string[] RowOf(BandRow row, Asset currency) =>
    [
        Describe(row.FillModel) + (row.IsConfigured ? " (configured)" : ""),
        FigureText.Amount(row.NetResult, currency),
        FigureText.Percent(row.TotalReturn),
        FigureText.Count(row.Trades),
        FigureText.Percent(row.WinRate, 1),
        FigureText.Percent(row.MaxDrawdown),
        FigureText.Percent(row.FillRate, 1),
    ];

    private static string Describe(string fillModel) => fillModel switch
    {
        FillBand.TradeThrough => "trade-through: only when price trades beyond the order",
        FillBand.Queue => "queue: at its price, after what stood ahead",
        FillBand.Touch => "touch: at the first trade at its price",
        _ => fillModel,
    };

    private static string StyleOf(string fillModel) => fillModel is FillBand.TradeThrough or FillBand.Queue or FillBand.Touch ? fillModel : "without";

    // A picture needs no more than a double holds.
    private static double Amount(Money money) => (double)money.Raw / FixedPoint.Scale;
}
