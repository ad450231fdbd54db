using System.Globalization;
using MultiSmc.Learning;

namespace MultiSmc.Research;

/// <summary>
/// The conditions for putting a model in use. Those of the training itself stand in its passport; those among trials are weighed anew each time they
/// are asked for, since every further training on the same data makes the best of them more likely to be luck. A condition that can't be computed is
/// not met, and says why.
/// </summary>
public static class PromotionGates
{
    private const string LogLoss = "log-loss";
    private const string Permutation = "permutation";
    private const string Costs = "costs";
    private const string Fills = "fills";
    private const string Dsr = "dsr";
    private const string Pbo = "pbo";
    private const double PermutationLimit = 0.05;
    private const double DsrLimit = 0.95;
    private const double PboLimit = 0.5;

    private static readonly string[] OfOneTraining = [LogLoss, Permutation, Costs, Fills];

    /// <summary>All gates of a training.</summary>
    /// <param name="report">How it did on blocks it had not seen.</param>
    /// <param name="evidence">What that is worth.</param>
    /// <param name="trials">Its place among the trials on its data.</param>
    public static IReadOnlyList<PassportGate> Of(WalkForwardReport report, TrainingEvidence evidence, TrialStatistics trials)
    {
        var pooled = report.Pooled;
        return
        [
            Gate(
                LogLoss, pooled.LogLoss < pooled.BaseLogLoss, pooled.LogLoss, pooled.BaseLogLoss,
                "out of fold, the probabilities must beat the base rate's log-loss", "no zone could be tested out of fold"),
            Gate(
                Permutation, evidence.PermutationP < PermutationLimit, evidence.PermutationP, PermutationLimit,
                "what is kept must be better than as many zones kept by chance", "nothing was kept out of fold"),
            Gate(
                Costs, evidence.KeptMeanNetBpsAtHigherCosts > 0, evidence.KeptMeanNetBpsAtHigherCosts, 0,
                "the kept zones must still earn under half as much cost again", "nothing was kept out of fold"),
            FillsGate(evidence),
            .. OfTrials(trials),
        ];
    }

    /// <summary>The gates of a model that was made before, with those among trials as they stand now.</summary>
    /// <param name="passport">Of the model.</param>
    /// <param name="trials">Its place among the trials on its data.</param>
    public static IReadOnlyList<PassportGate> Now(ModelPassport passport, TrialStatistics trials) =>
    [
        .. OfOneTraining.Select(name => passport.Gates.FirstOrDefault(gate => gate.Name == name)
            ?? new PassportGate(name, false, null, null, "its passport says nothing of it; train it again with this version")),
        // What a passport asks for beyond that was asked for a reason.
        .. passport.Gates.Where(gate => gate.Name is not (Dsr or Pbo) && !OfOneTraining.Contains(gate.Name)),
        .. OfTrials(trials),
    ];

    private static PassportGate[] OfTrials(TrialStatistics trials) =>
    [
        Gate(
            Dsr, trials.Dsr > DsrLimit, trials.Dsr, DsrLimit,
            $"the Sharpe ratio of the kept zones, deflated by {Number(trials.Trials)} on this data; below it the model is \"unproven\"", trials.Faults.Dsr),
        trials is { OnSameData: 1, Faults.Pbo: null }
            ? new PassportGate(Pbo, true, null, PboLimit, "one trial on exactly this data: nothing was chosen among")
            : Gate(
                Pbo, trials.Pbo < PboLimit, trials.Pbo, PboLimit,
                $"the best of {Number(trials.OnSameData)} on exactly this data must not be the best by luck: probability of overfitting", trials.Faults.Pbo),
    ];

    // A resting order's fills are what a tape proves least: the gain has to be there under the cautious rule and under the hopeful one.
    private static PassportGate FillsGate(TrainingEvidence evidence)
    {
        var worse = evidence is { KeptMeanNetBpsThrough: { } through, KeptMeanNetBpsTouch: { } touch } ? Math.Min(through, touch) : (double?)null;
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"the kept zones must earn under both fill rules: through {Text(evidence.KeptMeanNetBpsThrough)}, touch {Text(evidence.KeptMeanNetBpsTouch)} bps");
        return Gate(Fills, worse > 0, worse, 0, words, "under one of the two fill rules nothing was kept out of fold, or it was not tried");
    }

    private static PassportGate Gate(string name, bool isMet, double? value, double? limit, string condition, string? fault) =>
        new(name, isMet, value, limit, value is null || limit is null ? $"can't be computed: {fault ?? "no figure"} ({condition})" : condition);

    private static string Text(double? value) => value?.ToString("F1", CultureInfo.InvariantCulture) ?? "n/a";

    private static string Number(int trials) => FigureText.Plural(trials, "trial", "trials");
}
