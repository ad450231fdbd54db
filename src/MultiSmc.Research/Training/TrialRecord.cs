using System.Security.Cryptography;
using MultiSmc.Learning;

namespace MultiSmc.Research;

/// <summary>Writes down what a training has tried.</summary>
public static class TrialRecord
{
    /// <summary>The trial behind a model: the zones that it kept out of fold, each decided at its first question.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="data">SHA-256 of the files, lower-case hex, in the order read.</param>
    /// <param name="at">Now.</param>
    /// <param name="set">What it was trained on.</param>
    /// <param name="model">The model.</param>
    /// <param name="report">How it did on blocks it had not seen.</param>
    public static ModelTrial Of(
        string name, IReadOnlyList<string> data, DateTimeOffset at, TrainingSet set, CalibratedModel model, WalkForwardReport report)
    {
        var kept = WalkForwardReport.FirstOfZones(set, report.Tested).Where(row => row.IsKept).Select(row => set.Rows[row.Row])
            .OrderBy(row => row.Span.Start).ThenBy(row => row.Zone).ToArray();
        return new ModelTrial
        {
            Name = name,
            Weights = Convert.ToHexStringLower(SHA256.HashData(model.Trained.Json.Span)),
            At = at,
            Data = data,
            TestedFromNs = report.Blocks.Count == 0 ? null : report.Blocks[0].FromNs,
            TestedToNs = report.Blocks.Count == 0 ? null : report.Blocks[^1].ToNs,
            KeptAtNs = [.. kept.Select(row => row.Span.Start)],
            KeptNetBps = [.. kept.Select(row => row.NetBps)],
        };
    }
}
