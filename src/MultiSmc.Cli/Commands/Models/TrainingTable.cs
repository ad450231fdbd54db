using System.Globalization;
using System.Text.Json;
using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>What a training came to, for people and for programs.</summary>
internal static class TrainingTable
{
    /// <summary>As lines: blocks, pooled, evidence, gates.</summary>
    public static void Write(TextWriter output, ModelPassport passport, TrainingOutcome.Made made)
    {
        output.WriteLine($"Model {passport.Name}: {passport.Data.Samples} questions of {passport.Data.Zones} zones, {passport.Model.Rounds} rounds, {passport.Calibration.Kind}");
        output.WriteLine();
        output.WriteLine("Walk-forward          zones    auc  log-loss    base   brier   kept  net all  net kept (bps a zone)");
        foreach (var block in made.Report.Blocks)
        {
            var from = new Timestamp(block.FromNs).ToString()[..16];
            WriteRow(output, from + (block.IsThin ? " *" : "  "), block.Metrics);
        }

        WriteRow(output, "pooled            ", made.Report.Pooled);
        if (made.Report.Blocks.Any(block => block.IsThin))
            output.WriteLine("  * fewer than 30 zones: says little");
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Threshold {made.Model.Threshold:F2}, expected to keep {made.Model.ExpectedKeptShare:P0} of the zones"));
        output.WriteLine();
        output.WriteLine("Gates");
        foreach (var gate in made.Gates)
            output.WriteLine($"  {(gate.IsMet ? "met    " : "NOT MET")} {gate.Name.PadRight(12)} {Text(gate.Value)} against {Text(gate.Limit)}: {gate.Reason}");
        output.WriteLine();
        output.WriteLine(made.Gates.All(gate => gate.IsMet)
            ? "The gates are met out of fold. That is evidence, not proof: watch it on paper first."
            : "No evidence of an edge: do not trade it.");
    }

    /// <summary>As fields of an object.</summary>
    public static void WriteJson(Utf8JsonWriter json, ModelPassport passport, TrainingOutcome.Made made)
    {
        json.WriteString("name", passport.Name);
        json.WriteNumber("zones", passport.Data.Zones);
        json.WriteNumber("samples", passport.Data.Samples);
        json.WriteNumber("positives", passport.Data.Positives);
        json.WriteNumber("threshold", made.Model.Threshold);
        json.WriteStartArray("blocks");
        foreach (var block in made.Report.Blocks)
        {
            json.WriteStartObject();
            json.WriteString("from", new Timestamp(block.FromNs).ToString());
            json.WriteString("to", new Timestamp(block.ToNs).ToString());
            json.WriteNumber("training_rows", block.TrainingRows);
            json.WriteNumber("threshold", block.Threshold);
            WriteMetrics(json, block.Metrics);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("pooled");
        WriteMetrics(json, made.Report.Pooled);
        json.WriteEndObject();
        json.WriteStartArray("gates");
        foreach (var gate in made.Gates)
        {
            json.WriteStartObject();
            json.WriteString("name", gate.Name);
            json.WriteBoolean("met", gate.IsMet);
            Number(json, "value", gate.Value);
            Number(json, "limit", gate.Limit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRow(TextWriter output, string label, BlockMetrics metrics) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {label} {metrics.Zones,6} {Text(metrics.Auc),6} {Text(metrics.LogLoss),9} {Text(metrics.BaseLogLoss),7} {Text(metrics.Brier),7} {metrics.KeptShare,6:P0} {metrics.MeanNetBps,8:F1} {metrics.KeptMeanNetBps,9:F1}"));

    private static void WriteMetrics(Utf8JsonWriter json, BlockMetrics metrics)
    {
        json.WriteNumber("rows", metrics.Rows);
        json.WriteNumber("zones", metrics.Zones);
        Number(json, "auc", metrics.Auc);
        Number(json, "log_loss", metrics.LogLoss);
        Number(json, "base_log_loss", metrics.BaseLogLoss);
        Number(json, "brier", metrics.Brier);
        Number(json, "ece", metrics.Ece);
        Number(json, "kept_share", metrics.KeptShare);
        Number(json, "mean_net_bps", metrics.MeanNetBps);
        Number(json, "kept_mean_net_bps", metrics.KeptMeanNetBps);
        Number(json, "kept_mean_net_bps_last_question", metrics.LastKeptMeanNetBps);
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static string Text(double? value) => value?.ToString("F3", CultureInfo.InvariantCulture) ?? "n/a";
}
