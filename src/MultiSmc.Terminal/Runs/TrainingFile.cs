using System.Text.Json;

namespace MultiSmc.Terminal;

/// <summary>report.json of a training, which lies beside the model. A model without it (made elsewhere, or before there was one) has none.</summary>
internal sealed class TrainingFile
{
    private const string Name = "report.json";
    private const string Schema = "multismc.train/1";
    private const long MaxBytes = 64 * 1024 * 1024;

    private readonly JsonElement _root;

    private TrainingFile(JsonElement root) => _root = root;

    /// <summary>The report of a model; null where there is none that can be read, or it is of other weights.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="sha256">Checksum of its weights.</param>
    public static TrainingFile? Read(string folder, string sha256)
    {
        var file = new FileInfo(Path.Combine(folder, Name));
        if (!file.Exists || file.Length > MaxBytes)
            return null;
        try
        {
            using var stream = file.OpenRead();
            using var document = JsonDocument.Parse(stream);
            var root = document.RootElement;
            return RunFolders.Text(root, "schema") == Schema && RunFolders.Text(root, "identity", "model_sha256") == sha256 ? new TrainingFile(root.Clone()) : null;
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Features of the model; the mean |contribution| where the training measured it, else the share of gain.</summary>
    public IReadOnlyList<ImportanceView> Importance
    {
        get
        {
            var all = RunFolders.List(_root, "importance").ToArray();
            var hasContribution = all.Any(static one => RunFolders.Number(one, "mean_abs_contribution") is not null);
            return
            [
                .. all.Select(one => new ImportanceView(
                    RunFolders.Text(one, "feature"), RunFolders.Number(one, hasContribution ? "mean_abs_contribution" : "gain_share") ?? 0, null))
                    .Where(static one => one.Value > 0).OrderByDescending(static one => one.Value),
            ];
        }
    }

    /// <summary>What each threshold would have kept and earned out of fold; only thresholds that say something.</summary>
    public ThresholdView Threshold(double at)
    {
        var rows = RunFolders.List(_root, "thresholds").ToArray();
        return new ThresholdView(
            at,
            "fixed",
            [.. rows.Select(static row => RunFolders.Number(row, "threshold") ?? 0)],
            [.. rows.Select(static row => RunFolders.Number(row, "mean_net_bps"))],
            [.. rows.Select(static row => RunFolders.Number(row, "kept_share") ?? 0)],
            [.. rows.Select(static row => (long)(RunFolders.Number(row, "kept") ?? 0))]);
    }

    /// <summary>The tested blocks in order of time.</summary>
    public IReadOnlyList<FoldView> Folds =>
    [
        .. RunFolders.List(_root, "blocks").Select(static block => new FoldView(
            RunFolders.Ms(RunFolders.Text(block, "from")),
            RunFolders.Ms(RunFolders.Text(block, "to")),
            RunFolders.Number(block, "auc"),
            RunFolders.Number(block, "kept_mean_net_bps"),
            (long)Math.Round((RunFolders.Number(block, "zones") ?? 0) * (RunFolders.Number(block, "kept_share") ?? 0)))),
    ];

    /// <summary>Zones of the test in tenths by probability: what was said, and what came.</summary>
    public IReadOnlyList<GroupView> Groups =>
    [
        .. RunFolders.List(_root, "probability_groups").Select(static group => new GroupView(
            RunFolders.Number(group, "from") ?? 0,
            RunFolders.Number(group, "to") ?? 0,
            (long)(RunFolders.Number(group, "zones") ?? 0),
            RunFolders.Number(group, "mean_probability"),
            RunFolders.Number(group, "win_rate"),
            RunFolders.Number(group, "mean_net_bps"))),
    ];

    /// <summary>Mean result of what was kept out of fold, in basis points of a zone's order after fees.</summary>
    public double? Expectancy => RunFolders.Number(_root, "pooled", "kept_mean_net_bps");
}

internal sealed record ImportanceView(string Feature, double Value, bool? Raises);

/// <param name="At">Threshold of the model.</param>
/// <param name="Mode">"fixed".</param>
/// <param name="Grid">Thresholds.</param>
/// <param name="Expectancy">Mean result of what each keeps, in the model's unit.</param>
/// <param name="Kept">Share that each keeps.</param>
/// <param name="Counts">Zones that each keeps.</param>
internal sealed record ThresholdView(
    double At, string Mode, IReadOnlyList<double> Grid, IReadOnlyList<double?> Expectancy, IReadOnlyList<double> Kept, IReadOnlyList<long> Counts);

internal sealed record FoldView(long From, long To, double? Auc, double? Expectancy, long Trades);

internal sealed record GroupView(double From, double To, long Zones, double? Predicted, double? Observed, double? Expectancy);
