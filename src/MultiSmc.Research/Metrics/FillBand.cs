using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>The result under one fill assumption.</summary>
/// <param name="FillModel">Its name.</param>
/// <param name="IsConfigured">The one the configuration chose: the report's other figures are of this run.</param>
/// <param name="NetResult">Of the account, open positions included.</param>
/// <param name="TotalReturn">Net result ÷ start.</param>
/// <param name="Trades">Closed positions.</param>
/// <param name="WinRate">Wins ÷ trades.</param>
/// <param name="MaxDrawdown">As a fraction.</param>
/// <param name="FillRate">Entry orders with a fill ÷ entry orders sent.</param>
public sealed record BandRow(
    string FillModel, bool IsConfigured, Money NetResult, double? TotalReturn, int Trades, double? WinRate, double? MaxDrawdown, double? FillRate);

/// <summary>The result under all fill assumptions, side by side. Nobody knows the true queue: the truth lies somewhere inside.</summary>
/// <param name="Rows">From the most cautious assumption to the most hopeful.</param>
/// <param name="IsSignDifferent">The net result is above zero under one and not under another, or below zero under one and not under another.</param>
public sealed record FillBand(IReadOnlyList<BandRow> Rows, bool IsSignDifferent)
{
    /// <summary>Name of the cautious assumption: a resting order fills when a trade prints beyond its price.</summary>
    public const string TradeThrough = "trade-through";

    /// <summary>Name of the middle assumption: also at its price, once what stood ahead has traded.</summary>
    public const string Queue = "queue";

    /// <summary>Name of the hopeful assumption: at the first trade at its price.</summary>
    public const string Touch = "touch";

    /// <summary>Lines up the runs.</summary>
    /// <param name="runs">The configured one first.</param>
    public static FillBand Compute(IReadOnlyList<RunFigures> runs)
    {
        var rows = runs
            .Select((run, index) => new BandRow(
                run.FillModel, index == 0, run.Equity.NetResult, run.Equity.TotalReturn, run.Trades.Count, run.Trades.WinRate,
                run.Equity.Drawdown.Max, run.Orders.FillRate))
            .OrderBy(row => Hope(row.FillModel))
            .ThenBy(row => row.FillModel, StringComparer.Ordinal)
            .ToArray();
        return new FillBand(rows, rows.Select(row => Math.Sign(row.NetResult.Raw)).Distinct().Count() > 1);
    }

    private static int Hope(string fillModel) => fillModel switch
    {
        TradeThrough => 0,
        Queue => 1,
        Touch => 2,
        _ => 3,
    };
}
