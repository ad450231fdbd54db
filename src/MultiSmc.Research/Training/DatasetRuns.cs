using MultiSmc.Core;
using MultiSmc.Learning;

namespace MultiSmc.Research;

/// <summary>The data sets of a plan's instruments, made in one pass along its tape.</summary>
public static class DatasetRuns
{
    private const int BatchSize = 8192;

    /// <summary>Reads the tape to its end.</summary>
    /// <param name="plan">Packets, structure, costs and latency: labels are made under the conditions of its backtest.</param>
    /// <param name="source">The tape of all its instruments.</param>
    /// <param name="cancellation">Looked at between batches.</param>
    /// <returns>One finished run for each instrument, in the order of their ids.</returns>
    public static IReadOnlyList<DatasetRun> Of(BacktestPlan plan, IMarketSource source, CancellationToken cancellation)
    {
        DatasetRun[] runs = [.. plan.Markets.Select(market => new DatasetRun(ShadowOrders.DatasetOf(market, plan)))];
        Walk(source, [runs], cancellation);
        return runs;
    }

    /// <summary>The same, with a second set in which orders fill by the other rule: both come of one reading of the tape.</summary>
    /// <inheritdoc cref="Of"/>
    public static (IReadOnlyList<DatasetRun> Configured, IReadOnlyList<DatasetRun> OtherFills) UnderBothFillRules(
        BacktestPlan plan, IMarketSource source, CancellationToken cancellation)
    {
        DatasetRun[] runs = [.. plan.Markets.Select(market => new DatasetRun(ShadowOrders.DatasetOf(market, plan)))];
        DatasetRun[] others = [.. plan.Markets.Select(market => new DatasetRun(OtherFillsOf(ShadowOrders.DatasetOf(market, plan))))];
        Walk(source, [runs, others], cancellation);
        return (runs, others);
    }

    private static DatasetParameters OtherFillsOf(DatasetParameters parameters) => parameters with
    {
        Labels = parameters.Labels is { } labels
            ? labels with { FillRule = labels.FillRule == FillRule.Touch ? FillRule.Through : FillRule.Touch }
            : null,
    };

    private static void Walk(IMarketSource source, DatasetRun[][] sets, CancellationToken cancellation)
    {
        var buffer = new MarketEvent[BatchSize];
        for (var count = source.Read(buffer); count > 0; count = source.Read(buffer))
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = buffer.AsMemory(0, count);
            // The sets know nothing of each other, so threads change nothing.
            Parallel.ForEach(sets, set => Take(set, batch.Span));
        }

        foreach (var run in sets.SelectMany(set => set))
            run.Finish();
    }

    private static void Take(DatasetRun[] runs, ReadOnlySpan<MarketEvent> events)
    {
        foreach (ref readonly var market in events)
        {
            if (market.Kind == MarketEventKind.Trade)
                runs[market.Instrument.Index].Add(market.Trade);
        }
    }
}
