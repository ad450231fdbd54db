namespace MultiSmc.Research;

/// <summary>Whether the probabilities of the walk-forward test held, and whether they rank.</summary>
internal static class TrainingProbabilities
{
    public static void Write(Markup page, TrainingReport report)
    {
        var pooled = report.Made.Report.Pooled;
        page.Open("section").Element("h2", "Probabilities");
        page.Element(
            "p",
            $"All {FigureText.Count(report.Tested.Count)} questions of the tested blocks, weighted by how little they overlap. Brier score "
            + $"{FigureText.Number(pooled.Brier, 4)}, expected calibration error {FigureText.Number(report.Reliability.ExpectedCalibrationError, 4)}, "
            + $"AUC {FigureText.Number(pooled.Auc, 4)}.",
            ("class", "note"));
        page.Open("div", ("class", "pair")).Open("div").Element("h3", "Probability against outcome");
        WriteReliability(page, report);
        page.Close().Open("div").Element("h3", "ROC curve");
        WriteRoc(page, report.Roc);
        page.Close().Close().CloseLine();
    }

    private static void WriteReliability(Markup page, TrainingReport report)
    {
        var weight = report.Reliability.Bins.Sum(bin => bin.Weight);
        var frame = StartUnitSquare(page, "How often questions won at each probability that the models gave", "probability given");
        foreach (var bin in report.Reliability.Bins)
        {
            if (bin is not { MeanProbability: { } given, PositiveRate: { } won })
                continue;
            var hint = $"{FigureText.Percent(given, 1)} given, {FigureText.Percent(won, 1)} won, {FigureText.Plural(bin.Count, "question", "questions")}";
            frame.Dot(new PlotPoint(given, won), 3 + 11 * Math.Sqrt(bin.Weight / weight), "dot", hint);
        }

        frame.End();
        page.Element(
            "p",
            "The share of wins, upwards. Each point is a tenth of the probabilities, larger where there is more weight. On the dashed line, zones win as "
            + "often as the models say; below it the models hope too much.",
            ("class", "note"));
    }

    private static void WriteRoc(Markup page, IReadOnlyList<RocPoint> roc)
    {
        var frame = StartUnitSquare(page, "Share of wins found against share of losses taken for wins, at each threshold", "losses taken for wins");
        frame.Line([.. roc.Select(point => new PlotPoint(point.FalsePositiveRate, point.TruePositiveRate))], "model");
        frame.End();
        page.Element(
            "p", "The share of wins found, upwards, at each threshold. The dashed line is chance; the more the curve bends above it, the better.", ("class", "note"));
    }

    private static PlotFrame StartUnitSquare(Markup page, string description, string axis)
    {
        var unit = LinearScale.Of(0, 1, 5);
        var frame = PlotFrame.Start(page, description, PlotFrame.Half, 340);
        frame.VerticalAxis(unit, "");
        frame.HorizontalAxis(unit.Ticks.Select(tick => (tick, unit.Label(tick))), axis);
        frame.Line([new PlotPoint(0, 0), new PlotPoint(1, 1)], "ideal");
        return frame;
    }
}
