namespace MultiSmc.Research;

/// <summary>What the final model looks at.</summary>
internal static class TrainingFeatures
{
    private const int Shown = 15;

    private static readonly string[] Columns = ["Feature", "Splits", "Gain", "Share of gain", "Mean contribution"];

    public static void Write(Markup page, IReadOnlyList<FeatureImportance> importance)
    {
        page.Open("section").Element("h2", "What the model looks at");
        page.Element(
            "p",
            "Of the final model, which was trained on every question: this tells what it uses, not that it is right to. Gain is what a feature's splits "
            + "lowered the loss by in training. The contribution is how far the feature moves the log-odds of a tested question, up or down, on average "
            + "(Saabas: along the question's way down each tree).",
            ("class", "note"));
        page.Open("div", ("class", "pair")).Open("div").Element("h3", "Share of gain");
        BarList.Draw(page, "Features with the most gain", [
            .. importance.Take(Shown).Where(one => one.Splits > 0).Select(one => new BarLine(
                one.Feature, one.GainShare * 100, $"{FigureText.Percent(one.GainShare, 1)}, {FigureText.Plural(one.Splits, "split", "splits")}", "gain"))]);
        page.Close().Open("div").Element("h3", "Mean contribution, log-odds");
        var all = importance.Sum(one => one.MeanContribution ?? 0);
        BarList.Draw(page, "Features that move the answers most", [
            .. importance.Where(one => one.MeanContribution > 0).OrderByDescending(one => one.MeanContribution).Take(Shown).Select(one => new BarLine(
                one.Feature, (one.MeanContribution ?? 0) / all * 100, FigureText.Number(one.MeanContribution, 4), "plain"))]);
        page.Close().CloseLine();
        page.Open("details").Element("summary", "Every feature");
        HtmlTable.Write(page, Columns, importance.Select(one => (string[])
        [
            one.Feature,
            FigureText.Count(one.Splits),
            FigureText.Number(one.Gain),
            FigureText.Percent(one.GainShare, 1),
            FigureText.Number(one.MeanContribution, 4),
        ]));
        page.Close().CloseLine();
    }
}
