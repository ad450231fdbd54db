using System.Text.Json;
using MultiSmc.Learning;
using MultiSmc.Strategy;

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

    /// <summary>Weighted average precision out of fold; null in reports of before it was measured.</summary>
    public double? PrAuc => RunFolders.Number(_root, "pooled", "pr_auc");

    /// <summary>Tested zones by probability, won and lost, without the empty ends; null in reports of before they were counted.</summary>
    public ScoresView? Scores
    {
        get
        {
            var bins = RunFolders.List(_root, "scores").Select(static bin => (
                From: RunFolders.Number(bin, "from") ?? 0,
                To: RunFolders.Number(bin, "to") ?? 0,
                Wins: (long)(RunFolders.Number(bin, "wins") ?? 0),
                Losses: (long)(RunFolders.Number(bin, "losses") ?? 0))).ToArray();
            var first = Array.FindIndex(bins, static bin => bin.Wins + bin.Losses > 0);
            var last = Array.FindLastIndex(bins, static bin => bin.Wins + bin.Losses > 0);
            if (first < 0)
                return null;
            var shown = bins[first..(last + 1)];
            return new ScoresView([.. shown.Select(static bin => bin.From), shown[^1].To], [.. shown.Select(static bin => bin.Wins)], [.. shown.Select(static bin => bin.Losses)]);
        }
    }

    /// <summary>How far the features of later questions are from those of the training; a feature whose spread the report does not tell is left out.</summary>
    /// <param name="names">The model's features, in the order of the values.</param>
    /// <param name="questions">What the model looked at since.</param>
    public IReadOnlyList<DriftView> Drift(IReadOnlyList<string> names, IReadOnlyList<FeatureSnapshot> questions)
    {
        var drift = new List<DriftView>();
        foreach (var one in RunFolders.List(_root, "feature_spreads"))
        {
            var name = RunFolders.Text(one, "feature");
            var at = 0;
            while (at < names.Count && names[at] != name)
                at++;
            if (at == names.Count)
                continue;
            var bins = new FeatureBins(Numbers(one, "edges"), Numbers(one, "shares"), (long)(RunFolders.Number(one, "count") ?? 0));
            if (bins.Psi(questions.Where(question => question.Values.Length > at).Select(question => question.Values[at])) is { } psi)
                drift.Add(new DriftView(name, psi));
        }

        return [.. drift.OrderByDescending(static one => one.Psi)];
    }

    /// <summary>Whether the report tells how features were spread.</summary>
    public bool HasSpreads => RunFolders.List(_root, "feature_spreads").Any();

    private static double[] Numbers(JsonElement of, string name) =>
        [.. RunFolders.List(of, name).Where(static value => value.ValueKind == JsonValueKind.Number).Select(static value => value.GetDouble())];

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

/// <param name="Edges">Of probability; one more than counts.</param>
/// <param name="Wins">Zones that won.</param>
/// <param name="Losses">Zones that did not.</param>
internal sealed record ScoresView(IReadOnlyList<double> Edges, IReadOnlyList<long> Wins, IReadOnlyList<long> Losses);

internal sealed record DriftView(string Feature, double Psi);

internal sealed record FoldView(long From, long To, double? Auc, double? Expectancy, long Trades);

internal sealed record GroupView(double From, double To, long Zones, double? Predicted, double? Observed, double? Expectancy);
