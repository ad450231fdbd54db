using MultiSmc.Structure;

namespace MultiSmc.Research;

/// <summary>From zones to money: how many zones came to an order, a fill, an exit, a gain; and why the others did not.</summary>
internal static class HtmlOrders
{
    private static readonly string[] CancelColumns = ["Taken back because", "Orders", "Median distance of the price"];
    private static readonly string[] AdverseColumns = ["Fill", "After", "Fills", "Against it, mean", "Median"];
    private static readonly string[] SkipColumns = ["Not traded because", "Setups"];

    public static void Write(Markup page, BacktestReport report)
    {
        var (record, run) = (report.Result.Runs[0].Record, report.Figures.Configured);
        var orders = run.Orders;
        page.Open("section").Element("h2", "Orders");
        page.Open("div", ("class", "pair")).Open("div").Element("h3", "From zone to gain");
        BarList.Draw(page, "How many zones came to an order, a fill, an exit and a gain", Funnel(record, run));
        page.Close().Open("div").Element("h3", "How they filled");
        HtmlTable.Facts(
            page,
            [
                ("Entry orders sent", $"{FigureText.Count(orders.Placed)}; one that follows its zone is sent anew"),
                ("Filled", $"{FigureText.Count(orders.Filled)} whole, {FigureText.Count(orders.FilledInPart)} in part"),
                ("Median time to fill", FigureText.Span(orders.MedianTimeToFill)),
                ("Filled while cancelling", FigureText.Count(orders.FilledWhileCancelling)),
                ("Refused by the exchange", FigureText.Count(orders.Refused)),
                ("Maker share of all fills", FigureText.Percent(orders.MakerShare, 1)),
                ("Stop slippage", $"{FigureText.Bps(orders.StopSlippage.MeanBps)} mean, {FigureText.Bps(orders.StopSlippage.WorstBps)} worst"),
            ]);
        page.Close().CloseLine();
        if (orders.Cancels.Count > 0)
        {
            page.Element("h3", "Orders taken back");
            HtmlTable.Write(page, CancelColumns, orders.Cancels.Select(cancel => (string[])
                [DescribeCancel(cancel.Reason), FigureText.Count(cancel.Count), FigureText.Bps(cancel.MedianDistanceBps)]));
        }

        WriteAdverse(page, orders);
        var skips = SkipReasons.Count(record.Traces);
        if (skips.Count > 0)
        {
            page.Element("h3", "Setups held back");
            HtmlTable.Write(page, SkipColumns, skips.Select(skip => (string[])[SkipReasons.Describe(skip.Reason), FigureText.Count(skip.Setups)]));
        }

        page.CloseLine();
    }

    private static void WriteAdverse(Markup page, OrderMetrics orders)
    {
        if (orders.AdverseSelection.Count == 0)
            return;
        page.Element("h3", "Where the price went after a fill");
        HtmlTable.Write(page, AdverseColumns, orders.AdverseSelection.Select(adverse => (string[])
        [
            DescribeFills(adverse.Fills), FigureText.Span(adverse.After), FigureText.Count(adverse.Count), FigureText.Bps(adverse.MeanBps),
            FigureText.Bps(adverse.MedianBps),
        ]));
        page.Element(
            "p", "Above zero: the price went against the fill. Entries that fill mostly when the price is about to fall further pay for it here.", ("class", "note"));
    }

    private static string DescribeFills(string fills) => fills switch
    {
        "maker-buy" => "bought by a resting order: entries",
        "maker-sell" => "sold by a resting order: targets",
        "taker-sell" => "sold at market: stops, timed exits",
        _ => "bought at market",
    };

    private static BarLine[] Funnel(RunRecorder record, RunFigures run)
    {
        var zones = record.Zones.Count(zone => zone.Zone.Side == Direction.Long);
        var filled = record.Entries.Where(entry => entry.Filled.Raw > 0).Select(entry => (entry.Instrument, entry.Placed.Setup)).Distinct().Count();
        return
        [
            Step("Long zones", zones),
            Step("With an order", run.Orders.Setups),
            Step("Filled", filled),
            Step("Closed", run.Trades.Count),
            Step("Won", run.Trades.Wins),
        ];

        BarLine Step(string name, int count) => new(
            name, count, count == zones ? FigureText.Count(count) : $"{FigureText.Count(count)} ({FigureText.Percent(Statistics.Ratio(count, zones), 1)})", "plain");
    }

    private static string DescribeCancel(string reason) => reason switch
    {
        "model" => "the model pulled it",
        "model-error" => "the model failed",
        "reprice" => "its zone moved: sent anew at the new price",
        "zone-expired" => "its zone grew too old",
        "opposite-break" => "structure broke the other way",
        "position-closing" => "its position was being closed",
        "segment-break" => "data was lost",
        "zone-completed" or "zone-timed-out" => "its zone had run its course",
        "zone-superseded" => "a newer zone took its place",
        "zone-invalidated" => "price went through its zone",
        _ => reason,
    };
}
