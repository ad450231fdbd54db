using MultiSmc.Learning;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>How much there is to learn from in a data set.</summary>
/// <param name="Zones">Zones of both directions.</param>
/// <param name="LabelledZones">Those whose order was filled and left.</param>
/// <param name="ZonesToLearnFrom">Those of them at which the model would have been asked: what training counts.</param>
/// <param name="Samples">Questions to the model.</param>
/// <param name="LabelledSamples">Those with an answer.</param>
/// <param name="Positives">Those whose order made money after fees.</param>
internal sealed record DatasetCounts(int Zones, int LabelledZones, int ZonesToLearnFrom, int Samples, int LabelledSamples, int Positives)
{
    /// <summary>Fewer labelled zones than this are not trained on.</summary>
    public const int FewestZones = 200;

    /// <summary>Counts a finished run.</summary>
    public static DatasetCounts Of(DatasetRun run)
    {
        var samples = run.Samples();
        TrainingSample[] labelled = [.. samples.Where(static sample => sample.IsLabelled)];
        return new DatasetCounts(
            run.Zones.Count(),
            run.Outcomes.Count(static outcome => outcome.Label >= 0),
            labelled.DistinctBy(static sample => sample.Key.ZoneId).Count(),
            samples.Length,
            labelled.Length,
            labelled.Count(static sample => sample.Label == 1));
    }

    /// <summary>One line on stderr, and a warning when it is too little to train on.</summary>
    public void Write(CommandConsole console)
    {
        console.Error.WriteLine(
            $"{Zones} zones, {LabelledZones} labelled ({ZonesToLearnFrom} of these with samples); "
            + $"{Samples} samples, {LabelledSamples} labelled, {Positives} positive");
        if (ZonesToLearnFrom >= FewestZones)
            return;
        console.WriteWarning(
            $"{ZonesToLearnFrom} labelled zones with samples are too few to train on, {FewestZones} is the least: take a longer period (more files), "
            + "a smaller packets.bucket, or smaller ranges (structure.left and right or the zigzag's turn, structure.min_range_ppm)");
    }
}
