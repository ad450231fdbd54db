using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>Top of the page: what was trained, whether there is evidence for it, and the figures that people look for first.</summary>
internal static class TrainingHead
{
    private static readonly string[] GateColumns = ["Condition", "Outcome", "Value", "Against"];

    public static string TitleOf(TrainingReport report) => "Model " + report.Passport.Name;

    public static void Write(Markup page, TrainingReport report)
    {
        var (passport, tested) = (report.Passport, report.Made.Report);
        page.Open("header").Element("h1", TitleOf(report));
        page.Element(
            "p",
            $"{string.Join(", ", passport.Market.Symbols.Select(symbol => symbol.Symbol))}: {FigureText.Count(passport.Data.Samples)} questions of "
            + $"{FigureText.Plural(passport.Data.Zones, "zone", "zones")}, {FigureText.Count(passport.Data.Positives)} won",
            ("class", "sub"));
        page.Element("p", PeriodOf(tested), ("class", "sub"));
        page.CloseLine();
        WriteVerdict(page, report);
        WriteTiles(page, report);
    }

    private static string PeriodOf(WalkForwardReport tested) => tested.Blocks.Count == 0
        ? "No block could be tested"
        : $"Tested on {FigureText.Plural(tested.Blocks.Count, "block", "blocks")}, {FigureText.Minute(new Timestamp(tested.Blocks[0].FromNs))} to "
            + $"{FigureText.Minute(new Timestamp(tested.Blocks[^1].ToNs))} UTC, each by a model trained on what came before it";

    private static void WriteVerdict(Markup page, TrainingReport report)
    {
        page.Open("section", ("class", report.IsEveryGateMet ? "met" : "warnings")).Element("h2", report.Verdict);
        HtmlTable.Write(page, GateColumns, report.Made.Gates.Select(gate => (string[])
        [
            $"{gate.Name}: {gate.Reason}",
            gate.IsMet ? "met" : "NOT MET",
            FigureText.Number(gate.Value, 4),
            FigureText.Number(gate.Limit, 4),
        ]));
        var thin = report.Made.Report.Blocks.Count(block => block.IsThin);
        if (thin > 0)
            page.Element("p", $"{FigureText.Of(thin, report.Made.Report.Blocks.Count)} tested blocks hold fewer than 30 zones: they say little.", ("class", "note"));
        page.CloseLine();
    }

    private static void WriteTiles(Markup page, TrainingReport report)
    {
        var (pooled, evidence) = (report.Made.Report.Pooled, report.Made.Evidence);
        page.Open("div", ("class", "tiles"));
        Tile("Zones tested", FigureText.Count(pooled.Zones));
        Tile("AUC; 0.5 is a coin", FigureText.Number(pooled.Auc, 3));
        Tile("Log-loss against base rate", $"{FigureText.Number(pooled.LogLoss, 3)} / {FigureText.Number(pooled.BaseLogLoss, 3)}");
        Tile("Zones kept", FigureText.Percent(pooled.KeptShare, 0));
        Tile("Mean net, all zones", FigureText.Bps(pooled.MeanNetBps));
        Tile("Mean net, kept zones", FigureText.Bps(pooled.KeptMeanNetBps));
        Tile("Kept, half as much cost again", FigureText.Bps(evidence.KeptMeanNetBpsAtHigherCosts));
        Tile("Kept, through / touch fills", $"{FigureText.Number(evidence.KeptMeanNetBpsThrough, 1)} / {FigureText.Bps(evidence.KeptMeanNetBpsTouch)}");
        Tile("Trainings tried on this data", FigureText.Count(report.Made.Trials.Trials));
        Tile("Chance keeps as well, p", FigureText.Number(evidence.PermutationP, 3));
        page.CloseLine();

        void Tile(string name, string value) => page.Open("div", ("class", "tile")).Element("b", value).Element("span", name).Close();
    }
}
