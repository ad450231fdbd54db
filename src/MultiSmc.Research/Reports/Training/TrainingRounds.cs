using MultiSmc.Learning;

namespace MultiSmc.Research;

/// <summary>How the losses of the final model went, round by round.</summary>
internal static class TrainingRounds
{
    public static void Write(Markup page, TrainedModel trained)
    {
        page.Open("section").Element("h2", "How it learned");
        page.Element(
            "p",
            $"Log-loss after each round of the final model, on what it learned from and on the last fifth, which it did not see. "
            + $"{FigureText.Plural(trained.Rounds, "round", "rounds")} boosted, those up to {FigureText.Count(trained.BestIteration + 1)} count"
            + (trained.IsStoppedEarly ? "; it ended as the unseen loss no longer fell." : "."),
            ("class", "note"));
        var series = new List<NumberSeries>();
        if (trained.History.Any(loss => loss.ValidationLoss is not null))
        {
            series.Add(new NumberSeries(
                "not seen", "model", [.. trained.History.Where(loss => loss.ValidationLoss is not null).Select(loss => (loss.Round + 1.0, loss.ValidationLoss ?? 0))]));
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
