using MultiSmc.Learning;

namespace MultiSmc.Research;

/// <summary>What a trial is worth among all that were run on its data. Null is "not computable"; <see cref="Faults"/> say why.</summary>
/// <param name="Trials">N: trainings that used any of the same files, this one included; 0 when it is not among them.</param>
/// <param name="OnSameData">Those of them that used exactly the same files.</param>
/// <param name="SharpeRatios">Of each, per kept zone, in the order of time; 0 for one that kept nothing or never varied.</param>
/// <param name="SharpeSd">Their sample deviation; null for fewer than two.</param>
/// <param name="Dsr">Deflated Sharpe ratio of the trial.</param>
/// <param name="Pbo">Probability of backtest overfitting among those on the same data; null also for one alone, where nothing was chosen.</param>
/// <param name="Faults">Why DSR and PBO could not be computed; null where they could, or need not.</param>
/// <remarks>The formulas: <see cref="SharpeEvidence"/>, <see cref="BacktestOverfitting"/>.</remarks>
public sealed record TrialStatistics(
    int Trials, int OnSameData, IReadOnlyList<double> SharpeRatios, double? SharpeSd, double? Dsr, double? Pbo, TrialFaults Faults)
{
    // Ten periods a block of the overfitting test: few enough that most hold a decision, enough for a Sharpe ratio over half of the blocks.
    private const int PeriodsPerBlock = 10;

    /// <summary>Weighs the trial that a model came from.</summary>
    /// <param name="passport">Of the model.</param>
    /// <param name="all">Every trial that used any of its files.</param>
    public static TrialStatistics Of(ModelPassport passport, IReadOnlyList<ModelTrial> all)
    {
        var files = passport.Data.Sources.Select(source => source.Identity).Order(StringComparer.Ordinal).ToArray();
        var own = all.LastOrDefault(trial =>
            trial.Name == passport.Name && trial.Weights == passport.Model.Sha256 && trial.Data.Order(StringComparer.Ordinal).SequenceEqual(files));
        return own is null ? Unknown("the registry has no record of its training, so nobody knows how many were tried") : Of(own, all);
    }

    /// <summary>Weighs one trial.</summary>
    /// <param name="own">The trial.</param>
    /// <param name="all">Every trial that used any of its files, itself among them.</param>
    public static TrialStatistics Of(ModelTrial own, IReadOnlyList<ModelTrial> all)
    {
        var sharpes = all.Select(trial => ReturnMoments.Compute(trial.KeptNetBps).Sharpe ?? 0).ToArray();
        var dsr = SharpeEvidence.Deflated(ReturnMoments.Compute(own.KeptNetBps), sharpes)?.Probability;
        var rivals = all.Where(own.HasDataOf).ToArray();
        var (pbo, pboFault) = Overfitting(rivals);
        return new TrialStatistics(
            all.Count,
            rivals.Length,
            sharpes,
            Statistics.SampleDeviation(sharpes),
            dsr,
            pbo,
            new TrialFaults(dsr is null ? $"{own.KeptNetBps.Count} zones kept out of fold have no Sharpe ratio that could be judged" : null, pboFault));
    }

    /// <summary>Where the trials are not known.</summary>
    /// <param name="fault">Why.</param>
    public static TrialStatistics Unknown(string fault) => new(0, 0, [], null, null, null, new TrialFaults(fault, fault));

    // Trials keep different zones: what they have in common is time, so their returns are sums over equal periods that all of them tested.
    private static (double? Pbo, string? Fault) Overfitting(ModelTrial[] trials)
    {
        if (trials.Length < 2)
            return (null, null);
        if (trials.Any(trial => trial is not { TestedFromNs: not null, TestedToNs: not null }))
            return (null, "one of the trials on this data could not test a single block");
        var (from, to) = (trials.Max(trial => trial.TestedFromNs.GetValueOrDefault()), trials.Max(trial => trial.TestedToNs.GetValueOrDefault()));
        const int periods = BacktestOverfitting.DefaultBlocks * PeriodsPerBlock;
        if (to - from < periods)
            return (null, "the trials on this data tested no stretch of time in common");
        var matrix = trials.Select(trial => Returns(trial, from, to, periods)).ToArray();
        return BacktestOverfitting.Compute(matrix) is { } overfitting
            ? (overfitting.Probability, null)
            : (null, "there are too few returns to compare the trials by");
    }

    private static double[] Returns(ModelTrial trial, long from, long to, int periods)
    {
        var returns = new double[periods];
        for (var i = 0; i < trial.KeptAtNs.Count; i++)
        {
            if (trial.KeptAtNs[i] >= from && trial.KeptAtNs[i] < to)
                returns[(int)((Int128)(trial.KeptAtNs[i] - from) * periods / (to - from))] += trial.KeptNetBps[i];
        }

        return returns;
    }
}

/// <summary>Why statistics among trials could not be computed; null where they could, or need not.</summary>
/// <param name="Dsr">The deflated Sharpe ratio.</param>
/// <param name="Pbo">The probability of backtest overfitting.</param>
public sealed record TrialFaults(string? Dsr, string? Pbo);
