using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Research;

/// <summary>Setups that were held back for one reason.</summary>
/// <param name="Reason">Stable name: "costs-exceed-target".</param>
/// <param name="Setups">How many setups met it; one setup may meet several.</param>
public sealed record SkipGroup(string Reason, int Setups);

/// <summary>Why setups were not traded.</summary>
public static class SkipReasons
{
    /// <summary>Counts the reasons of a run, the most frequent first.</summary>
    /// <param name="traces">The strategies' steps.</param>
    public static IReadOnlyList<SkipGroup> Count(IReadOnlyList<TraceRecord> traces) =>
        [.. traces
            .Where(record => record.Trace is StrategyTrace.Skipped)
            .Select(record => (record.Instrument, record.Trace.Setup, ((StrategyTrace.Skipped)record.Trace).Reason))
            .Distinct()
            .GroupBy(skip => skip.Reason)
            .Select(group => new SkipGroup(group.Key, group.Count()))
            .OrderByDescending(group => group.Setups)
            .ThenBy(group => group.Reason, StringComparer.Ordinal)];

    /// <summary>The reason in words a trader understands, to follow "because"; an unknown name stands for itself.</summary>
    public static string Describe(string reason) => reason switch
    {
        "costs-exceed-target" => "fees and slippage cost more than the target brings: the legs are too small for these costs",
        "no-equity" => "the account holds nothing",
        "no-free-balance" => "no free balance was left",
        "stop-not-beyond-entry" => "the stop does not lie beyond the entry",
        "below-step" => "the risk per trade buys less than one quantity step",
        "below-min-quantity" => "the risk per trade buys less than the exchange's smallest quantity",
        "below-min-notional" => "the risk per trade buys less than the exchange's smallest order value",
        "exit-below-minimum" => "after commission too little would be left to rest as a stop",
        "daily-loss" => "the daily loss limit was reached",
        "drawdown" => "the drawdown limit was reached",
        "max-positions" => "the largest number of positions and waiting entries was reached",
        "max-positions-per-symbol" => "the largest number of positions and waiting entries of the symbol was reached",
        "max-open-orders" => "the exchange would not have taken the entry and its exits beside our other open orders",
        "exposure" => "positions and waiting entries had reached the largest exposure",
        "cooldown-after-stop" => "a stop had been hit shortly before",
        _ => reason,
    };

    /// <summary>The likely reason why a run closed no position, as a sentence.</summary>
    /// <param name="run">A run without a closed position.</param>
    /// <param name="figures">Its figures.</param>
    internal static string WhyNoTrades(FillModelRun run, RunFigures figures)
    {
        var record = run.Record;
        if (figures.OpenPositions > 0)
            return $"{FigureText.Plural(figures.OpenPositions, "position was", "positions were")} still open when the tape ended.";
        if (record.Packets == 0)
            return "The tape did not fill one packet: it is too short for this bucket size.";
        if (!record.Zones.Any(zone => zone.Zone.Side == Direction.Long))
        {
            var packets = FigureText.Plural(record.Packets, "packet", "packets");
            return $"No long zone formed in {packets}: a longer tape, a smaller bucket or looser structure is needed.";
        }

        if (figures.Orders.Placed == 0)
        {
            var skips = Count(record.Traces);
            return skips.Count == 0
                ? "Long zones formed, but price never stood above a waiting entry."
                : $"No entry was placed, most often because {Describe(skips[0].Reason)} ({FigureText.Plural(skips[0].Setups, "setup", "setups")}).";
        }

        return WhyNothingFilled(figures.Orders);
    }

    private static string WhyNothingFilled(OrderMetrics orders)
    {
        var placed = FigureText.Plural(orders.Placed, "entry was", "entries were");
        if (orders.Refused == orders.Placed)
            return $"{placed} sent and refused by the exchange.";
        var cancel = orders.Cancels.OrderByDescending(group => group.Count).FirstOrDefault();
        return cancel is null
            ? $"{placed} placed and price did not come back to any."
            : $"{placed} placed and none filled; most often taken back for \"{cancel.Reason}\" ({FigureText.Of(cancel.Count, orders.Placed)}).";
    }
}
