using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>What the model is worth: against no model and against chance, what became of the orders it pulled, and whether its probabilities held.</summary>
internal static class HtmlModel
{
    private static readonly string[] ResultColumns = ["", "Net result"];

    private static readonly string[] OutcomeColumns =
        ["Orders", "Zones", "Never filled", "Target", "Stop", "Time", "Still open", "Mean of those filled"];

    public static void Write(Markup page, ModelValue model, Asset currency)
    {
        page.Open("section").Element("h2", $"Value of the model {model.Model}");
        page.Element(
            "p",
            $"It judged the orders of {FigureText.Plural(model.Asked, "zone", "zones")} as price came near: {FigureText.Count(model.Pulled)} pulled, "
            + $"{FigureText.Count(model.Rearmed)} pulled and put back, {FigureText.Count(model.Kept)} kept. "
            + $"{FigureText.Plural(model.FilledWhileCancelling, "order", "orders")} filled before the cancel arrived.");
        page.Open("div", ("class", "pair")).Open("div").Element("h3", "With it, without it, by chance");
        WriteResults(page, model, currency);
        page.Close().Open("div").Element("h3", "Runs that pulled orders by chance");
        WriteRivals(page, model, currency);
        page.Close().CloseLine();
        page.Element("h3", "What would have become of the orders, left alone");
        page.Element(
            "p",
            "Followed along the tape to their end. A model earns its place when pulled orders would have done worse than kept ones. "
            + $"Kept orders against all: {FigureText.Bps(model.KeptMinusAllBps)} a trade.",
            ("class", "note"));
        HtmlTable.Write(page, OutcomeColumns, model.Counterfactual.Select(RowOf));
        WriteReliability(page, model.Reliability);
        page.CloseLine();
    }

    private static void WriteResults(Markup page, ModelValue model, Asset currency)
    {
        var rivals = model.Rivals;
        var rows = new List<string[]>
        {
            new[] { "With the model", FigureText.Amount(model.NetResult, currency) },
            new[] { "Without it, every order kept", FigureText.Amount(model.NetResultWithout, currency) },
        };
        if (rivals.NetResults.Count > 0)
        {
            rows.Add(["By chance, mean", FigureText.Amount(rivals.Mean, currency)]);
            rows.Add(["By chance, deviation", FigureText.Amount(rivals.Deviation, currency)]);
            rows.Add(["By chance, worst", FigureText.Amount(rivals.Min, currency)]);
            rows.Add(["By chance, best", FigureText.Amount(rivals.Max, currency)]);
            rows.Add(["Of them the model beats", FigureText.Percent(rivals.Percentile, 0)]);
            rows.Add(["Pulled, by the model / by chance", $"{FigureText.Percent(model.PulledShare, 0)} / {FigureText.Percent(rivals.PulledShare, 0)}"]);
        }

        HtmlTable.Write(page, ResultColumns, rows);
    }

    private static void WriteRivals(Markup page, ModelValue model, Asset currency)
    {
        if (model.Rivals.NetResults.Count == 0)
        {
            page.Element("p", "No such run was made: what chance would have brought is not known.", ("class", "note"));
            return;
        }

        Histogram.Draw(
            page,
            "Net results of the runs that pulled orders by chance, with the model's and that without a model",
            [.. model.Rivals.NetResults.Select(Amount)],
            $"net result, {currency}",
            ("run", "runs"),
            new HistogramMark("with the model", "model", Amount(model.NetResult)),
            new HistogramMark("without", "without", Amount(model.NetResultWithout)));
    }

    private static string[] RowOf(CounterfactualGroup group) =>
    [
        group.Treatment,
        FigureText.Count(group.Zones),
        FigureText.Count(group.NoFill),
        FigureText.Count(group.Target),
        FigureText.Count(group.Stop),
        FigureText.Count(group.Time),
        FigureText.Count(group.Open),
        FigureText.Bps(group.MeanNetBps),
    ];

    private static void WriteReliability(Markup page, Reliability reliability)
    {
        page.Open("div", ("class", "pair")).Open("div").Element("h3", "Probability against outcome");
        if (reliability.Samples == 0)
        {
            page.Element("p", "No judged order would have filled and ended: there is nothing to compare.", ("class", "note"));
            page.Close().CloseLine();
            return;
        }

        var unit = LinearScale.Of(0, 1, 5);
        var frame = PlotFrame.Start(page, "How often orders won at each probability that the model gave", PlotFrame.Half, 340);
        frame.VerticalAxis(unit, "");
        frame.HorizontalAxis(unit.Ticks.Select(tick => (tick, unit.Label(tick))), "probability the model gave");
        frame.Line([new PlotPoint(0, 0), new PlotPoint(1, 1)], "ideal");
        foreach (var bin in reliability.Bins)
        {
            if (bin is not { MeanProbability: { } given, WinRate: { } won })
                continue;
            var hint = $"{FigureText.Percent(given, 1)} given, {FigureText.Percent(won, 1)} won, {FigureText.Plural(bin.Count, "order", "orders")}";
            frame.Dot(new PlotPoint(given, won), 3 + 11 * Math.Sqrt((double)bin.Count / reliability.Samples), "dot", hint);
        }

        frame.End();
        page.Close().Open("div").Element("h3", "How good the probabilities are");
        page.Element(
            "p",
            "Each point is a tenth of the probabilities, larger where there are more orders. On the dashed line, orders win as often as the model says; "
            + "below it the model hopes too much.",
            ("class", "note"));
        HtmlTable.Facts(
            page,
            [
                ("Orders compared", FigureText.Count(reliability.Samples)),
                ("Of them won", FigureText.Percent(reliability.BaseRate, 1)),
                ("Brier score", $"{FigureText.Number(reliability.Brier, 4)}; 0 is perfect, 0.25 is a coin"),
                ("Log-loss", $"{FigureText.Number(reliability.LogLoss, 4)}; 0 is perfect, 0.693 is a coin"),
            ]);
        page.Close().CloseLine();
    }

    private static double Amount(Money money) => (double)money.Raw / FixedPoint.Scale;
}
