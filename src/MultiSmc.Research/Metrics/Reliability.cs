using MultiSmc.Strategy;

namespace MultiSmc.Research;

/// <summary>Probabilities of one tenth of [0, 1] against what came.</summary>
/// <param name="From">Lower end, included.</param>
/// <param name="To">Upper end, excluded; included at 1.</param>
/// <param name="Count">How many.</param>
/// <param name="MeanProbability">What the model said; null when there are none.</param>
/// <param name="WinRate">What came; null when there are none.</param>
public sealed record ReliabilityBin(double From, double To, int Count, double? MeanProbability, double? WinRate);

/// <summary>
/// The model's last word on each order that the tape would have filled, against what the order would have made: in order, pulled ones included.
/// </summary>
public sealed record Reliability
{
    /// <summary>Tenths of [0, 1].</summary>
    public const int BinCount = 10;

    // Below this a probability counts as this, so that one certain and wrong word does not make the mean infinite.
    private const double Clip = 1e-15;

    /// <summary>Orders with a probability and an outcome.</summary>
    public required int Samples { get; init; }

    /// <summary>Those that would have made money after fees.</summary>
    public required int Wins { get; init; }

    /// <summary>Wins ÷ samples.</summary>
    public required double? BaseRate { get; init; }

    /// <summary>Mean of (probability − outcome)²; 0 is perfect, 0.25 is what "always one half" gets.</summary>
    /// <remarks>Brier (1950).</remarks>
    public required double? Brier { get; init; }

    /// <summary>Mean of −ln of the probability given to what came, clipped at 1e-15; 0 is perfect, 0.693 is what "always one half" gets.</summary>
    public required double? LogLoss { get; init; }

    /// <summary>Ten equal tenths.</summary>
    public required IReadOnlyList<ReliabilityBin> Bins { get; init; }

    internal static Reliability Of(IReadOnlyList<ZoneDecisions> zones)
    {
        var samples = new List<(double Probability, double Won)>();
        foreach (var zone in zones)
        {
            if (zone.Outcome is { Label: >= 0 } outcome
                && zone.LastBeforeFill() is { Verdict: { Kind: VerdictKind.Judged, Probability: >= 0 and <= 1 } verdict })
                samples.Add((verdict.Probability, outcome.Label));
        }

        var wins = samples.Count(sample => sample.Won > 0);
        return new Reliability
        {
            Samples = samples.Count,
            Wins = wins,
            BaseRate = Statistics.Ratio(wins, samples.Count),
            Brier = Statistics.Mean([.. samples.Select(sample => (sample.Probability - sample.Won) * (sample.Probability - sample.Won))]),
            LogLoss = Statistics.Mean([.. samples.Select(sample => Loss(sample.Won > 0 ? sample.Probability : 1 - sample.Probability))]),
            Bins = [.. Enumerable.Range(0, BinCount).Select(bin => BinOf(bin, [.. samples.Where(sample => Index(sample.Probability) == bin)]))],
        };
    }

    private static double Loss(double probabilityOfWhatCame) => -Math.Log(Math.Clamp(probabilityOfWhatCame, Clip, 1 - Clip));

    private static int Index(double probability) => Math.Min((int)(probability * BinCount), BinCount - 1);

    private static ReliabilityBin BinOf(int bin, IReadOnlyList<(double Probability, double Won)> samples) => new(
        (double)bin / BinCount,
        (double)(bin + 1) / BinCount,
        samples.Count,
        Statistics.Mean([.. samples.Select(sample => sample.Probability)]),
        Statistics.Mean([.. samples.Select(sample => sample.Won)]));
}
