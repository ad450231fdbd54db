using System.Text.Json;
using MultiSmc.Core;
using MultiSmc.Learning;

namespace MultiSmc.Research;

/// <summary>The fields of "multismc.train/1" below the schema.</summary>
internal static class TrainingJson
{
    public static void Write(Utf8JsonWriter json, TrainingReport report)
    {
        var (passport, made) = (report.Passport, report.Made);
        json.WriteString("name", passport.Name);
        json.WriteStartObject("verdict");
        json.WriteBoolean("is_every_gate_met", report.IsEveryGateMet);
        json.WriteString("text", report.Verdict);
        json.WriteEndObject();
        json.WriteNumber("zones", passport.Data.Zones);
        json.WriteNumber("samples", passport.Data.Samples);
        json.WriteNumber("positives", passport.Data.Positives);
        json.Ratio("threshold", made.Model.Threshold);
        json.Ratio("expected_kept_share", made.Model.ExpectedKeptShare);
        json.Objects("gates", made.Gates, gate =>
        {
            json.WriteString("name", gate.Name);
            json.WriteBoolean("met", gate.IsMet);
            json.Ratio("value", gate.Value);
            json.Ratio("limit", gate.Limit);
            json.WriteString("condition", gate.Reason);
        });
        WriteEvidence(json, made);
        json.Objects("blocks", made.Report.Blocks, block =>
        {
            json.Moment("from", new Timestamp(block.FromNs));
            json.Moment("to", new Timestamp(block.ToNs));
            json.WriteNumber("training_rows", block.TrainingRows);
            json.Ratio("threshold", block.Threshold);
            json.WriteBoolean("is_thin", block.IsThin);
            WriteMetrics(json, block.Metrics);
        });
        json.WriteStartObject("pooled");
        WriteMetrics(json, made.Report.Pooled);
        json.Ratio("pr_auc", report.PrAuc);
        json.WriteEndObject();
        WriteProbabilities(json, report);
        WriteModel(json, report);
        WriteIdentity(json, passport);
    }

    private static void WriteEvidence(Utf8JsonWriter json, TrainingOutcome.Made made)
    {
        var (evidence, trials) = (made.Evidence, made.Trials);
        json.WriteStartObject("evidence");
        json.Ratio("permutation_p", evidence.PermutationP);
        json.Ratio("psr", evidence.Psr);
        json.Ratio("dsr", trials.Dsr);
        json.Ratio("pbo", trials.Pbo);
        json.WriteNumber("trials", trials.Trials);
        json.WriteNumber("trials_on_same_data", trials.OnSameData);
        json.Ratio("kept_mean_net_bps", evidence.KeptMeanNetBps);
        json.Ratio("kept_mean_net_bps_at_higher_costs", evidence.KeptMeanNetBpsAtHigherCosts);
        json.Ratio("kept_mean_net_bps_through", evidence.KeptMeanNetBpsThrough);
        json.Ratio("kept_mean_net_bps_touch", evidence.KeptMeanNetBpsTouch);
        json.WriteEndObject();
    }

    private static void WriteMetrics(Utf8JsonWriter json, BlockMetrics metrics)
    {
        json.WriteNumber("rows", metrics.Rows);
        json.WriteNumber("zones", metrics.Zones);
        json.Ratio("positive_share", metrics.Positives);
        json.Ratio("auc", metrics.Auc);
        json.Ratio("log_loss", metrics.LogLoss);
        json.Ratio("base_log_loss", metrics.BaseLogLoss);
        json.Ratio("brier", metrics.Brier);
        json.Ratio("ece", metrics.Ece);
        json.Ratio("kept_share", metrics.KeptShare);
        json.Ratio("mean_net_bps", metrics.MeanNetBps);
        json.Ratio("kept_mean_net_bps", metrics.KeptMeanNetBps);
        json.Ratio("kept_mean_net_bps_last_question", metrics.LastKeptMeanNetBps);
    }

    private static void WriteProbabilities(Utf8JsonWriter json, TrainingReport report)
    {
        json.Objects("reliability", report.Reliability.Bins, bin =>
        {
            json.Ratio("from", bin.From);
            json.Ratio("to", bin.To);
            json.WriteNumber("questions", bin.Count);
            json.Ratio("weight", bin.Weight);
            json.Ratio("mean_probability", bin.MeanProbability);
            json.Ratio("win_rate", bin.PositiveRate);
        });
        json.Objects("roc", report.Roc, point =>
        {
            json.Ratio("false_positive_rate", point.FalsePositiveRate);
            json.Ratio("true_positive_rate", point.TruePositiveRate);
        });
        json.Objects("thresholds", report.Thresholds, row =>
        {
            json.Ratio("threshold", row.Threshold);
            json.WriteNumber("kept", row.Kept);
            json.Ratio("kept_share", row.KeptShare);
            json.Ratio("precision", row.Precision);
            json.Ratio("recall", row.Recall);
            json.Ratio("mean_net_bps", row.MeanNetBps);
            json.Ratio("total_net_bps", row.TotalNetBps);
            json.Ratio("lift_bps", row.Lift);
        });
        json.Objects("scores", report.Scores, bin =>
        {
            json.Ratio("from", bin.From);
            json.Ratio("to", bin.To);
            json.WriteNumber("wins", bin.Wins);
            json.WriteNumber("losses", bin.Losses);
        });
        json.Objects("probability_groups", report.Groups, group =>
        {
            json.Ratio("from", group.From);
            json.Ratio("to", group.To);
            json.WriteNumber("zones", group.Zones);
            json.Ratio("mean_probability", group.MeanProbability);
            json.Ratio("win_rate", group.WinRate);
            json.Ratio("mean_net_bps", group.MeanNetBps);
        });
    }

    private static void WriteModel(Utf8JsonWriter json, TrainingReport report)
    {
        json.Objects("importance", report.Importance, one =>
        {
            json.WriteString("feature", one.Feature);
            json.WriteNumber("splits", one.Splits);
            json.Ratio("gain", one.Gain);
            json.Ratio("gain_share", one.GainShare);
            json.Ratio("mean_abs_contribution", one.MeanContribution);
        });
        json.Objects("feature_spreads", report.Spreads, one =>
        {
            json.WriteString("feature", one.Feature);
            json.WriteNumber("count", one.Bins.Count);
            json.WriteStartArray("edges");
            foreach (var edge in one.Bins.Edges)
                json.WriteNumberValue(edge);
            json.WriteEndArray();
            json.WriteStartArray("shares");
            foreach (var share in one.Bins.Shares)
                json.WriteNumberValue(share);
            json.WriteEndArray();
        });
        var trained = report.Made.Model.Trained;
        json.WriteStartObject("history");
        json.WriteNumber("best_round", trained.BestIteration + 1);
        json.WriteBoolean("is_stopped_early", trained.IsStoppedEarly);
        json.Objects("rounds", trained.History, loss =>
        {
            json.WriteNumber("round", loss.Round + 1);
            json.Ratio("training_log_loss", loss.TrainingLoss);
            json.Ratio("validation_log_loss", loss.ValidationLoss);
        });
        json.WriteEndObject();
        json.WriteString("calibration", report.Passport.Calibration.Kind);
    }

    private static void WriteIdentity(Utf8JsonWriter json, ModelPassport passport)
    {
        json.WriteStartObject("identity");
        json.WriteString("code_version", passport.Code.Version);
        json.WriteString("model_sha256", passport.Model.Sha256);
        json.WriteString("feature_schema_sha256", passport.Features.Sha256);
        json.WriteString("library", $"{passport.Training.Library} {passport.Training.Version}");
        json.WriteStartObject("parameters");
        foreach (var (name, value) in passport.Training.Parameters)
            json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteStartArray("symbols");
        foreach (var symbol in passport.Market.Symbols)
            json.WriteStringValue(symbol.Symbol);
        json.WriteEndArray();
        json.WriteNumber("packets", passport.Data.Packets);
        json.Objects("files", passport.Data.Sources, file =>
        {
            json.WriteString("name", file.Name);
            json.WriteString(file.Content is null ? "sha256" : "content", file.Identity);
        });
        json.WriteEndObject();
    }
}
