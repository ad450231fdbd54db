using MultiSmc.Learning;

namespace MultiSmc.Research;

/// <summary>What the tape says became of orders had they been left alone.</summary>
/// <param name="Treatment">What the model did with them: "pulled", "re-armed", "kept"; "all" of them together.</param>
/// <param name="Zones">Zones whose order it was. Those that the tape gives no outcome for are in none of the next five.</param>
/// <param name="NoFill">Never filled.</param>
/// <param name="Target">Filled, left at the target.</param>
/// <param name="Stop">Filled, left at the stop.</param>
/// <param name="Time">Filled, left when their time was up.</param>
/// <param name="Open">Filled; the tape ended first.</param>
/// <param name="MeanNetBps">Mean result after fees of those that filled and were left, in basis points of the entry; null when there are none.</param>
public sealed record CounterfactualGroup(
    string Treatment, int Zones, int NoFill, int Target, int Stop, int Time, int Open, double? MeanNetBps)
{
    internal static CounterfactualGroup Of(string treatment, IReadOnlyCollection<ZoneDecisions> zones)
    {
        ZoneOutcome[] outcomes = [.. zones.Where(zone => zone.Outcome is not null).Select(zone => zone.Outcome.GetValueOrDefault())];
        return new CounterfactualGroup(
            treatment,
            zones.Count,
            Count(OutcomeKind.NoFill),
            Count(OutcomeKind.Target),
            Count(OutcomeKind.Stop),
            Count(OutcomeKind.Time),
            Count(OutcomeKind.Open),
            Statistics.Mean([.. outcomes.Where(IsClosed).Select(outcome => outcome.NetBps)]));

        int Count(OutcomeKind kind) => outcomes.Count(outcome => outcome.Kind == kind);
    }

    private static bool IsClosed(ZoneOutcome outcome) =>
        outcome.Kind is OutcomeKind.Target or OutcomeKind.Stop or OutcomeKind.Time && double.IsFinite(outcome.NetBps);
}
