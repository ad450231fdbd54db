using System.Globalization;
using MultiSmc.Learning;

namespace MultiSmc.Research;

/// <summary>The passport of a model that was just made.</summary>
public static class PassportWriter
{
    /// <summary>Writes down what the model is, what it was made of and how good it was.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="plan">What its labels were made under.</param>
    /// <param name="runs">The data sets.</param>
    /// <param name="set">The rows.</param>
    /// <param name="training">How it was trained.</param>
    /// <param name="made">The model.</param>
    /// <param name="sources">Its files with what was found in each.</param>
    /// <param name="created">Now.</param>
    public static ModelPassport Write(
        string name,
        BacktestPlan plan,
        IReadOnlyList<DatasetRun> runs,
        TrainingSet set,
        TrainingPlan training,
        TrainingOutcome.Made made,
        IReadOnlyList<PassportSource> sources,
        DateTimeOffset created)
    {
        var market = plan.Markets[0];
        var labels = ShadowOrders.DatasetOf(market, plan).Labels ?? throw new ArgumentException("the plan has no labels", nameof(plan));
        var schema = FeatureSchema.OteApproach;
        return new ModelPassport
        {
            Name = name,
            Created = created,
            Model = PassportModel.Describe(made.Model.Trained.Json.Span, ModelFileFormat.Json),
            Features = new PassportFeatures
            {
                Schema = schema.Name, Version = schema.Version, Sha256 = schema.Sha256, Names = [.. schema.Features.Select(feature => feature.Name)],
            },
            Market = new PassportMarket(
                "binance-spot", [.. plan.Markets.Select(each => PassportSymbol.From(each.Instrument.Symbol, each.Packets, each.Instrument.TickUnits))]),
            Packets = PassportPackets.From(market.Packets),
            Structure = PassportStructure.From(market.Structure),
            Labels = PassportLabels.From(labels),
            Data = DataOf(sources, runs, set),
            Training = PassportTraining.From(made.Model.Trained, "average uniqueness"),
            Splits = new PassportSplits
            {
                Kind = "walk-forward",
                Folds = training.Blocks,
                Embargo = SplitSpan.DefaultEmbargoPackets,
                BlockBounds = [.. made.Report.Blocks.Select(block => block.FromNs)],
            },
            Metrics = new PassportMetrics(
                [.. made.Report.Blocks.Select(block => FoldOf(block.Metrics, null))], FoldOf(made.Report.Pooled, ReliabilityOf(set, made.Report))),
            Calibration = CalibrationOf(made.Model.Calibrator, set.Zones),
            Threshold = new PassportThreshold(
                made.Model.Threshold, "most net in sum on purged out-of-fold probabilities, one decision a zone", made.Model.ExpectedKeptShare),
            Gates = made.Gates,
            Trials = new PassportTrials { Tried = made.Trials.Trials, SharpeRatios = made.Trials.SharpeRatios, SharpeSd = made.Trials.SharpeSd },
            Overfitting = new PassportOverfitting(made.Evidence.Psr, made.Trials.Dsr, made.Trials.Pbo, made.Evidence.PermutationP),
            Code = new PassportCode(plan.Identity.CodeVersion, ""),
        };
    }

    private static PassportData DataOf(IReadOnlyList<PassportSource> sources, IReadOnlyList<DatasetRun> runs, TrainingSet set) => new()
    {
        Sources = sources,
        Packets = runs.Sum(run => (long)run.Packets.Count),
        Zones = set.Zones,
        Samples = set.Rows.Count,
        Positives = set.Rows.Count(row => row.IsWin),
    };

    private static PassportFold FoldOf(BlockMetrics metrics, ReliabilityTable? reliability) => new()
    {
        Samples = metrics.Rows,
        Zones = metrics.Zones,
        Auc = metrics.Auc,
        LogLoss = metrics.LogLoss,
        Brier = metrics.Brier,
        Ece = metrics.Ece,
        Kept = metrics.KeptShare,
        Precision = null,
        Recall = null,
        MeanNetBps = metrics.KeptMeanNetBps,
        TotalNetBps = metrics is { KeptMeanNetBps: { } mean, KeptShare: { } share } ? mean * share * metrics.Zones : null,
        UpliftFirstBps = metrics.KeptMeanNetBps - metrics.MeanNetBps,
        UpliftLastBps = metrics.LastKeptMeanNetBps - metrics.MeanNetBps,
        Reliability = [.. (reliability?.Bins ?? []).Select(bin => new PassportBin(bin.From, bin.To, bin.Weight, bin.MeanProbability, bin.PositiveRate))],
    };

    private static ReliabilityTable? ReliabilityOf(TrainingSet set, WalkForwardReport report) => report.Tested.Count == 0
        ? null
        : ReliabilityTable.Compute(
            [.. report.Tested.Select(row => row.Probability)],
            [.. report.Tested.Select(row => set.Rows[row.Row].IsWin)],
            [.. report.Tested.Select(row => set.Rows[row.Row].Weight)]);

    private static PassportCalibration CalibrationOf(Calibrator calibrator, int zones)
    {
        var parameters = calibrator.ToParameters();
        return new PassportCalibration
        {
            Kind = parameters.Kind,
            A = parameters.A,
            B = parameters.B,
            Points = [.. (parameters.Points ?? []).Select(point => new PassportPoint(point.X, point.Value))],
            FittedOn = string.Create(CultureInfo.InvariantCulture, $"out-of-fold margins of {zones} zones"),
        };
    }
}
