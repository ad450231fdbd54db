using MultiSmc.Core;
using MultiSmc.Strategy;

namespace MultiSmc.Research.Tests;

public sealed class TradeMetricsTests
{
    // Net +20, −10, +10, −5, 0 with risk 10 and 100 paid: R = 2, −1, 1, −0.5, 0.
    private static readonly TradeMetrics Mixed = TradeMetrics.Compute(Fixtures.Trips("20", "-10", "10", "-5", "0"));

    [Fact]
    public void Counts_wins_and_losses_and_what_is_neither()
    {
        Assert.Equal((5, 2, 2), (Mixed.Count, Mixed.Wins, Mixed.Losses));
        Assert.Equal(0.4, Mixed.WinRate);
    }

    [Fact]
    public void Sums_stay_exact_money()
    {
        Assert.Equal(Fixtures.Usd("15"), Mixed.NetPnl);
        Assert.Equal(Fixtures.Usd("30"), Mixed.Won);
        Assert.Equal(Fixtures.Usd("15"), Mixed.Lost);
        Assert.Equal(Fixtures.Usd("3"), Mixed.Expectancy);
    }

    [Fact]
    public void Ratios_follow_their_formulas()
    {
        Assert.Equal(2.0, Mixed.ProfitFactor);
        Assert.Equal(2.0, Mixed.Payoff); // mean win 15, mean loss 7.5
        Assert.Equal(0.3, Mixed.ExpectancyR.GetValueOrDefault(), 12);
        Assert.Equal(300, Mixed.ExpectancyBps.GetValueOrDefault(), 9); // 3 on 100
    }

    [Fact]
    public void System_quality_is_root_n_times_mean_over_deviation_of_R()
    {
        // Σ(R − 0.3)² = 2.89 + 1.69 + 0.49 + 0.64 + 0.09 = 5.8; s = √(5.8/4).
        Assert.Equal(Math.Sqrt(5) * 0.3 / Math.Sqrt(1.45), Mixed.Sqn.GetValueOrDefault(), 12);
    }

    [Fact]
    public void System_quality_counts_a_hundred_trades_at_most()
    {
        // 400 trades of +1 R and −0.5 R by turns: mean 0.25, Σ(R − mean)² = 400·0.5625.
        var trips = Enumerable.Range(0, 400).Select(i => Fixtures.Trip(i % 2 == 0 ? "10" : "-5")).ToArray();

        Assert.Equal(10 * 0.25 / Math.Sqrt(400 * 0.5625 / 399), TradeMetrics.Compute(trips).Sqn.GetValueOrDefault(), 9);
    }

    [Fact]
    public void A_trade_that_only_its_fees_make_a_loss_is_a_loss()
    {
        // Trap: trade statistics gross of fees. Sold for 5 more than paid, 6 of commission.
        var metrics = TradeMetrics.Compute([Fixtures.Trip(net: "-1", fees: "6")]);

        Assert.Equal((0, 1), (metrics.Wins, metrics.Losses));
        Assert.Equal(Fixtures.Usd("-1"), metrics.NetPnl);
        Assert.Equal(0.0, metrics.WinRate);
    }

    [Fact]
    public void Fees_are_a_share_of_what_was_gained_before_them()
    {
        // Before fees +12 and −4; fees 2 + 1.
        var metrics = TradeMetrics.Compute([Fixtures.Trip("10", "2"), Fixtures.Trip("-5", "1")]);

        Assert.Equal(Fixtures.Usd("3"), metrics.Fees);
        Assert.Equal(0.25, metrics.FeeShare);
    }

    [Fact]
    public void Undefined_is_null_without_trades()
    {
        var none = TradeMetrics.Compute([]);

        Assert.Equal(0, none.Count);
        double?[] ratios =
        [
            none.WinRate, none.ProfitFactor, none.ExpectancyR, none.ExpectancyBps, none.Payoff, none.Sqn, none.MeanMaeR, none.MeanMfeR,
            none.PnlToMfe, none.FeeShare, none.BestFiveShare,
        ];
        Assert.All(ratios, ratio => Assert.Null(ratio));
        Assert.Null(none.Expectancy);
        Assert.Null(none.MeanHolding);
        Assert.Null(none.MedianHolding);
    }

    [Fact]
    public void Without_a_loss_profit_factor_and_payoff_are_undefined()
    {
        var won = TradeMetrics.Compute(Fixtures.Trips("10", "20"));

        Assert.Null(won.ProfitFactor);
        Assert.Null(won.Payoff);
        Assert.Equal(1.0, won.WinRate);
    }

    [Fact]
    public void Equal_results_have_no_system_quality()
    {
        Assert.Null(TradeMetrics.Compute(Fixtures.Trips("10", "10", "10")).Sqn);
    }

    [Fact]
    public void Streaks_end_with_a_trade_of_the_other_kind_or_of_none()
    {
        var metrics = TradeMetrics.Compute(Fixtures.Trips("1", "1", "0", "1", "-1", "-1", "-1", "1"));

        Assert.Equal((2, 3), (metrics.LongestWinStreak, metrics.LongestLossStreak));
    }

    [Fact]
    public void Holding_time_has_a_mean_and_a_median()
    {
        var metrics = TradeMetrics.Compute([Held(10), Held(1), Held(3), Held(2)]);

        Assert.Equal(Fixtures.Hours(4), metrics.MeanHolding);
        Assert.Equal(Fixtures.Hours(2.5), metrics.MedianHolding);

        static RoundTrip Held(double hours) => Fixtures.Trip("1") with { ClosedAt = Fixtures.Monday + Fixtures.Hours(hours) };
    }

    [Fact]
    public void Excursions_are_in_units_of_risk()
    {
        // Two bought for 200 in all: at 95 ten less, at 115 thirty more; risk 10, net 15.
        var trip = Fixtures.Trip("15") with
        {
            Bought = Fixtures.Qty("2"),
            BoughtQuote = Fixtures.Usd("200"),
            SoldQuote = Fixtures.Usd("215"),
            Lowest = Fixtures.At("95"),
            Highest = Fixtures.At("115"),
        };

        var metrics = TradeMetrics.Compute([trip]);

        Assert.Equal(1.0, metrics.MeanMaeR);
        Assert.Equal(3.0, metrics.MeanMfeR);
        Assert.Equal(0.5, metrics.PnlToMfe);
    }

    [Fact]
    public void A_price_that_never_went_against_the_entry_is_no_negative_excursion()
    {
        var trip = Fixtures.Trip("1") with { Lowest = Fixtures.At("101"), Highest = Fixtures.At("102") };

        Assert.Equal(Money.Zero, trip.AdverseExcursion());
    }

    [Fact]
    public void Trades_without_a_known_risk_are_left_out_of_R_alone()
    {
        var metrics = TradeMetrics.Compute([Fixtures.Trip("10"), Fixtures.Trip("30") with { InitialRisk = Money.Zero }]);

        Assert.Equal(1.0, metrics.ExpectancyR);
        Assert.Equal(Fixtures.Usd("20"), metrics.Expectancy);
    }

    [Fact]
    public void Best_five_are_a_share_of_the_net_profit()
    {
        // Best five 10 + 10 + 10 + 10 + 10; the rest +4 and −14: net 40.
        var metrics = TradeMetrics.Compute(Fixtures.Trips("10", "10", "4", "10", "10", "-14", "10"));

        Assert.Equal(1.25, metrics.BestFiveShare);
    }

    [Fact]
    public void Best_five_of_a_losing_run_are_no_share_of_anything()
    {
        Assert.Null(TradeMetrics.Compute(Fixtures.Trips("10", "-20")).BestFiveShare);
    }

    [Fact]
    public void Mean_result_is_floored_not_flattered()
    {
        Assert.Equal(new Money(-1), TradeMetrics.Compute(Fixtures.Trips("-0.00000001", "0", "0")).Expectancy);
    }
}
