using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>The walk-forward test block by block.</summary>
internal static class TrainingBlocks
{
    private static readonly string[] Columns =
        ["Block, from", "Rows", "Zones", "AUC", "Log-loss", "Base", "Brier", "ECE", "Threshold", "Kept", "Net all", "Net kept", "By last"];

    public static void Write(Markup page, WalkForwardReport report)
    {
        page.Open("section").Element("h2", "Walk-forward");
        page.Element(
            "p",
            "Each block is answered by a model trained, calibrated and given its threshold on earlier questions alone. The base is what saying the "
            + "training rows' win rate every time would lose. Rows are the questions trained on. Net is per zone in bps, after fees, each zone decided at its "
            + "first question; \"by last\" is that of the kept, had each been decided at its last one.",
            ("class", "note"));
        page.Open("div", ("class", "pair")).Open("div").Element("h3", "Log-loss; lower is better");
        Draw(page, report, "Log-loss of each block, of the model and of the base rate", "", [],
            ("model", "model", metrics => metrics.LogLoss), ("base rate", "without", metrics => metrics.BaseLogLoss));
        page.Close().Open("div").Element("h3", "Mean net of a zone, bps");
        Draw(page, report, "Mean net of each block, of the kept zones and of all", "", [0],
            ("kept", "model", metrics => metrics.KeptMeanNetBps), ("all", "without", metrics => metrics.MeanNetBps));
        page.Close().CloseLine();
        HtmlTable.Write(
            page,
            Columns,
            [
                .. report.Blocks.Select((block, index) => Row(
                    $"{FigureText.Count(index + 1)}: {FigureText.Minute(new Timestamp(block.FromNs))}{(block.IsThin ? " (thin)" : "")}",
                    FigureText.Count(block.TrainingRows), FigureText.Number(block.Threshold), block.Metrics)),
                Row("All blocks", "", "", report.Pooled),
            ]);
        page.CloseLine();
    }

    private static void Draw(
        Markup page, WalkForwardReport report, string description, string unit, IReadOnlyList<double> levels,
        params ReadOnlySpan<(string Name, string Style, Func<BlockMetrics, double?> Value)> lines)
    {
        var blocks = report.Blocks.Count;
        var series = new List<NumberSeries>();
        foreach (var (name, style, value) in lines)
        {
            series.Add(new NumberSeries(
                name, style, [.. report.Blocks.Index().Where(one => value(one.Item.Metrics) is not null).Select(one => (one.Index + 1.0, value(one.Item.Metrics) ?? 0))]));
        }

        var look = new NumberChartLook(description, LinearScale.Of(0, blocks + 1, blocks + 1), "block", unit)
        {
            HasDots = true, IsLabelled = tick => tick >= 1 && tick <= blocks, Levels = levels,
        };
        NumberChart.Draw(page, look, series);
    }

    private static string[] Row(string name, string trainedOn, string threshold, BlockMetrics metrics) =>
    [
        name,
        trainedOn,
        FigureText.Count(metrics.Zones),
        FigureText.Number(metrics.Auc, 3),
        FigureText.Number(metrics.LogLoss, 3),
        FigureText.Number(metrics.BaseLogLoss, 3),
        FigureText.Number(metrics.Brier, 3),
        FigureText.Number(metrics.Ece, 3),
        threshold,
        FigureText.Percent(metrics.KeptShare, 0),
        FigureText.Number(metrics.MeanNetBps, 1),
        FigureText.Number(metrics.KeptMeanNetBps, 1),
        FigureText.Number(metrics.LastKeptMeanNetBps, 1),
    ];
}
