namespace MultiSmc.Research.Tests;

public sealed class SummaryModelTests
{
    [Fact]
    public void Sections_follow_each_other_and_warnings_come_last()
    {
        var sections = SummaryModel.Rows(SampleRun.Report()).Select(row => row.Section);

        string[] runs = [.. sections.Aggregate(new List<string>(), (seen, section) => seen.Count > 0 && seen[^1] == section ? seen : [.. seen, section])];
        Assert.Equal(
            ["Run", "Account", "Trades, net of fees", "By exit", "By break", "By symbol", "By month", "Orders", "Fill band", "Break-even", "Warnings"],
            runs);
    }

    [Theory]
    [InlineData("Account", "Net result", "-1.50 USDT")]
    [InlineData("Account", "Total return", "-0.15 %")]
    [InlineData("Account", "CAGR", "n/a")]
    [InlineData("Account", "Longest under water", "2 d 6 h (still under at the end)")]
    [InlineData("Trades, net of fees", "Trades", "1")]
    [InlineData("Trades, net of fees", "Net profit", "-1.10 USDT")]
    [InlineData("Trades, net of fees", "Profit factor", "0.00")]
    [InlineData("Trades, net of fees", "Payoff", "n/a")]
    [InlineData("Trades, net of fees", "Expectancy in R", "-0.55 R")]
    [InlineData("Trades, net of fees", "Holding, mean / median", "18 h 0 min / 18 h 0 min")]
    [InlineData("By exit", "stop", "1 trade, 0.0 % won, -1.10 USDT")]
    [InlineData("Orders", "Fill rate, orders", "33.3 %")]
    [InlineData("Orders", "Taken back: model", "1, 2000.0 bps away")]
    [InlineData("Orders", "Stop slippage, mean / worst", "100.0 bps / 100.0 bps")]
    [InlineData("Fill band", "trade-through (configured)", "-1.50 USDT, 1 trade, 0.0 % won, 0.15 % drawdown, 33.3 % filled")]
    [InlineData("Fill band", "touch", "10.00 USDT, 0 trades, n/a won, 0.98 % drawdown, n/a filled")]
    [InlineData("Break-even", "BTCUSDT, 0.5 % leg", "71.0 % must win")]
    public void Figures_read_as_people_write_them(string section, string label, string value)
    {
        var row = Assert.Single(SummaryModel.Rows(SampleRun.Report()), row => row.Section == section && row.Label == label);

        Assert.Equal(value, row.Value);
    }

    [Fact]
    public void Warnings_are_the_reports_flags()
    {
        var report = SampleRun.Report();

        Assert.Equal(
            ["few-trades", "short-sample", "band-sign", "daily-loss"],
            SummaryModel.Rows(report).Where(row => row.Section == "Warnings").Select(row => row.Label));
    }

    [Fact]
    public void A_run_without_anything_has_every_line_all_the_same()
    {
        var empty = SummaryModel.Rows(BacktestReport.Create(new RunBuilder().Result()));

        Assert.Equal("n/a", Assert.Single(empty, row => row.Label == "Win rate").Value);
        Assert.Equal("n/a", Assert.Single(empty, row => row.Label == "Sharpe").Value);
    }
}
