using CsCheck;
using MultiSmc.Core;
using MultiSmc.Simulation;
using MultiSmc.Strategy;

namespace MultiSmc.Research.Tests;

public sealed class BacktestLaws
{
    private const long Trades = 40_000;

    [Fact]
    public void A_run_trades_at_all()
    {
        var plan = SyntheticRun.Plan();
        var record = SyntheticRun.Run(plan, SyntheticRun.Events(1, 200_000, plan)).Runs[0].Record;

        Assert.True(record.Entries.Count > 400, $"{record.Entries.Count} entries");
        Assert.True(record.Trips.Count > 50, $"{record.Trips.Count} trips");
        Assert.Contains(record.Trips, trip => trip.Trip.Reason == ExitReason.Target);
        Assert.Contains(record.Trips, trip => trip.Trip.Reason == ExitReason.Stop);
    }

    [Fact]
    public void The_same_run_twice_makes_the_same_decisions()
    {
        var plan = SyntheticRun.Plan(symbols: 3);
        var events = SyntheticRun.Events(2, Trades, plan);

        var (first, second) = (SyntheticRun.Run(plan, events), SyntheticRun.Run(plan, events));

        foreach (var (a, b) in first.Runs.Zip(second.Runs))
        {
            Assert.Equal(a.Record.Traces, b.Record.Traces);
            Assert.Equal(a.Record.Fills, b.Record.Fills);
            Assert.Equal(a.Record.Equity, b.Record.Equity);
        }
    }

    [Fact]
    public void The_decisions_of_a_prefix_are_a_prefix_of_the_decisions()
    {
        var plan = SyntheticRun.Plan(symbols: 2);
        Gen.Select(Gen.ULong[1, 1000], Gen.Double[0, 1]).Sample(
            (seed, share) =>
            {
                var events = SyntheticRun.Events(seed, Trades, plan);
                var cut = (int)(events.Length * share);
                var whole = SyntheticRun.Run(plan, events).Runs[0].Record;
                var prefix = SyntheticRun.Run(plan, events.AsMemory(0, cut)).Runs[0].Record;
                return PrefixInvariance.Holds(prefix, whole);
            },
            iter: 8,
            threads: 1);
    }

    [Fact]
    public void Cash_and_results_add_up_to_the_last_unit()
    {
        var models = Gen.Int[0, 2].Select(model => (FillModel)model);
        var fees = Gen.Int[0, 1].Select(mode => (FeeMode)mode);
        Gen.Select(Gen.ULong[1, 1000], models, fees, Gen.Long[0, 400])
            .Sample(
                (seed, model, fee, latency) =>
                {
                    var plan = SyntheticRun.Plan(model, latency, 750, fee);
                    var result = SyntheticRun.Run(plan, SyntheticRun.Events(seed, Trades, plan));
                    foreach (var run in result.Runs)
                        CashAddsUp.Check(run.Record, plan);
                },
                iter: 12,
                threads: 1);
    }

    [Fact]
    public void Every_position_is_the_sum_of_its_fills()
    {
        var plan = SyntheticRun.Plan();
        var record = SyntheticRun.Run(plan, SyntheticRun.Events(11, 120_000, plan)).Runs[0].Record;
        var setups = record.Trips.Select(trip => trip.Trip).ToArray();
        var byOrder = record.Entries.ToLookup(entry => entry.Placed.Setup);

        Assert.NotEmpty(setups);
        foreach (var trip in setups)
        {
            var entries = byOrder[trip.Setup].Where(entry => entry.Filled.Raw > 0).ToArray();
            Assert.Equal(trip.BoughtQuote, Assert.Single(entries).FilledQuote);
            Assert.Equal(trip.Bought.Raw - trip.FeeBase.Raw - trip.Sold.Raw, trip.Dust.Raw);
            Assert.True(trip.Dust < plan.Markets[0].Instrument.LotSize || trip.Reason == ExitReason.Dust || trip.DustValue < plan.Markets[0].Instrument.MinNotional);
        }

        var sold = record.Fills.Where(fill => fill.Side == Side.Sell).Aggregate(Money.Zero, (sum, fill) => sum + fill.QuoteAmount);
        Assert.True(setups.Aggregate(Money.Zero, (sum, trip) => sum + trip.SoldQuote) <= sold);
    }
}
