using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Strategy;

namespace MultiSmc.Research;

/// <summary>What a model did with a zone's order.</summary>
public enum ModelTreatment
{
    /// <summary>Never pulled.</summary>
    Kept,

    /// <summary>Pulled and never put back.</summary>
    Pulled,

    /// <summary>Pulled, and put back at least once.</summary>
    Rearmed,
}

/// <summary>A zone that a model was asked about.</summary>
/// <param name="Treatment">What was done with its order.</param>
/// <param name="Decisions">The model's words, in order; at least one.</param>
/// <param name="Outcome">What the tape says became of its order had it been left alone; null when it does not say.</param>
internal sealed record ZoneDecisions(ModelTreatment Treatment, IReadOnlyList<StrategyTrace.Decided> Decisions, ZoneOutcome? Outcome)
{
    /// <summary>The zones of a run that a model was asked about, in the order in which it was.</summary>
    /// <param name="traces">The strategies' steps.</param>
    /// <param name="counterfactuals">By instrument and zone.</param>
    public static IReadOnlyList<ZoneDecisions> Of(IReadOnlyList<TraceRecord> traces, CounterfactualIndex counterfactuals) =>
        [.. traces
            .Where(record => record.Trace is StrategyTrace.Decided { Verdict.Kind: not VerdictKind.NoModel })
            .GroupBy(record => (record.Instrument, record.Trace.Zone), record => (StrategyTrace.Decided)record.Trace)
            .Select(zone =>
            {
                StrategyTrace.Decided[] decisions = [.. zone];
                return new ZoneDecisions(TreatmentOf(decisions), decisions, counterfactuals.Find(zone.Key.Instrument, zone.Key.Zone));
            })];

    /// <summary>
    /// The last word that could still have spared the fill: on an order that the tape fills, later words had seen more than the decision could use.
    /// </summary>
    public StrategyTrace.Decided? LastBeforeFill() =>
        Outcome is { Kind: not OutcomeKind.NoFill } filled ? Decisions.LastOrDefault(decision => decision.Time <= filled.FillTime) : Decisions[^1];

    private static ModelTreatment TreatmentOf(StrategyTrace.Decided[] decisions)
    {
        if (decisions.Any(decision => decision.Action == "re-arm"))
            return ModelTreatment.Rearmed;
        return decisions.Any(decision => decision.Action == "pull") ? ModelTreatment.Pulled : ModelTreatment.Kept;
    }
}

/// <summary>Finds what became of a zone's order had it been left alone.</summary>
internal sealed class CounterfactualIndex
{
    private readonly Dictionary<(InstrumentId, int), ZoneOutcome> _outcomes = []; // looked up; never iterated

    /// <summary>Knows of no outcome.</summary>
    public static CounterfactualIndex Empty { get; } = new([]);

    /// <param name="counterfactuals">Of a result; one for each zone.</param>
    public CounterfactualIndex(IReadOnlyList<Counterfactual> counterfactuals)
    {
        foreach (var (instrument, outcome) in counterfactuals)
            _outcomes.Add((instrument, outcome.ZoneId), outcome);
    }

    public ZoneOutcome? Find(InstrumentId instrument, int zone) => _outcomes.TryGetValue((instrument, zone), out var outcome) ? outcome : null;
}
