namespace MultiSmc.Research;

/// <summary>Tested zones by the probability of their first question, and what came of them.</summary>
/// <param name="From">Lowest probability, within.</param>
/// <param name="To">Highest, without but for 1.</param>
/// <param name="Wins">Zones that won.</param>
/// <param name="Losses">Zones that did not.</param>
public readonly record struct ScoreBin(double From, double To, int Wins, int Losses)
{
    private const int Bins = 20;

    internal static IReadOnlyList<ScoreBin> Of(IReadOnlyList<TestedQuestion> zones)
    {
        var counts = new (int Wins, int Losses)[Bins];
        foreach (var zone in zones)
        {
            ref var bin = ref counts[Math.Clamp((int)(zone.Probability * Bins), 0, Bins - 1)];
            bin = zone.IsWin ? (bin.Wins + 1, bin.Losses) : (bin.Wins, bin.Losses + 1);
        }

        return [.. counts.Select(static (bin, at) => new ScoreBin((double)at / Bins, (at + 1.0) / Bins, bin.Wins, bin.Losses))];
    }
}
