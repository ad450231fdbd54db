using MultiSmc.Learning;
using MultiSmc.Research;
using MultiSmc.Structure;

namespace MultiSmc.Cli.Commands;

/// <summary>How much there is to learn from in a data set.</summary>
/// <param name="Zones">Zones of both directions.</param>
/// <param name="LabelledZones">Those whose order was filled and left.</param>
/// <param name="Samples">Questions to the model.</param>
/// <param name="LabelledSamples">Those with an answer.</param>
/// <param name="Positives">Those whose order made money after fees.</param>
/// <param name="LongZones">Labelled long zones with samples: what training counts, since spot only buys.</param>
internal sealed record DatasetCounts(int Zones, int LabelledZones, int Samples, int LabelledSamples, int Positives, int LongZones)
{
    /// <summary>Counts a finished run.</summary>
    public static DatasetCounts Of(DatasetRun run)
    {
        var samples = run.Samples();
        TrainingSample[] labelled = [.. samples.Where(static sample => sample.IsLabelled)];
        var longs = run.Outcomes.Where(static outcome => outcome.Side == Direction.Long).Select(static outcome => outcome.ZoneId).ToHashSet();
        return new DatasetCounts(
            run.Zones.Count(),
            run.Outcomes.Count(static outcome => outcome.Label >= 0),
            samples.Length,
            labelled.Length,
            labelled.Count(static sample => sample.Label == 1),
            labelled.Select(static sample => sample.Key.ZoneId).Distinct().Count(longs.Contains));
    }

    /// <summary>One line on stderr, and a warning when it is too little to train on.</summary>
    public void Write(CommandConsole console)
    {
        console.Error.WriteLine(
            $"{Zones} zones, {LabelledZones} labelled; {Samples} samples, {LabelledSamples} labelled, {Positives} positive; "
            + $"{LongZones} long zones to learn from");
        if (LongZones >= TrainingPlan.FewestZones)
            return;
        console.WriteWarning(
            $"{LongZones} labelled long zones are too few to train on, {TrainingPlan.FewestZones} is the least (spot only buys): take a longer period (more files), "
            + "a smaller packets.bucket, or smaller ranges (structure.left and right or the zigzag's turn, structure.min_range_ppm)");
    }
}
