using MultiSmc.Learning;

namespace MultiSmc.Research;

/// <summary>A labelled question of a training set.</summary>
/// <param name="Zone">Number of its zone within the set: zones of several symbols are numbered on.</param>
/// <param name="Span">When its answer came about, in nanoseconds, so that several symbols are split at the same dates.</param>
/// <param name="IsWin">The zone's order made money after fees.</param>
/// <param name="NetBps">Result of the zone's order after fees.</param>
/// <param name="CostBps">What of it were fees: gross − net.</param>
/// <param name="Weight">Average uniqueness, scaled to a mean of 1 within its symbol.</param>
public readonly record struct TrainingRow(int Zone, SplitSpan Span, bool IsWin, double NetBps, double CostBps, double Weight);

/// <summary>Labelled questions of one or several symbols, ordered by time, with their features.</summary>
public sealed class TrainingSet
{
    private readonly float[] _features;

    private TrainingSet(TrainingRow[] rows, float[] features, FillRule fillRule)
    {
        Rows = rows;
        _features = features;
        FillRule = fillRule;
        Zones = rows.Select(row => row.Zone).Distinct().Count();
    }

    /// <summary>The rows, ordered by the moment of the question.</summary>
    public IReadOnlyList<TrainingRow> Rows { get; }

    /// <summary>When its orders were taken to fill.</summary>
    public FillRule FillRule { get; }

    /// <summary>Distinct zones among the rows: what counts, as the rows of a zone share one answer.</summary>
    public int Zones { get; }

    /// <summary>Makes a set of finished data set runs, one for each symbol.</summary>
    /// <param name="runs">Finished, at least one, all labelled by one fill rule.</param>
    /// <param name="isTradable">Which sides are to be learned from: spot trades longs only.</param>
    public static TrainingSet Of(IReadOnlyList<DatasetRun> runs, Func<Structure.Direction, bool> isTradable)
    {
        var rows = new List<(TrainingRow Row, float[] Features)>();
        var zoneOffset = 0;
        foreach (var run in runs)
        {
            var closes = run.Packets.Select(packet => packet.CloseTime).ToArray();
            var outcomes = run.Outcomes.ToDictionary(outcome => outcome.ZoneId);
            foreach (var (index, sample) in run.Samples().Index())
            {
                if (!sample.IsLabelled || !outcomes.TryGetValue(sample.Key.ZoneId, out var outcome) || !isTradable(outcome.Side))
                    continue;
                // A span that ends in the packet that is still forming has no close time yet: its answer is known, its embargo never ends.
                var end = (int)Math.Min(sample.SpanEnd, closes.Length - 1);
                var start = (int)Math.Min(sample.SpanStart, end);
                var row = new TrainingRow(
                    zoneOffset + sample.Key.ZoneId,
                    SplitSpan.OfTimes(closes, Math.Max(1, start), end),
                    sample.Label == 1,
                    sample.NetBps,
                    outcome.GrossBps - outcome.NetBps,
                    sample.Weight);
                rows.Add((row, run.FeaturesOf(index).ToArray()));
            }

            zoneOffset += run.Zones.Count();
        }

        rows.Sort((a, b) => a.Row.Span.Start != b.Row.Span.Start ? a.Row.Span.Start.CompareTo(b.Row.Span.Start) : a.Row.Zone.CompareTo(b.Row.Zone));
        return new TrainingSet([.. rows.Select(row => row.Row)], [.. rows.SelectMany(row => row.Features)], runs[0].FillRule);
    }

    /// <summary>Features of a row.</summary>
    public ReadOnlySpan<float> Features(int row) => _features.AsSpan(row * FeatureEngine.Count, FeatureEngine.Count);

    /// <summary>Some of the rows as the trainer takes them.</summary>
    public TrainingData Select(IReadOnlyList<int> rows)
    {
        var values = new float[rows.Count * FeatureEngine.Count];
        for (var i = 0; i < rows.Count; i++)
            Features(rows[i]).CopyTo(values.AsSpan(i * FeatureEngine.Count));
        return new TrainingData(
            values,
            FeatureEngine.Count,
            rows.Select(row => Rows[row].IsWin ? 1f : 0f).ToArray(),
            rows.Select(row => (float)Rows[row].Weight).ToArray(),
            [.. FeatureSchema.OteApproach.Features.Select(feature => feature.Name)]);
    }
}
