using MultiSmc.Core;

namespace MultiSmc.Research.Tests;

/// <summary>What the account holds at the end is what it held at the start, and what the fills say: per asset, to the last 10^-8.</summary>
internal static class CashAddsUp
{
    public static void Check(RunRecorder record, BacktestPlan plan)
    {
        var expected = new SortedDictionary<Asset, long>();
        foreach (var (asset, amount) in plan.Venue.InitialBalances)
            expected[asset] = amount.Raw;
        foreach (var fill in record.Fills)
        {
            var instrument = plan.Markets[fill.Instrument.Index].Instrument;
            var sign = fill.Side == Side.Buy ? 1 : -1;
            Add(instrument.Base, sign * fill.Quantity.Raw);
            Add(instrument.Quote, -sign * fill.QuoteAmount.Raw);
            Add(fill.FeeAsset, -fill.Fee.Raw);
            Assert.Equal(fill.Price.Notional(fill.Quantity), fill.QuoteAmount);
        }

        foreach (var entry in record.FinalBalances)
            Assert.Equal(expected.GetValueOrDefault(entry.Asset), entry.Balance.Total.Raw);

        void Add(Asset asset, long raw) => expected[asset] = expected.GetValueOrDefault(asset) + raw;
    }
}
