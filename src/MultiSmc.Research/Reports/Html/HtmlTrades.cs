using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>The closed positions: how large gains and losses were, how they ended, and when they came.</summary>
internal static class HtmlTrades
{
    private static readonly string[] GroupColumns = ["Trades", "Won", "Net result", "Mean of a trade"];

    public static void Write(Markup page, BacktestReport report)
    {
        var (currency, run) = (report.Result.Currency, report.Figures.Configured);
        page.Open("section").Element("h2", "Trades, net of fees");
        double[] risks = [.. report.Result.Runs[0].Record.Trips.Select(entry => entry.Trip.R()).OfType<double>().Where(double.IsFinite)];
        if (risks.Length == 0)
        {
            page.Element("p", "No position was closed.", ("class", "note")).CloseLine();
            return;
        }

        page.Element("p", "1 R is what a trade was planned to lose at its stop, costs included: -1 R is a plain stop-out.", ("class", "note"));
        page.Open("div", ("class", "pair")).Open("div").Element("h3", "Size of gains and losses");
        Histogram.Draw(page, "How many trades made each net result, in R", risks, "net result, R", ("trade", "trades"));
        page.Close().Open("div").Element("h3", "How positions were closed");
        BarList.Draw(page, "Number of trades by exit reason", [.. run.Breakdowns.ByExitReason.Select(group => BarOf(group, currency))]);
        page.Close().CloseLine();
        WriteGroups(page, "By month of the exit", "Month", run.Breakdowns.ByMonth, currency);
        if (run.Breakdowns.BySymbol.Count > 1)
            WriteGroups(page, "By symbol", "Symbol", run.Breakdowns.BySymbol, currency);
        page.CloseLine();
    }

    private static BarLine BarOf(TradeGroup group, Asset currency) => new(
        group.Key, group.Count, $"{FigureText.Count(group.Count)}, {FigureText.Amount(group.NetPnl, currency)}", group.NetPnl < Money.Zero ? "loss" : "gain");

    private static void WriteGroups(Markup page, string title, string name, IReadOnlyList<TradeGroup> groups, Asset currency)
    {
        page.Element("h3", title);
        HtmlTable.Write(page, [name, .. GroupColumns], groups.Select(group => (string[])
        [
            group.Key,
            FigureText.Count(group.Count),
            FigureText.Percent(group.WinRate, 1),
            FigureText.Amount(group.NetPnl, currency),
            FigureText.R(group.ExpectancyR),
        ]));
    }
}
