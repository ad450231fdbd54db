using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Strategy;

namespace MultiSmc.Research;

/// <summary>The kernel of a plan: what a backtest drives, and what a replay of its journal drives again.</summary>
public static class BacktestKernel
{
    /// <summary>A fresh kernel.</summary>
    /// <param name="plan">Markets, limits and balances.</param>
    /// <param name="model">What judges the order flow.</param>
    public static TradingKernel Create(BacktestPlan plan, ApproachModelPlan model)
    {
        var instruments = plan.Markets.Select(market => market.Instrument).ToArray();
        var initial = plan.Venue.InitialBalances.Select(entry => new AssetBalance(entry.Asset, new Balance(entry.Amount, Money.Zero)));
        var currency = instruments[0].Quote;
        var bnb = plan.Venue.BnbPrices.Where(entry => entry.Quote == currency).Select(entry => (new Asset("BNB"), entry.Price));
        var portfolio = new Portfolio(instruments, initial, bnb);
        var markets = plan.Markets.Select(market => new MarketSetup
        {
            Instrument = market.Instrument,
            Packets = market.Packets,
            Structure = market.Structure,
            Strategy = context => new MultiSmcStrategy(context, market.Strategy, model.Create(market)),
        });
        return new TradingKernel(plan.Session, [.. markets], portfolio, plan.Risk, plan.Reconciliation);
    }
}
