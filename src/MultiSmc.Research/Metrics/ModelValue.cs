using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>
/// What a model is worth: the run with it beside the same run without it and beside runs that pulled as many orders by chance, and what became of the
/// orders that it pulled.
/// </summary>
public sealed record ModelValue
{
    /// <summary>Largest difference between the shares pulled by the model and by its rivals.</summary>
    public const double FairGap = 0.1;

    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Zones whose order it was asked about: pulled, re-armed and kept together.</summary>
    public required int Asked { get; init; }

    /// <summary>Zones whose order it pulled and never put back.</summary>
    public required int Pulled { get; init; }

    /// <summary>Zones whose order it pulled and put back at least once.</summary>
    public required int Rearmed { get; init; }

    /// <summary>Zones whose order it never pulled.</summary>
    public required int Kept { get; init; }

    /// <summary>Part of the judged zones whose order it pulled, put back or not; null when none was judged.</summary>
    public required double? PulledShare { get; init; }

    /// <summary>Orders that filled after the model's cancel had been sent.</summary>
    public required int FilledWhileCancelling { get; init; }

    /// <summary>Net result with the model, under the configured fill assumption.</summary>
    public required Money NetResult { get; init; }

    /// <summary>Net result of the same run with every order kept.</summary>
    public required Money NetResultWithout { get; init; }

    /// <summary>What chance makes of it.</summary>
    public required RivalSpread Rivals { get; init; }

    /// <summary>The orders left alone, by what the model did with them: pulled, re-armed, kept, all.</summary>
    public required IReadOnlyList<CounterfactualGroup> Counterfactual { get; init; }

    /// <summary>Mean result of kept orders − mean result of all, in basis points, both left alone; null when either is undefined.</summary>
    public required double? KeptMinusAllBps { get; init; }

    /// <summary>Probability against outcome.</summary>
    public required Reliability Reliability { get; init; }

    /// <summary>
    /// The model's net result does not lie above <see cref="RivalSpread.PartToBeat"/> of the rivals', or there are too few of them to say; null without
    /// rivals.
    /// </summary>
    public bool? IsWithinChance =>
        Rivals.Percentile is { } percentile ? percentile <= RivalSpread.PartToBeat || Rivals.NetResults.Count < RivalSpread.EnoughRivals : null;

    /// <summary>The rivals pulled a part of their orders that differs from the model's by more than <see cref="FairGap"/>: no fair yardstick.</summary>
    public bool IsUneven => Rivals.PulledShare is { } rivals && PulledShare is { } own && Math.Abs(rivals - own) > FairGap;

    /// <summary>Measures the model of a backtest.</summary>
    /// <returns>Null when it ran without one.</returns>
    public static ModelValue? Compute(BacktestResult result)
    {
        if (result.WithoutModel is not { } without)
            return null;
        var led = result.Runs[0];
        var zones = ZoneDecisions.Of(led.Record.Traces, new CounterfactualIndex(result.Counterfactuals));
        var (pulled, rearmed, kept) = (With(ModelTreatment.Pulled), With(ModelTreatment.Rearmed), With(ModelTreatment.Kept));
        var all = CounterfactualGroup.Of("all", [.. zones]);
        var keptGroup = CounterfactualGroup.Of(StableNames.Of(ModelTreatment.Kept), kept);
        var net = NetOf(led);
        return new ModelValue
        {
            Model = led.Model,
            Asked = zones.Count,
            Pulled = pulled.Length,
            Rearmed = rearmed.Length,
            Kept = kept.Length,
            PulledShare = PulledShareOf(zones),
            FilledWhileCancelling = led.Record.Entries.Count(entry => entry.CancelReason is "model" or "model-error" && entry.IsFilledWhileCancelling()),
            NetResult = net,
            NetResultWithout = NetOf(without),
            Rivals = RivalSpread.Compute(
                net,
                [.. result.Rivals.Select(NetOf)],
                [.. result.Rivals.Select(rival => PulledShareOf(ZoneDecisions.Of(rival.Record.Traces, CounterfactualIndex.Empty))).OfType<double>()]),
            Counterfactual =
            [
                CounterfactualGroup.Of(StableNames.Of(ModelTreatment.Pulled), pulled),
                CounterfactualGroup.Of(StableNames.Of(ModelTreatment.Rearmed), rearmed),
                keptGroup,
                all,
            ],
            KeptMinusAllBps = keptGroup.MeanNetBps - all.MeanNetBps,
            Reliability = Reliability.Of(zones),
        };

        ZoneDecisions[] With(ModelTreatment treatment) => [.. zones.Where(zone => zone.Treatment == treatment)];
    }

    private static double? PulledShareOf(IReadOnlyList<ZoneDecisions> zones) =>
        Statistics.Ratio(zones.Count(zone => zone.Treatment != ModelTreatment.Kept), zones.Count);

    private static Money NetOf(FillModelRun run) => run.Record.Equity is [var start, .., var end] ? end.Equity - start.Equity : Money.Zero;
}
