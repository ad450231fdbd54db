using System.Text.Json;

namespace MultiSmc.Research;

/// <summary>The measured part of report.json.</summary>
internal static class JsonFigures
{
    public static void Write(Utf8JsonWriter json, RunFigures run)
    {
        WriteEquity(json, run.Equity);
        WriteTrades(json, run);
        WriteOrders(json, run.Orders);
    }

    private static void WriteEquity(Utf8JsonWriter json, EquityMetrics equity)
    {
        json.WriteStartObject("equity");
        json.Moment("from", equity.Start?.Time);
        json.Moment("to", equity.End?.Time);
        json.Ratio("days", equity.Days);
        json.Amount("start", equity.Start?.Equity);
        json.Amount("end", equity.End?.Equity);
        json.Amount("net_result", equity.NetResult);
        json.Ratio("total_return", equity.TotalReturn);
        json.Ratio("cagr", equity.Cagr);
        json.WriteNumber("daily_returns", equity.DailyReturnCount);
        json.Ratio("sharpe", equity.Sharpe);
        json.Ratio("sortino", equity.Sortino);
        json.Ratio("calmar", equity.Calmar);
        json.Ratio("max_drawdown", equity.Drawdown.Max);
        json.Moment("max_drawdown_peak_at", equity.Drawdown.PeakAt);
        json.Moment("max_drawdown_trough_at", equity.Drawdown.TroughAt);
        json.Seconds("longest_under_water_s", equity.Drawdown.LongestUnderWater);
        json.WriteBoolean("is_under_water", equity.Drawdown.IsUnderWater);
        json.Ratio("ulcer_index", equity.UlcerIndex);
        json.WriteEndObject();
    }

    private static void WriteTrades(Utf8JsonWriter json, RunFigures run)
    {
        var trades = run.Trades;
        json.WriteStartObject("trades");
        json.WriteNumber("count", trades.Count);
        json.WriteNumber("wins", trades.Wins);
        json.WriteNumber("losses", trades.Losses);
        json.WriteNumber("open_at_end", run.OpenPositions);
        json.Ratio("win_rate", trades.WinRate);
        json.Amount("net_pnl", trades.NetPnl);
        json.Amount("won", trades.Won);
        json.Amount("lost", trades.Lost);
        json.Ratio("profit_factor", trades.ProfitFactor);
        json.Amount("expectancy", trades.Expectancy);
        json.Ratio("expectancy_r", trades.ExpectancyR);
        json.Ratio("expectancy_bps", trades.ExpectancyBps);
        json.Ratio("payoff", trades.Payoff);
        json.Ratio("sqn", trades.Sqn);
        json.WriteNumber("longest_win_streak", trades.LongestWinStreak);
        json.WriteNumber("longest_loss_streak", trades.LongestLossStreak);
        json.Seconds("mean_holding_s", trades.MeanHolding);
        json.Seconds("median_holding_s", trades.MedianHolding);
        json.Ratio("mean_mae_r", trades.MeanMaeR);
        json.Ratio("mean_mfe_r", trades.MeanMfeR);
        json.Ratio("pnl_to_mfe", trades.PnlToMfe);
        json.Amount("fees", trades.Fees);
        json.Ratio("fee_share", trades.FeeShare);
        json.Ratio("best_five_share", trades.BestFiveShare);
        WriteGroups(json, "by_exit_reason", run.Breakdowns.ByExitReason);
        WriteGroups(json, "by_break", run.Breakdowns.ByBreak);
        WriteGroups(json, "by_symbol", run.Breakdowns.BySymbol);
        WriteGroups(json, "by_weekday", run.Breakdowns.ByWeekday);
        WriteGroups(json, "by_hour", run.Breakdowns.ByHour);
        WriteGroups(json, "by_month", run.Breakdowns.ByMonth);
        WriteGroups(json, "by_year", run.Breakdowns.ByYear);
        json.WriteEndObject();
    }

    private static void WriteGroups(Utf8JsonWriter json, string name, IReadOnlyList<TradeGroup> groups) =>
        json.Objects(name, groups, group =>
        {
            json.WriteString("key", group.Key);
            json.WriteNumber("count", group.Count);
            json.WriteNumber("wins", group.Wins);
            json.Ratio("win_rate", group.WinRate);
            json.Amount("net_pnl", group.NetPnl);
            json.Ratio("expectancy_r", group.ExpectancyR);
        });

    private static void WriteOrders(Utf8JsonWriter json, OrderMetrics orders)
    {
        json.WriteStartObject("orders");
        json.WriteNumber("placed", orders.Placed);
        json.WriteNumber("filled", orders.Filled);
        json.WriteNumber("filled_in_part", orders.FilledInPart);
        json.WriteNumber("refused", orders.Refused);
        json.WriteNumber("cancelled", orders.Cancelled);
        json.WriteNumber("working_at_end", orders.Working);
        json.WriteNumber("filled_while_cancelling", orders.FilledWhileCancelling);
        json.Ratio("fill_rate", orders.FillRate);
        json.WriteNumber("setups", orders.Setups);
        json.Ratio("setup_fill_rate", orders.SetupFillRate);
        json.Objects("cancels", orders.Cancels, cancel =>
        {
            json.WriteString("reason", cancel.Reason);
            json.WriteNumber("count", cancel.Count);
            json.Ratio("median_distance_bps", cancel.MedianDistanceBps);
        });
        json.Ratio("median_cancel_distance_bps", orders.MedianCancelDistanceBps);
        json.Seconds("median_time_to_fill_s", orders.MedianTimeToFill);
        json.WriteNumber("fills", orders.Fills);
        json.Ratio("maker_share", orders.MakerShare);
        json.WriteStartObject("stop_slippage");
        json.WriteNumber("stops", orders.StopSlippage.Stops);
        json.Ratio("mean_bps", orders.StopSlippage.MeanBps);
        json.Ratio("median_bps", orders.StopSlippage.MedianBps);
        json.Ratio("worst_bps", orders.StopSlippage.WorstBps);
        json.WriteEndObject();
        json.Objects("adverse_selection", orders.AdverseSelection, adverse =>
        {
            json.WriteString("fills", adverse.Fills);
            json.Seconds("after_s", adverse.After);
            json.WriteNumber("count", adverse.Count);
            json.Ratio("mean_bps", adverse.MeanBps);
            json.Ratio("median_bps", adverse.MedianBps);
        });
        json.Objects("evidence", orders.Evidence, evidence =>
        {
            json.WriteString("evidence", evidence.Evidence);
            json.WriteNumber("count", evidence.Count);
            json.Amount("quote", evidence.Quote);
        });
        json.WriteEndObject();
    }
}
