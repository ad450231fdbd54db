namespace MultiSmc.Research.Tests;

public sealed class DailyReturnsTests
{
    // Returns +10 %, −10 %, +10 %: mean 1/30, sample deviation √(4/300), downside deviation √(0.01/3).
    private static readonly string[] UpDownUp = ["100", "110", "99", "108.9"];

    [Fact]
    public void Sharpe_divides_the_daily_mean_by_the_deviation_of_the_same_days()
    {
        // Trap: a mean per day over a deviation per trade. (1/30) / √(4/300) · √365 = √(365/12).
        var sharpe = DailyReturns.Sharpe(DailyReturns.Of(Fixtures.Days(UpDownUp)));

        Assert.Equal(Math.Sqrt(365.0 / 12), sharpe.GetValueOrDefault(), 9);
    }

    [Fact]
    public void Sharpe_is_of_returns_and_not_of_the_level_of_the_account()
    {
        // Trap: the level rises with a spread of its own; the return is 10 % every day and has none.
        Assert.Null(DailyReturns.Sharpe(DailyReturns.Of(Fixtures.Days("100", "110", "121", "133.1", "146.41"))));
    }

    [Fact]
    public void Sharpe_takes_off_the_risk_free_rate()
    {
        var returns = DailyReturns.Of(Fixtures.Days(UpDownUp));

        var sharpe = DailyReturns.Sharpe(returns, riskFreePerYear: 365.0 / 60);

        Assert.Equal(Math.Sqrt(365.0 / 12) / 2, sharpe.GetValueOrDefault(), 9); // half of the mean of 1/30 a day
    }

    [Fact]
    public void Sortino_counts_losing_days_alone_over_all_days()
    {
        var sortino = DailyReturns.Sortino(DailyReturns.Of(Fixtures.Days(UpDownUp)));

        Assert.Equal(Math.Sqrt(365.0 / 3), sortino.GetValueOrDefault(), 9);
    }

    [Fact]
    public void Sortino_without_a_losing_day_is_undefined()
    {
        Assert.Null(DailyReturns.Sortino(DailyReturns.Of(Fixtures.Days("100", "110", "111"))));
    }

    [Fact]
    public void One_day_has_no_ratio()
    {
        var returns = DailyReturns.Of(Fixtures.Days("100", "90"));

        Assert.Equal([-0.1], returns);
        Assert.Null(DailyReturns.Sharpe(returns));
        Assert.Null(DailyReturns.Sortino(returns));
    }

    [Fact]
    public void Short_first_and_last_days_count_as_days()
    {
        EquityPoint[] days =
        [
            new(Fixtures.Day(0.9), Fixtures.Usd("100")), new(Fixtures.Day(1), Fixtures.Usd("110")),
            new(Fixtures.Day(2), Fixtures.Usd("110")), new(Fixtures.Day(2.1), Fixtures.Usd("99")),
        ];

        Assert.Equal([0.1, 0, -0.1], DailyReturns.Of(days));
    }

    [Fact]
    public void A_tape_that_ends_at_midnight_has_no_day_of_no_length_and_loses_no_money()
    {
        EquityPoint[] days =
        [
            new(Fixtures.Day(0), Fixtures.Usd("100")), new(Fixtures.Day(1), Fixtures.Usd("110")), new(Fixtures.Day(1), Fixtures.Usd("120")),
        ];

        Assert.Equal([0.2], DailyReturns.Of(days));
    }

    [Fact]
    public void A_day_without_a_trade_is_a_day_all_the_same()
    {
        var run = new RunBuilder().Packet(Fixtures.Day(0.5), "1100").Packet(Fixtures.Day(3.5), "1100").Finish(Fixtures.Day(3.6), "1100").Recorder;

        Assert.Equal(4, DailyReturns.Of(run.DailyEquity).Count);
    }

    [Fact]
    public void Without_money_there_is_no_return()
    {
        Assert.Empty(DailyReturns.Of(Fixtures.Days("100", "0", "0")));
    }
}
