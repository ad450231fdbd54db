using System.Globalization;
using MultiSmc.Core;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>What a training came to, in short.</summary>
internal static class TrainingTable
{
    /// <summary>As lines: blocks, pooled, evidence, gates.</summary>
    public static void Write(TextWriter output, TrainingReport report)
    {
        var (passport, made) = (report.Passport, report.Made);
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
        output.WriteLine(report.Verdict);
    }

    private static void WriteRow(TextWriter output, string label, BlockMetrics metrics) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {label} {metrics.Zones,6} {Text(metrics.Auc),6} {Text(metrics.LogLoss),9} {Text(metrics.BaseLogLoss),7} {Text(metrics.Brier),7} {metrics.KeptShare,6:P0} {metrics.MeanNetBps,8:F1} {metrics.KeptMeanNetBps,9:F1}"));

    private static string Text(double? value) => value?.ToString("F3", CultureInfo.InvariantCulture) ?? "n/a";
}
