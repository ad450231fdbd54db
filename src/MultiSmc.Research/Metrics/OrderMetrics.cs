using MultiSmc.Core;
using MultiSmc.Strategy;

namespace MultiSmc.Research;

/// <summary>Entry orders whose cancel was sent for one reason.</summary>
/// <param name="Reason">Stable name: "model", "zone-expired", "reprice".</param>
/// <param name="Count">How many.</param>
/// <param name="MedianDistanceBps">Median distance of the last price from the order at the cancel; null when unknown.</param>
public sealed record CancelGroup(string Reason, int Count, double? MedianDistanceBps);

/// <summary>Executions decided by one rule.</summary>
/// <param name="Evidence">Evidence tier and rule: "T0/trade-through"; empty for a real exchange.</param>
/// <param name="Count">How many.</param>
/// <param name="Quote">Quote exchanged.</param>
public sealed record EvidenceGroup(string Evidence, int Count, Money Quote);

/// <summary>What became of the orders. Ratios are fractions; null is "undefined".</summary>
public sealed record OrderMetrics
{
    /// <summary>Entry orders sent; one that follows its zone counts each time it is placed.</summary>
    public required int Placed { get; init; }

    /// <summary>Filled whole.</summary>
    public required int Filled { get; init; }

    /// <summary>Filled in part.</summary>
    public required int FilledInPart { get; init; }

    /// <summary>Refused by the exchange.</summary>
    public required int Refused { get; init; }

    /// <summary>Cancelled without a fill.</summary>
    public required int Cancelled { get; init; }

    /// <summary>Working when the tape ended.</summary>
    public required int Working { get; init; }

    /// <summary>First filled after their cancel had been sent.</summary>
    public required int FilledWhileCancelling { get; init; }

    /// <summary>Orders with a fill, whole or part, ÷ orders sent.</summary>
    public required double? FillRate { get; init; }

    /// <summary>Setups with at least one order.</summary>
    public required int Setups { get; init; }

    /// <summary>Setups with a fill ÷ setups with an order: the fill rate without the orders that only followed their zone.</summary>
    public required double? SetupFillRate { get; init; }

    /// <summary>Cancels sent, by reason in ordinal order; those that came too late included.</summary>
    public required IReadOnlyList<CancelGroup> Cancels { get; init; }

    /// <summary>Median distance of the last price from the order when its cancel was sent, in basis points.</summary>
    public required double? MedianCancelDistanceBps { get; init; }

    /// <summary>Median time from sending to the first fill.</summary>
    public required Duration? MedianTimeToFill { get; init; }

    /// <summary>Executions, entries and exits.</summary>
    public required int Fills { get; init; }

    /// <summary>Quote exchanged as maker ÷ quote exchanged, entries and exits.</summary>
    public required double? MakerShare { get; init; }

    /// <summary>Stops against their stop price.</summary>
    public required StopSlippage StopSlippage { get; init; }

    /// <summary>Where the price went after the fills: each kind of fill that there is, after 1, 10 and 60 seconds.</summary>
    public required IReadOnlyList<AdverseSelection> AdverseSelection { get; init; }

    /// <summary>Executions by the rule that decided them, in ordinal order.</summary>
    public required IReadOnlyList<EvidenceGroup> Evidence { get; init; }

    /// <summary>Measures a run's orders.</summary>
    /// <param name="entries">Entry orders in the order of their sending.</param>
    /// <param name="fills">Executions in order.</param>
    /// <param name="trips">Closed positions in the order of their closing.</param>
    /// <param name="aftermath">The executions with what the price did afterwards.</param>
    public static OrderMetrics Compute(
        IReadOnlyList<EntryRecord> entries,
        IReadOnlyList<Fill> fills,
        IReadOnlyList<(InstrumentId Instrument, RoundTrip Trip)> trips,
        IReadOnlyList<FillAftermath> aftermath)
    {
        var outcomes = entries.Select(entry => entry.Outcome()).ToArray();
        var withFill = entries.Where(entry => entry.Filled.Raw > 0).ToArray();
        var setups = SetupCount(entries);
        return new OrderMetrics
        {
            Placed = entries.Count,
            Filled = Count(outcomes, EntryOutcome.Filled),
            FilledInPart = Count(outcomes, EntryOutcome.FilledInPart),
            Refused = Count(outcomes, EntryOutcome.Refused),
            Cancelled = Count(outcomes, EntryOutcome.Cancelled),
            Working = Count(outcomes, EntryOutcome.Working),
            FilledWhileCancelling = entries.Count(entry => entry.IsFilledWhileCancelling()),
            FillRate = Statistics.Ratio(withFill.Length, entries.Count),
            Setups = setups,
            SetupFillRate = Statistics.Ratio(SetupCount(withFill), setups),
            Cancels = CancelsOf(entries),
            MedianCancelDistanceBps = MedianDistance(entries),
            MedianTimeToFill = Statistics.Median(entries
                .Where(entry => entry.FirstFillAt is not null)
                .Select(entry => entry.FirstFillAt.GetValueOrDefault() - entry.Placed.Time)),
            Fills = fills.Count,
            MakerShare = Statistics.Ratio(QuoteOf(fills.Where(fill => fill.Liquidity == Liquidity.Maker)), QuoteOf(fills)),
            StopSlippage = StopSlippage.Compute(trips, fills),
            AdverseSelection = MultiSmc.Research.AdverseSelection.Compute(aftermath),
            Evidence = [.. fills
                .GroupBy(fill => fill.Evidence)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new EvidenceGroup(group.Key, group.Count(), QuoteOf(group)))],
        };
    }

    private static int Count(EntryOutcome[] outcomes, EntryOutcome wanted) => outcomes.Count(outcome => outcome == wanted);

    private static int SetupCount(IEnumerable<EntryRecord> entries) =>
        entries.Select(entry => (entry.Instrument, entry.Placed.Setup)).Distinct().Count();

    private static List<CancelGroup> CancelsOf(IReadOnlyList<EntryRecord> entries) =>
        [.. entries
            .Where(entry => entry.CancelSentAt is not null)
            .GroupBy(entry => entry.CancelReason)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new CancelGroup(group.Key, group.Count(), MedianDistance(group)))];

    private static double? MedianDistance(IEnumerable<EntryRecord> entries) =>
        Statistics.Median(entries.Select(entry => entry.CancelDistanceBps()).Where(bps => bps is not null).Select(bps => bps.GetValueOrDefault()));

    private static Money QuoteOf(IEnumerable<Fill> fills) => fills.Aggregate(Money.Zero, (sum, fill) => sum + fill.QuoteAmount);
}
