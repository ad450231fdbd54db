using MultiSmc.Core;
using MultiSmc.Structure;

namespace MultiSmc.Research;

/// <summary>
/// Follows the order of every zone along the tape as if it had been left alone, by the label rules (fill beyond the limit, then stop, target or time):
/// what became of the orders that a model pulled.
/// </summary>
internal sealed class ShadowOrders
{
    private readonly BacktestPlan _plan;
    private readonly DatasetRun[] _runs;

    public ShadowOrders(BacktestPlan plan)
    {
        _plan = plan;
        _runs = [.. plan.Markets.Select(market => new DatasetRun(DatasetOf(market, plan)))];
    }

    /// <summary>What the labels of a market are made with, under the costs and latency of its backtest.</summary>
    public static DatasetParameters DatasetOf(MarketPlan market, BacktestPlan plan) => DatasetParameters.Of(market, plan.Venue);

    public void On(ReadOnlySpan<MarketEvent> events)
    {
        foreach (ref readonly var market in events)
        {
            if (market.Kind == MarketEventKind.Trade)
                _runs[market.Instrument.Index].Add(market.Trade);
        }
    }

    public IReadOnlyList<Counterfactual> Finish()
    {
        var all = new List<Counterfactual>();
        foreach (var (index, run) in _runs.Index())
        {
            run.Finish();
            var id = _plan.Markets[index].Instrument.Id;
            all.AddRange(run.Outcomes.Where(outcome => outcome.Side == Direction.Long).OrderBy(outcome => outcome.ZoneId).Select(outcome => new Counterfactual(id, outcome)));
        }

        return all;
    }
}
