using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>One line of the table people read.</summary>
/// <param name="Section">Lines of one section follow each other.</param>
/// <param name="Label">What.</param>
/// <param name="Value">Formatted; "n/a" for what is undefined.</param>
public sealed record SummaryRow(string Section, string Label, string Value);

/// <summary>The report's figures as lines for a terminal; warnings last, where they are read.</summary>
public static class SummaryModel
{
    /// <summary>The lines in order.</summary>
    public static IReadOnlyList<SummaryRow> Rows(BacktestReport report)
    {
        var rows = new List<SummaryRow>();
        var (result, figures) = (report.Result, report.Figures);
        AddRun(rows, result, figures.Configured);
        AddAccount(rows, result.Currency, figures);
        AddTrades(rows, result.Currency, figures.Configured.Trades);
        AddBreakdowns(rows, result.Currency, figures.Configured.Breakdowns);
        AddOrders(rows, figures.Configured.Orders);
        foreach (var row in figures.Band.Rows)
            rows.Add(new("Fill band", row.FillModel + (row.IsConfigured ? " (configured)" : ""), BandText(row, result.Currency)));
        if (figures.Model is { } model)
            AddModel(rows, result.Currency, model);
        foreach (var line in result.BreakEven)
            rows.Add(new("Break-even", $"{result.SymbolOf(line.Instrument)}, {FigureText.Percent(line.RangeBps / 1e4, 1)} leg", BreakEvenText(line)));
        foreach (var flag in report.Flags)
            rows.Add(new("Warnings", flag.Code, flag.Text));
        return rows;
    }

    private static void AddRun(List<SummaryRow> rows, BacktestResult result, RunFigures run)
    {
        const string section = "Run";
        rows.Add(new(section, "Symbols", string.Join(", ", result.Instruments.Select(instrument => instrument.Instrument.Symbol))));
        rows.Add(new(section, "From", run.Equity.Start?.Time.ToString() ?? FigureText.Undefined));
        rows.Add(new(section, "To", run.Equity.End?.Time.ToString() ?? FigureText.Undefined));
        rows.Add(new(section, "Days", FigureText.Number(run.Equity.Days, 1)));
        rows.Add(new(section, "Fill model", run.FillModel));
        rows.Add(new(section, "Evidence", result.Assumptions.Evidence));
        rows.Add(new(section, "Model", result.Identity.Model));
        foreach (var threshold in result.Thresholds)
            rows.Add(new(section, $"Threshold, {threshold.Symbol}", FigureText.Threshold(threshold)));
        var assumed = result.Assumptions;
        rows.Add(new(section, "Maker / taker fee", $"{FigureText.Bps(assumed.MakerFeePpm / 100.0)} / {FigureText.Bps(assumed.TakerFeePpm / 100.0)}"));
        rows.Add(new(section, "Latency each way", FigureText.Number(assumed.LatencyNs / 1e6, 1) + " ms"));
        rows.Add(new(section, "Slippage", FigureText.Plural(assumed.SlippageTicks, "tick", "ticks")));
    }

    private static void AddAccount(List<SummaryRow> rows, Asset currency, BacktestFigures figures)
    {
        const string section = "Account";
        var equity = figures.Configured.Equity;
        rows.Add(new(section, "Start", FigureText.Amount(equity.Start?.Equity, currency)));
        rows.Add(new(section, "End", FigureText.Amount(equity.End?.Equity, currency)));
        rows.Add(new(section, "Net result", FigureText.Amount(equity.NetResult, currency)));
        rows.Add(new(section, "Total return", FigureText.Percent(equity.TotalReturn)));
        rows.Add(new(section, "Buy and hold", FigureText.Percent(figures.BuyAndHold.Return)));
        rows.Add(new(section, "CAGR", FigureText.Percent(equity.Cagr)));
        rows.Add(new(section, "Sharpe", FigureText.Number(equity.Sharpe)));
        rows.Add(new(section, "Sortino", FigureText.Number(equity.Sortino)));
        rows.Add(new(section, "Calmar", FigureText.Number(equity.Calmar)));
        rows.Add(new(section, "Max drawdown", FigureText.Percent(equity.Drawdown.Max)));
        var unfinished = equity.Drawdown.IsUnderWater ? " (still under at the end)" : "";
        rows.Add(new(section, "Longest under water", FigureText.Span(equity.Drawdown.LongestUnderWater) + unfinished));
        rows.Add(new(section, "Ulcer index", FigureText.Percent(equity.UlcerIndex)));
    }

    private static void AddTrades(List<SummaryRow> rows, Asset currency, TradeMetrics trades)
    {
        const string section = "Trades, net of fees";
        rows.Add(new(section, "Trades", FigureText.Count(trades.Count)));
        rows.Add(new(section, "Win rate", FigureText.Percent(trades.WinRate, 1)));
        rows.Add(new(section, "Won / lost", $"{FigureText.Count(trades.Wins)} / {FigureText.Count(trades.Losses)}"));
        rows.Add(new(section, "Net profit", FigureText.Amount(trades.NetPnl, currency)));
        rows.Add(new(section, "Profit factor", FigureText.Number(trades.ProfitFactor)));
        rows.Add(new(section, "Expectancy", FigureText.Amount(trades.Expectancy, currency)));
        rows.Add(new(section, "Expectancy in R", FigureText.R(trades.ExpectancyR)));
        rows.Add(new(section, "Expectancy in bps", FigureText.Bps(trades.ExpectancyBps)));
        rows.Add(new(section, "Payoff", FigureText.Number(trades.Payoff)));
        rows.Add(new(section, "SQN", FigureText.Number(trades.Sqn)));
        rows.Add(new(section, "Longest winning streak", FigureText.Count(trades.LongestWinStreak)));
        rows.Add(new(section, "Longest losing streak", FigureText.Count(trades.LongestLossStreak)));
        rows.Add(new(section, "Holding, mean / median", $"{FigureText.Span(trades.MeanHolding)} / {FigureText.Span(trades.MedianHolding)}"));
        rows.Add(new(section, "MAE / MFE", $"{FigureText.R(trades.MeanMaeR)} / {FigureText.R(trades.MeanMfeR)}"));
        rows.Add(new(section, "P&L ÷ MFE", FigureText.Percent(trades.PnlToMfe, 1)));
        rows.Add(new(section, "Fees", FigureText.Amount(trades.Fees, currency)));
        rows.Add(new(section, "Fees ÷ gross profit", FigureText.Percent(trades.FeeShare, 1)));
        rows.Add(new(section, "Best five ÷ net profit", FigureText.Percent(trades.BestFiveShare, 1)));
    }

    private static void AddBreakdowns(List<SummaryRow> rows, Asset currency, TradeBreakdowns breakdowns)
    {
        Add("By exit", breakdowns.ByExitReason);
        Add("By break", breakdowns.ByBreak);
        Add("By symbol", breakdowns.BySymbol);
        Add("By month", breakdowns.ByMonth);

        void Add(string section, IReadOnlyList<TradeGroup> groups)
        {
            foreach (var group in groups)
            {
                var count = FigureText.Plural(group.Count, "trade", "trades");
                var net = FigureText.Amount(group.NetPnl, currency);
                rows.Add(new(section, group.Key, $"{count}, {FigureText.Percent(group.WinRate, 1)} won, {net}"));
            }
        }
    }

    private static void AddOrders(List<SummaryRow> rows, OrderMetrics orders)
    {
        const string section = "Orders";
        rows.Add(new(section, "Entries placed", FigureText.Count(orders.Placed)));
        rows.Add(new(section, "Filled whole / part", $"{FigureText.Count(orders.Filled)} / {FigureText.Count(orders.FilledInPart)}"));
        rows.Add(new(section, "Fill rate, orders", FigureText.Percent(orders.FillRate, 1)));
        rows.Add(new(section, "Fill rate, setups", FigureText.Percent(orders.SetupFillRate, 1)));
        rows.Add(new(section, "Refused", FigureText.Count(orders.Refused)));
        foreach (var cancel in orders.Cancels)
        {
            var away = FigureText.Bps(cancel.MedianDistanceBps);
            rows.Add(new(section, $"Taken back: {cancel.Reason}", $"{FigureText.Count(cancel.Count)}, {away} away"));
        }

        rows.Add(new(section, "Filled while cancelling", FigureText.Count(orders.FilledWhileCancelling)));
        rows.Add(new(section, "Median time to fill", FigureText.Span(orders.MedianTimeToFill)));
        rows.Add(new(section, "Maker share of fills", FigureText.Percent(orders.MakerShare, 1)));
        var slippage = orders.StopSlippage;
        rows.Add(new(section, "Stop slippage, mean / worst", $"{FigureText.Bps(slippage.MeanBps)} / {FigureText.Bps(slippage.WorstBps)}"));
        foreach (var kind in orders.AdverseSelection.GroupBy(adverse => adverse.Fills))
        {
            var after = string.Join(" / ", kind.Select(adverse => FigureText.Number(adverse.After.TotalSeconds, 0)));
            var against = string.Join(" / ", kind.Select(adverse => FigureText.Number(adverse.MeanBps, 1)));
            rows.Add(new(section, $"Against a {kind.Key} after {after} s", $"{against} bps, mean"));
        }

        foreach (var evidence in orders.Evidence)
            rows.Add(new(section, $"Fills by {(evidence.Evidence.Length > 0 ? evidence.Evidence : "the exchange")}", FigureText.Count(evidence.Count)));
    }

    private static void AddModel(List<SummaryRow> rows, Asset currency, ModelValue model)
    {
        const string section = "Model";
        rows.Add(new(section, "Zones judged", FigureText.Count(model.Asked)));
        rows.Add(new(section, "Pulled / put back / kept", $"{FigureText.Count(model.Pulled)} / {FigureText.Count(model.Rearmed)} / {FigureText.Count(model.Kept)}"));
        rows.Add(new(section, "Filled while it cancelled", FigureText.Count(model.FilledWhileCancelling)));
        rows.Add(new(section, "Net result with it", FigureText.Amount(model.NetResult, currency)));
        rows.Add(new(section, "Net result without", FigureText.Amount(model.NetResultWithout, currency)));
        var rivals = model.Rivals;
        var runs = FigureText.Plural(rivals.NetResults.Count, "run", "runs");
        rows.Add(new(section, "Pulled by chance, mean", $"{FigureText.Amount(rivals.Mean, currency)} ({runs})"));
        rows.Add(new(section, "Pulled by chance, range", $"{FigureText.Amount(rivals.Min, currency)} to {FigureText.Amount(rivals.Max, currency)}"));
        rows.Add(new(section, "Better than chance in", FigureText.Percent(rivals.Percentile, 0)));
        foreach (var group in model.Counterfactual)
            rows.Add(new(section, $"Left alone: {group.Treatment}", LeftAloneText(group)));
        rows.Add(new(section, "Kept against all", FigureText.Bps(model.KeptMinusAllBps)));
        rows.Add(new(section, "Brier / log-loss", $"{FigureText.Number(model.Reliability.Brier, 3)} / {FigureText.Number(model.Reliability.LogLoss, 3)}"));
    }

    private static string LeftAloneText(CounterfactualGroup group)
    {
        var ends = $"{FigureText.Count(group.NoFill)} unfilled, {FigureText.Count(group.Target)} target, {FigureText.Count(group.Stop)} stop";
        return $"{FigureText.Plural(group.Zones, "zone", "zones")}: {ends}, {FigureText.Bps(group.MeanNetBps)} each filled";
    }

    private static string BandText(BandRow row, Asset currency) =>
        $"{FigureText.Amount(row.NetResult, currency)}, {FigureText.Plural(row.Trades, "trade", "trades")}, "
        + $"{FigureText.Percent(row.WinRate, 1)} won, {FigureText.Percent(row.MaxDrawdown)} drawdown, {FigureText.Percent(row.FillRate, 1)} filled";

    private static string BreakEvenText(BreakEvenLine line) =>
        line.WinRate <= 1 ? $"{FigureText.Percent(line.WinRate, 1)} must win" : "never: costs exceed the target";
}
