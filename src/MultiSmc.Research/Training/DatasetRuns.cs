using MultiSmc.Core;

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
        var buffer = new MarketEvent[BatchSize];
        for (var count = source.Read(buffer); count > 0; count = source.Read(buffer))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (ref readonly var market in buffer.AsSpan(0, count))
            {
                if (market.Kind == MarketEventKind.Trade)
                    runs[market.Instrument.Index].Add(market.Trade);
            }
        }

        foreach (var run in runs)
            run.Finish();
        return runs;
    }
}
