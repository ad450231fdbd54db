namespace MultiSmc.Research;

/// <summary>Break-even arithmetic: how often trades must win before the first unit is earned.</summary>
internal static class HtmlCosts
{
    private static readonly string[] Columns = ["Height of the leg", "Must win to lose nothing"];

    public static void Write(Markup page, BacktestReport report)
    {
        var result = report.Result;
        if (result.BreakEven.Count == 0)
            return;
        page.Open("section").Element("h2", "Break-even");
        page.Element(
            "p",
            "With entry, stop and target as configured and fees as assumed, this part of all trades must win only to pay the costs. Small legs are fee traps.",
            ("class", "note"));
        page.Open("div", ("class", "pair"));
        foreach (var lines in result.BreakEven.GroupBy(line => line.Instrument))
        {
            page.Open("div").Element("h3", result.SymbolOf(lines.Key));
            HtmlTable.Write(page, Columns, lines.Select(line => (string[])
                [FigureText.Percent(line.RangeBps / 1e4, 1), line.WinRate <= 1 ? FigureText.Percent(line.WinRate, 1) : "never: costs exceed the target"]));
            page.CloseLine();
        }

        page.Close().CloseLine();
    }
}
