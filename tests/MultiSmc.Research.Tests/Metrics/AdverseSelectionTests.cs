using System.Text;
using System.Text.Json;
using MultiSmc.Core;

namespace MultiSmc.Research.Tests;

public sealed class AdverseSelectionTests
{
    private PricesAfterFills _prices = new(Duration.Zero);
    private long _id;

    [Fact]
    public void Is_how_far_the_price_stood_against_the_fill_after_each_time()
    {
        // Bought at 100 in second 0. In force at second 1: 99.5, at 10: 98, at 60: 101, whose trade is of that very moment.
        Trade(0, "100");
        Fill(0, Side.Buy, Liquidity.Maker);
        Trade(0.9, "99.5");
        Trade(1.1, "90");
        Trade(9, "98");
        Trade(60, "101");
        Trade(61, "50");

        Assert.Equal(
            [
                new AdverseSelection("maker-buy", Duration.FromSeconds(1), 1, 50, 50), new AdverseSelection("maker-buy", Duration.FromSeconds(10), 1, 200, 200),
                new AdverseSelection("maker-buy", Duration.FromSeconds(60), 1, -100, -100),
            ],
            Measured(61));
    }

    [Fact]
    public void Turns_its_sign_for_what_is_sold_and_keeps_kinds_apart()
    {
        Fill(0, Side.Sell, Liquidity.Taker);
        Fill(0, Side.Buy, Liquidity.Maker);
        Fill(0, Side.Sell, Liquidity.Maker);
        Trade(0.5, "101");

        Assert.Equal(
            [("maker-buy", -100.0), ("maker-sell", 100.0), ("taker-sell", 100.0)],
            Measured(100).Where(static one => one.After == Duration.FromSeconds(1)).Select(static one => (one.Fills, one.MeanBps.GetValueOrDefault())));
    }

    [Fact]
    public void Is_the_mean_and_the_median_over_fills_each_by_its_own_clock()
    {
        // One second after each: 99, 98, 90: 100, 200, 1000 bps.
        foreach (var (at, price) in new[] { (0.0, "99"), (10.0, "98"), (20.0, "90") })
        {
            Fill(at, Side.Buy, Liquidity.Maker);
            Trade(at + 0.5, price);
        }

        var second = Measured(21)[0];
        Assert.Equal((3, 200.0), (second.Count, second.MedianBps));
        Assert.Equal(1_300.0 / 3, second.MeanBps.GetValueOrDefault(), 9);
    }

    [Fact]
    public void Takes_the_middle_of_bid_and_ask_once_there_are_quotes()
    {
        Fill(0, Side.Buy, Liquidity.Maker);
        Trade(0.2, "99");
        Quote(0.3, "99.4", "99.8");
        Trade(0.4, "99.4");

        Assert.Equal(40.0, Measured(2)[0].MeanBps.GetValueOrDefault(), 9);
    }

    [Fact]
    public void Is_not_known_where_the_tape_ended_before()
    {
        Fill(0, Side.Buy, Liquidity.Maker);
        Trade(0.5, "99");

        Assert.Equal([(1, 100.0), (1, 100.0), (0, null)], Measured(10).Select(static one => (one.Count, one.MeanBps)));
    }

    [Fact]
    public void Counts_from_the_fill_however_late_its_report_is()
    {
        _prices = new PricesAfterFills(Duration.FromSeconds(5));
        Trade(0, "100");
        Trade(0.9, "99");
        Trade(1.5, "97");
        Trade(4, "95");
        Fill(0, Side.Buy, Liquidity.Maker);

        Assert.Equal([100.0, 500.0], Measured(20).Take(2).Select(static one => one.MeanBps.GetValueOrDefault()));
    }

    [Fact]
    public void Ignores_other_instruments_and_trades_that_came_before()
    {
        Trade(0, "100");
        Fill(0, Side.Buy, Liquidity.Maker);
        Trade(0.4, "99");
        _prices.On(new MarketEvent(Fixtures.Eth, Tick(_id + 1, 0.5, "10")), At(0.5));
        _prices.On(new MarketEvent(Fixtures.Btc, Tick(1, 0.6, "100")), At(0.6));

        Assert.Equal(100.0, Measured(2)[0].MeanBps.GetValueOrDefault(), 9);
    }

    [Fact]
    public void Is_measured_along_a_backtest_for_each_fill()
    {
        var plan = SyntheticRun.Plan();
        var result = SyntheticRun.Run(plan, SyntheticRun.Events(7, 60_000, plan));

        var run = result.Runs[0].Record;
        Assert.Equal(run.Fills, run.AfterFills.Fills.Select(static one => one.Fill));
        var adverse = RunFigures.Compute(result.Runs[0], static _ => "X").Orders.AdverseSelection;
        Assert.Contains(adverse, static one => one is { Fills: "maker-buy", Count: > 0, MeanBps: not null });
        var report = BacktestReport.Create(result);
        using var stream = new MemoryStream();
        BacktestReportWriter.WriteJson(report, stream);
        using var json = JsonDocument.Parse(stream.ToArray());
        var rows = json.RootElement.GetProperty("orders").GetProperty("adverse_selection").EnumerateArray();
        Assert.Equal(
            adverse.Select(static one => (one.Fills, one.After.TotalSeconds, one.Count, one.MeanBps, one.MedianBps)),
            rows.Select(static row => (
                row.GetProperty("fills").GetString() ?? "", row.GetProperty("after_s").GetDouble(), row.GetProperty("count").GetInt32(),
                (double?)row.GetProperty("mean_bps").GetDouble(), (double?)row.GetProperty("median_bps").GetDouble())));
        Assert.Contains(SummaryModel.Rows(report), static row => row.Label == "Against a maker-buy after 1 / 10 / 60 s");
        using var page = new MemoryStream();
        HtmlReport.Write(report, page);
        Assert.Contains("Where the price went after a fill", Encoding.UTF8.GetString(page.ToArray()), StringComparison.Ordinal);
    }

    private IReadOnlyList<AdverseSelection> Measured(double end)
    {
        _prices.Finish(At(end));
        return AdverseSelection.Compute(_prices.Fills);
    }

    private void Fill(double second, Side side, Liquidity liquidity) =>
        _prices.On(Fills.Make(At(second), new ClientOrderId("o"), side, liquidity, "1", "100"));

    private void Trade(double second, string price) => _prices.On(new MarketEvent(Fixtures.Btc, Tick(++_id, second, price)), At(second));

    private void Quote(double second, string bid, string ask) => _prices.On(
        new MarketEvent(Fixtures.Btc, new Quote(1, At(second), Fixtures.At(bid), Fixtures.Qty("1"), Fixtures.At(ask), Fixtures.Qty("1"))), At(second));

    private static TradeTick Tick(long id, double second, string price) => new(id, At(second), Fixtures.At(price), Fixtures.Qty("1"), AggressorSide.Buyer);

    private static Timestamp At(double second) => new(Fixtures.Monday.Nanoseconds + (long)(second * 1e9));
}
