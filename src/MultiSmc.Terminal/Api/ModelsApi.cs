using Microsoft.AspNetCore.Builder;
using MultiSmc.Learning;

namespace MultiSmc.Terminal;

/// <summary>The model registry: who was trained on what, how well, and who is promoted.</summary>
internal static class ModelsApi
{
    public static void Map(WebApplication app, string? folder, TerminalModel session)
    {
        const string Path = TerminalApi.Root + "/models";
        if (folder is null)
        {
            app.Map(Path + "/{**rest}", static _ => throw ApiException.Unavailable("This terminal was started without a model registry."));
            return;
        }

        var registry = new ModelRegistry(folder);
        app.MapGet(Path, context => TerminalApi.WriteAsync(context, registry.List().Select(entry => Summary(entry, registry, session)).ToArray()));
        app.MapGet(Path + "/{id}", context => TerminalApi.WriteAsync(context, Detail((string?)context.Request.RouteValues["id"] ?? "", registry, session, folder)));
    }

    private static Model Summary(ModelEntry entry, ModelRegistry registry, TerminalModel session) => new()
    {
        Id = entry.Name,
        Symbols = [.. entry.Passport?.Market.Symbols.Select(static symbol => symbol.Symbol) ?? []],
        State = StateOf(entry.Name, registry, session),
        Auc = entry.Passport?.Metrics.Pooled.Auc,
        Created = entry.Passport?.Created.ToUnixTimeMilliseconds() ?? 0,
        DataTo = entry.Passport is { Data.Sources: { Count: > 0 } sources } ? sources.Max(static source => source.LastTimeNs) / 1_000_000 : null,
        Fault = entry.Fault,
    };

    // Live is what decides in this session; promoted but not in it, or merely trained, is a candidate; one that another took the place of is archived.
    private static string StateOf(string name, ModelRegistry registry, TerminalModel session)
    {
        if (session.Setup.Markets.Any(market => market.Model == name))
            return "live";
        var promotions = registry.Promotions().Promotions;
        var wasPromoted = promotions.Any(promotion => promotion.Name == name);
        var isCurrent = promotions.SelectMany(static promotion => promotion.Symbols).Distinct().Any(symbol => registry.Promotions().Current(symbol)?.Name == name);
        return wasPromoted && !isCurrent ? "archived" : "candidate";
    }

    private static ModelDetail Detail(string id, ModelRegistry registry, TerminalModel session, string folder)
    {
        if (ModelName.Fault(id) is not null || registry.List().FirstOrDefault(entry => entry.Name == id) is not { } entry)
            throw ApiException.NotFound("There is no such model.");
        if (entry.Passport is not { } passport)
            throw ApiException.Unavailable($"The model can't be read: {entry.Fault}");
        var pooled = passport.Metrics.Pooled;
        var summary = Summary(entry, registry, session);
        var sources = passport.Data.Sources;
        var file = new FileInfo(Path.Combine(folder, id, passport.Model.File));
        var report = TrainingFile.Read(Path.Combine(folder, id), passport.Model.Sha256);
        var questions = session.Read(state => state.Features.Of(id));
        return new ModelDetail
        {
            Id = summary.Id,
            Symbols = summary.Symbols,
            State = summary.State,
            Auc = summary.Auc,
            Created = summary.Created,
            DataTo = summary.DataTo,
            Fault = summary.Fault,
            Since = registry.Promotions().Promotions.LastOrDefault(promotion => promotion.Name == id)?.At.ToUnixTimeMilliseconds(),
            Decisions = summary.State == "live" ? session.Read(state => state.Symbols.Sum(book => book.Decisions.Count(decision => decision.Model == id))) : null,
            Metrics = Metrics(pooled, report),
            Passport = new PassportView
            {
                From = sources.Count == 0 ? null : sources.Min(static source => source.FirstTimeNs) / 1_000_000,
                To = sources.Count == 0 ? null : sources.Max(static source => source.LastTimeNs) / 1_000_000,
                DataHash = string.Join(',', sources.Select(static source => source.Identity)),
                Bucket = passport.Market.Symbols.Count == 0 ? null : BucketOf(passport.Market.Symbols[0]),
                Packets = passport.Data.Packets,
                Rows = passport.Data.Samples,
                Positives = passport.Data.Samples == 0 ? null : (double)passport.Data.Positives / passport.Data.Samples,
                Label = ContractNames.Kebab(passport.Labels.FillRule.ToString()),
                Validation = $"{passport.Splits.Kind}, {passport.Splits.Folds}",
                Features = $"{passport.Features.Schema} v{passport.Features.Version}",
                FeatureCount = passport.Features.Names.Count,
                Booster = $"{passport.Training.Library} {passport.Training.Version}, {passport.Training.Rounds}",
                Calibration = passport.Calibration.Kind,
                File = passport.Model.File,
                Bytes = file.Exists ? file.Length : 0,
                Sha256 = passport.Model.Sha256,
            },
            Reliability =
            [
                .. pooled.Reliability.Where(static bin => bin is { Predicted: not null, Observed: not null })
                    .Select(static bin => Interval(bin.Predicted ?? 0, bin.Observed ?? 0, bin.Weight)),
            ],
            Importance = report?.Importance ?? [],
            Threshold = report?.Threshold(passport.Threshold.Value),
            Groups = report?.Groups ?? [],
            Scores = report?.Scores,
            Drift = report is not null && questions.Count >= FeatureLog.NeededZones ? report.Drift(passport.Features.Names, questions) : [],
            DriftState = new DriftState(report?.HasSpreads ?? false, questions.Count, FeatureLog.NeededZones),
            // Without the report the folds' times are not known: they are numbered then.
            Folds = report?.Folds ?? [.. passport.Metrics.Folds.Select(static fold => new FoldView(0, 0, fold.Auc, null, (long)(fold.Kept * fold.Samples ?? 0)))],
            Gates = [.. passport.Gates.Select(static gate => new GateView(gate.Name, gate.IsMet, gate.Value, gate.Limit))],
        };
    }

    private static MetricsView Metrics(PassportFold fold, TrainingFile? report) =>
        new(fold.Auc, report?.PrAuc, fold.LogLoss, fold.Brier, fold.Ece, fold.Kept, report?.Expectancy, null);

    private static double BucketOf(PassportSymbol symbol) => symbol.Bucket / Math.Pow(10, symbol.PriceDecimals + symbol.QuantityDecimals);

    // Wilson's interval at 90 %.
    private static ReliabilityView Interval(double predicted, double observed, double count)
    {
        const double Z = 1.6448536269514722;
        if (count <= 0)
            return new ReliabilityView(predicted, observed, 0, 1, 0);
        var spread = 1 + Z * Z / count;
        var middle = (observed + Z * Z / (2 * count)) / spread;
        var half = Z * Math.Sqrt(observed * (1 - observed) / count + Z * Z / (4 * count * count)) / spread;
        return new ReliabilityView(predicted, observed, Math.Max(0, middle - half), Math.Min(1, middle + half), count);
    }

    private record Model
    {
        public required string Id { get; init; }

        public required IReadOnlyList<string> Symbols { get; init; }

        public required string State { get; init; }

        public double? Auc { get; init; }

        public required long Created { get; init; }

        /// <summary>Time of the newest data it was trained on; null where that is not told.</summary>
        public long? DataTo { get; init; }

        public string? Fault { get; init; }
    }

    private sealed record ModelDetail : Model
    {
        public long? Since { get; init; }

        public long? Decisions { get; init; }

        public required MetricsView Metrics { get; init; }

        public required PassportView Passport { get; init; }

        public required IReadOnlyList<ReliabilityView> Reliability { get; init; }

        public IReadOnlyList<ImportanceView> Importance { get; init; } = [];

        /// <summary>Unit of every expectancy: basis points of a zone's order.</summary>
        public string Unit { get; init; } = "bps";

        public IReadOnlyList<GroupView> Groups { get; init; } = [];

        public ThresholdView? Threshold { get; init; }

        public ScoresView? Scores { get; init; }

        public required IReadOnlyList<FoldView> Folds { get; init; }

        public IReadOnlyList<DriftView> Drift { get; init; } = [];

        public required DriftState DriftState { get; init; }

        public required IReadOnlyList<GateView> Gates { get; init; }
    }

    private sealed record MetricsView(
        double? Auc, double? PrAuc, double? LogLoss, double? Brier, double? Ece, double? Kept, double? Expectancy, double? LatencyP99);

    private sealed record PassportView
    {
        public double? TrainedMs { get; init; }

        public long? From { get; init; }

        public long? To { get; init; }

        public required string DataHash { get; init; }

        public double? Bucket { get; init; }

        public required long Packets { get; init; }

        public required long Rows { get; init; }

        public double? Positives { get; init; }

        public required string Label { get; init; }

        public required string Validation { get; init; }

        public required string Features { get; init; }

        public required int FeatureCount { get; init; }

        public required string Booster { get; init; }

        public required string Calibration { get; init; }

        public required string File { get; init; }

        public required long Bytes { get; init; }

        public required string Sha256 { get; init; }
    }

    private sealed record ReliabilityView(double Predicted, double Observed, double Low, double High, double Count);

    /// <summary>What the drift is measured on: zones of this session that the model was asked about; <c>Told</c>: the training report tells the spreads.</summary>
    private sealed record DriftState(bool Told, int Zones, int NeededZones);

    private sealed record GateView(string Name, bool Met, double? Value, double? Limit);
}
