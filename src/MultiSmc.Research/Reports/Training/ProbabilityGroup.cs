namespace MultiSmc.Research;

/// <summary>Zones whose probabilities are neighbours, with what became of their orders.</summary>
/// <param name="From">Lowest probability in it.</param>
/// <param name="To">Highest probability in it.</param>
/// <param name="Zones">How many.</param>
/// <param name="MeanProbability">What the models said.</param>
/// <param name="WinRate">What came.</param>
/// <param name="MeanNetBps">Mean result after fees.</param>
public sealed record ProbabilityGroup(double From, double To, int Zones, double MeanProbability, double WinRate, double MeanNetBps)
{
    /// <summary>Groups there are when there are as many zones.</summary>
    public const int Count = 10;

    /// <summary>Tenths of the zones in order of probability; equal probabilities in order of time.</summary>
    /// <param name="zones">One question each.</param>
    internal static IReadOnlyList<ProbabilityGroup> Of(IReadOnlyList<TestedQuestion> zones)
    {
        var sorted = zones.OrderBy(zone => zone.Probability).ThenBy(zone => zone.Start).ThenBy(zone => zone.Zone).ToArray();
        var count = Math.Min(Count, sorted.Length);
        return
        [
            .. Enumerable.Range(0, count)
                .Select(group => sorted[(int)((long)sorted.Length * group / count)..(int)((long)sorted.Length * (group + 1) / count)])
                .Select(group => new ProbabilityGroup(
                    group[0].Probability,
                    group[^1].Probability,
                    group.Length,
                    group.Average(zone => zone.Probability),
                    group.Average(zone => zone.IsWin ? 1.0 : 0),
                    group.Average(zone => zone.NetBps))),
        ];
    }
}
