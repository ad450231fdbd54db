using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>End of the page: what the model was made of.</summary>
internal static class TrainingFacts
{
    public static void Write(Markup page, TrainingReport report)
    {
        var (passport, evidence) = (report.Passport, report.Made.Evidence);
        var (labels, training) = (passport.Labels, passport.Training);
        page.Open("section").Element("h2", "Data and identity");
        page.Element("p", "The same identity, after the same number of trials, gives the same bytes in both files of this report.", ("class", "note"));
        HtmlTable.Facts(
            page,
            [
                ("Packets / zones / questions / won",
                    $"{FigureText.Count(passport.Data.Packets)} / {FigureText.Count(passport.Data.Zones)} / {FigureText.Count(passport.Data.Samples)} / {FigureText.Count(passport.Data.Positives)}"),
                ("Fees in the labels", $"maker {FigureText.Bps(labels.MakerFeePpm / 100.0)}, taker {FigureText.Bps(labels.TakerFeePpm / 100.0)}"),
                ("Latency in the labels", $"{FigureText.Number(labels.LatencyNs / 1e6, 1)} ms"),
                ("Splits", $"{passport.Splits.Kind}, {FigureText.Plural(passport.Splits.Folds, "block", "blocks")}, embargo {FigureText.Plural(passport.Splits.Embargo, "packet", "packets")}"),
                ("Calibration", $"{passport.Calibration.Kind}, on {passport.Calibration.FittedOn}"),
                ("Threshold", $"{FigureText.Number(passport.Threshold.Value)}, expected to keep {FigureText.Percent(passport.Threshold.ExpectedKeptShare, 0)}: {passport.Threshold.ChosenBy}"),
                ("Sharpe evidence of the kept", $"PSR {FigureText.Number(evidence.Psr, 4)}, DSR {FigureText.Number(report.Made.Trials.Dsr, 4)}"),
                ("Features", $"{passport.Features.Schema} {FigureText.Count(passport.Features.Version)}, SHA-256 {passport.Features.Sha256}"),
                ("Weights", $"{passport.Model.File}, SHA-256 {passport.Model.Sha256}"),
                ("Trained by", $"{training.Library} {training.Version}, at most {FigureText.Plural(training.Rounds, "round", "rounds")}"),
                ("Parameters", string.Join(", ", training.Parameters.Select(one => $"{one.Key} = {one.Value}"))),
                ("Version", passport.Code.Version),
            ]);
        page.Open("details").Element("summary", FigureText.Plural(passport.Data.Sources.Count, "file", "files") + " of data");
        HtmlTable.Facts(
            page,
            passport.Data.Sources.Select(source => (
                source.Name,
                $"{FigureText.Minute(new Timestamp(source.FirstTimeNs))} to {FigureText.Minute(new Timestamp(source.LastTimeNs))} UTC, {(source.Content is null ? "SHA-256 " : "")}{source.Identity}")));
        page.Close().CloseLine();
    }
}
