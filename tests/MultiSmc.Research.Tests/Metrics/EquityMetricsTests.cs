namespace MultiSmc.Research.Tests;

public sealed class EquityMetricsTests
{
    [Fact]
    public void Net_result_and_total_return_are_of_the_whole_account()
    {
        var days = Fixtures.Days("1000", "1100", "990");

        var metrics = EquityMetrics.Compute(days, days);

        Assert.Equal(Fixtures.Usd("-10"), metrics.NetResult);
        Assert.Equal(-0.01, metrics.TotalReturn);
        Assert.Equal(2, metrics.Days);
    }

    [Fact]
    public void Growth_per_year_takes_the_elapsed_time()
    {
        // 1000 → 1210 in two years: √1.21 − 1.
        EquityPoint[] points = [new(Fixtures.Day(0), Fixtures.Usd("1000")), new(Fixtures.Day(730), Fixtures.Usd("1210"))];

        Assert.Equal(0.1, EquityMetrics.Compute(points, points).Cagr.GetValueOrDefault(), 12);
    }

    [Theory]
    [InlineData(89.9, false)]
    [InlineData(90, true)]
    public void Growth_per_year_needs_ninety_days(double days, bool isDefined)
    {
        EquityPoint[] points = [new(Fixtures.Day(0), Fixtures.Usd("1000")), new(Fixtures.Day(days), Fixtures.Usd("1010"))];

        Assert.Equal(isDefined, EquityMetrics.Compute(points, points).Cagr is not null);
    }

    [Fact]
    public void Calmar_is_growth_per_year_over_the_deepest_drawdown()
    {
        // Growth 10 % a year; from 1200 to 1140 the account falls by 5 %.
        EquityPoint[] points =
        [
            new(Fixtures.Day(0), Fixtures.Usd("1000")), new(Fixtures.Day(100), Fixtures.Usd("1200")),
            new(Fixtures.Day(200), Fixtures.Usd("1140")), new(Fixtures.Day(730), Fixtures.Usd("1210")),
        ];

        Assert.Equal(2, EquityMetrics.Compute(points, points).Calmar.GetValueOrDefault(), 9);
    }

    [Fact]
    public void What_is_undefined_is_null_and_never_a_number_that_stands_for_it()
    {
        var flat = Fixtures.Days("1000", "1000", "1000");

        var metrics = EquityMetrics.Compute(flat, flat);

        Assert.Null(metrics.Cagr);
        Assert.Null(metrics.Sharpe);
        Assert.Null(metrics.Sortino);
        Assert.Null(metrics.Calmar);
        Assert.Equal(0.0, metrics.TotalReturn);
        Assert.Equal(0.0, metrics.Drawdown.Max);
    }

    [Fact]
    public void A_run_without_events_has_no_figures()
    {
        var metrics = EquityMetrics.Compute([], []);

        Assert.Null(metrics.Start);
        Assert.Null(metrics.TotalReturn);
        Assert.Null(metrics.Drawdown.Max);
        Assert.Null(metrics.Drawdown.LongestUnderWater);
        Assert.Null(metrics.UlcerIndex);
    }

    [Fact]
    public void A_low_at_midnight_between_two_packets_counts_as_drawdown()
    {
        EquityPoint[] packets = [new(Fixtures.Day(0.5), Fixtures.Usd("1000")), new(Fixtures.Day(1.5), Fixtures.Usd("1000"))];
        EquityPoint[] days = [packets[0], new(Fixtures.Day(1), Fixtures.Usd("950")), packets[1]];

        Assert.Equal(0.05, EquityMetrics.Compute(packets, days).Drawdown.Max);
    }
}
