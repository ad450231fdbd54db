using MultiSmc.Learning;

namespace MultiSmc.Research;

/// <summary>How the losses of the final model went, round by round.</summary>
internal static class TrainingRounds
{
    public static void Write(Markup page, TrainedModel trained)
    {
        var isValidated = trained.History.Any(loss => loss.ValidationLoss is not null);
        page.Open("section").Element("h2", "How it learned");
        page.Element(
            "p",
            (isValidated
                ? "Log-loss after each round of the final model, on what it learned from and on the last fifth, which only decided when to stop. "
                : "Log-loss after each round of the final model, on what it learned from: nothing could be held back to decide when to stop. ")
            + $"{FigureText.Plural(trained.Rounds, "round", "rounds")} boosted, those up to {FigureText.Count(trained.BestIteration + 1)} count"
            + (trained.IsStoppedEarly ? "; it ended as the loss on that fifth no longer fell." : "."),
            ("class", "note"));
        var series = new List<NumberSeries>();
        if (isValidated)
        {
            series.Add(new NumberSeries(
                "last fifth", "model", [.. trained.History.Where(loss => loss.ValidationLoss is not null).Select(loss => (loss.Round + 1.0, loss.ValidationLoss ?? 0))]));
        }

        series.Add(new NumberSeries("learned from", "queue", [.. trained.History.Select(loss => (loss.Round + 1.0, loss.TrainingLoss))]));
        var look = new NumberChartLook(
            "Log-loss round by round", LinearScale.Of(0, Math.Max(trained.Rounds, 10), 10), "round", "")
        {
            IsWide = true, Marks = [new HistogramMark("best", "without", trained.BestIteration + 1)],
        };
        NumberChart.Draw(page, look, series);
        page.CloseLine();
    }
}
