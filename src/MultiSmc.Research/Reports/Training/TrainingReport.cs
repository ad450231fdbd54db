using MultiSmc.Learning;

namespace MultiSmc.Research;

/// <summary>A training with everything that its report shows. The same outcome gives the same report.</summary>
public sealed record TrainingReport
{
    private TrainingReport(ModelPassport passport, TrainingOutcome.Made made, IReadOnlyList<TestedQuestion> tested)
    {
        (Passport, Made, Tested) = (passport, made, tested);
        Zones = [.. tested.GroupBy(question => question.Zone).Select(zone => zone.MinBy(question => question.Start) ?? zone.First())];
        double[] probabilities = [.. tested.Select(question => question.Probability)];
        Reliability = ReliabilityTable.Compute(
            probabilities, [.. tested.Select(question => question.IsWin)], [.. tested.Select(question => question.Weight)]);
        Roc = RocCurve.Of(tested);
        PrAuc = RankingMetrics.AveragePrecision(
            probabilities, [.. tested.Select(question => question.IsWin)], [.. tested.Select(question => question.Weight)]);
        Scores = ScoreBin.Of(Zones);
        Spreads = [.. passport.Features.Names.Select((name, at) => (name, FeatureBins.Of(Zones.Where(question => question.Features.Length > at).Select(question => question.Features.Span[at]))))];
        Thresholds = ThresholdTable.Compute(
            [.. Zones.Select(zone => zone.Probability)], [.. Zones.Select(zone => zone.IsWin)], [.. Zones.Select(zone => zone.NetBps)],
            [.. Enumerable.Range(1, 19).Select(step => step / 20.0)]);
        Groups = ProbabilityGroup.Of(Zones);
        Importance = FeatureImportance.Of(made.Model, tested);
    }

    /// <summary>What the model is.</summary>
    public ModelPassport Passport { get; }

    /// <summary>The model with its walk-forward report, evidence and gates.</summary>
    public TrainingOutcome.Made Made { get; }

    /// <summary>Questions of the walk-forward test, in order of time.</summary>
    public IReadOnlyList<TestedQuestion> Tested { get; }

    /// <summary>The first question of each tested zone: a zone is one trade however often the model was asked.</summary>
    public IReadOnlyList<TestedQuestion> Zones { get; }

    /// <summary>Probability against outcome, weighted, in tenths of [0, 1].</summary>
    public ReliabilityTable Reliability { get; }

    /// <summary>The weighted ROC curve; empty where it is not defined.</summary>
    public IReadOnlyList<RocPoint> Roc { get; }

    /// <summary>Weighted average precision of the tested questions (area under precision against recall); null where not defined.</summary>
    public double? PrAuc { get; }

    /// <summary>Tested zones in twentieths by probability, won and lost.</summary>
    public IReadOnlyList<ScoreBin> Scores { get; }

    /// <summary>How each feature was spread over the first questions of the tested zones: what later zones are compared with.</summary>
    public IReadOnlyList<(string Feature, FeatureBins Bins)> Spreads { get; }

    /// <summary>What each threshold from 0.05 to 0.95 would have kept and earned, one decision a zone.</summary>
    public IReadOnlyList<ThresholdRow> Thresholds { get; }

    /// <summary>Zones in tenths by probability.</summary>
    public IReadOnlyList<ProbabilityGroup> Groups { get; }

    /// <summary>Features of the final model, most gain first.</summary>
    public IReadOnlyList<FeatureImportance> Importance { get; }

    /// <summary>Whether every gate is met.</summary>
    public bool IsEveryGateMet => Made.Gates.All(gate => gate.IsMet);

    /// <summary>What to think of the model, in one line.</summary>
    public string Verdict => IsEveryGateMet
        ? "The gates are met out of fold. That is evidence, not proof: watch it on paper first."
        : "No evidence of an edge: do not trade it.";

    /// <summary>Makes the report of a training.</summary>
    /// <param name="passport">Of the model.</param>
    /// <param name="set">What it was trained on.</param>
    /// <param name="made">What came of it.</param>
    public static TrainingReport Create(ModelPassport passport, TrainingSet set, TrainingOutcome.Made made) => Create(
        passport,
        made,
        [
            .. made.Report.Tested.Select(tested => (Tested: tested, Row: set.Rows[tested.Row])).Select(one => new TestedQuestion(
                one.Row.Zone, one.Row.Span.Start, one.Tested.Probability, one.Tested.IsKept, one.Row.IsWin, one.Row.NetBps, one.Row.Weight,
                set.Features(one.Tested.Row).ToArray())),
        ]);

    internal static TrainingReport Create(ModelPassport passport, TrainingOutcome.Made made, IReadOnlyList<TestedQuestion> tested) =>
        new(passport, made, tested);
}
