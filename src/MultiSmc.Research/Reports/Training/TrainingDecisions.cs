namespace MultiSmc.Research;

/// <summary>What thresholds would have kept, and what zones made at each height of the probability.</summary>
internal static class TrainingDecisions
{
    private static readonly string[] ThresholdColumns = ["Threshold", "Kept", "Share", "Won of the kept", "Kept of the won", "Mean net, bps", "Sum of net, bps", "Over all, bps"];

    private static readonly string[] GroupColumns = ["Probability", "Zones", "Mean probability", "Won", "Mean net, bps"];

    public static void Write(Markup page, TrainingReport report)
    {
        page.Open("section").Element("h2", "Thresholds");
        page.Element(
            "p",
            "The tested zones, each decided at its first question. Read it as a shape: a threshold picked here for its result would be picked by hindsight. "
            + $"The model's own, {FigureText.Number(report.Made.Model.Threshold)}, was chosen on out-of-fold answers within all its training rows.",
            ("class", "note"));
        page.Open("div", ("class", "pair")).Open("div").Element("h3", "Zones kept, %");
        Draw(page, report, "Share of zones kept at each threshold", "kept", row => row.KeptShare * 100, [0, 100]);
        page.Close().Open("div").Element("h3", "Mean net of the kept, bps");
        Draw(page, report, "Mean net of the kept zones at each threshold", "net", row => row.MeanNetBps, [0]);
        page.Close().CloseLine();
        page.Open("details").Element("summary", "Every threshold");
        HtmlTable.Write(page, ThresholdColumns, report.Thresholds.Select(row => (string[])
        [
            FigureText.Number(row.Threshold),
            FigureText.Count(row.Kept),
            FigureText.Percent(row.KeptShare, 1),
            FigureText.Percent(row.Precision, 1),
            FigureText.Percent(row.Recall, 1),
            FigureText.Number(row.MeanNetBps, 1),
            FigureText.Number(row.TotalNetBps, 0),
            FigureText.Number(row.Lift, 1),
        ]));
        page.Close().CloseLine();
        WriteGroups(page, report.Groups);
    }

    private static void Draw(
        Markup page, TrainingReport report, string description, string name, Func<Learning.ThresholdRow, double?> value, IReadOnlyList<double> levels)
    {
        var look = new NumberChartLook(description, LinearScale.Of(0, 1, 5), "threshold", "")
        {
            HasDots = true, Levels = levels, Marks = [new HistogramMark("the model's", "without", report.Made.Model.Threshold)],
        };
        NumberChart.Draw(
            page, look, [new NumberSeries(name, "model", [.. report.Thresholds.Where(row => value(row) is not null).Select(row => (row.Threshold, value(row) ?? 0))])]);
    }

    private static void WriteGroups(Markup page, IReadOnlyList<ProbabilityGroup> groups)
    {
        page.Open("section").Element("h2", "Probability against result");
        page.Element(
            "p", "The tested zones in tenths by probability, lowest first. A model that is worth something makes a staircase that rises to the right.", ("class", "note"));
        if (groups.Count == 0)
        {
            page.Element("p", "Nothing was tested.", ("class", "note")).CloseLine();
            return;
        }

        var net = groups.Select(group => group.MeanNetBps).Append(0).ToArray();
        var scale = LinearScale.Of(net.Min(), net.Max(), 5);
        var frame = PlotFrame.Start(page, "Mean net of the zones in each tenth by probability", PlotFrame.Wide, 300);
        frame.VerticalAxis(scale, " bps");
        var (width, zero) = (1.0 / groups.Count, scale.ShareOf(0));
        frame.HorizontalAxis(groups.Select((group, index) => ((index + 0.5) * width, FigureText.Percent(group.MeanProbability, 0))), "mean probability of the tenth");
        foreach (var (index, group) in groups.Index())
        {
            var level = scale.ShareOf(group.MeanNetBps);
            frame.Bar(
                (index + 0.15) * width, (index + 0.85) * width, Math.Min(level, zero), Math.Max(level, zero), group.MeanNetBps < 0 ? "loss" : "gain",
                $"{RangeOf(group)}: {FigureText.Plural(group.Zones, "zone", "zones")}, {FigureText.Bps(group.MeanNetBps)} each");
        }

        frame.End();
        HtmlTable.Write(page, GroupColumns, groups.Select(group => (string[])
        [
            RangeOf(group),
            FigureText.Count(group.Zones),
            FigureText.Percent(group.MeanProbability, 1),
            FigureText.Percent(group.WinRate, 1),
            FigureText.Number(group.MeanNetBps, 1),
        ]));
        page.CloseLine();
    }

    private static string RangeOf(ProbabilityGroup group) => $"{FigureText.Number(group.From, 3)} to {FigureText.Number(group.To, 3)}";
}
