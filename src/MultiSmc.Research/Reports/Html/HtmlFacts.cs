using System.Globalization;

namespace MultiSmc.Research;

/// <summary>End of the page: every figure, and what the run was made of.</summary>
internal static class HtmlFacts
{
    public static void Write(Markup page, BacktestReport report)
    {
        page.Open("section").Open("details").Element("summary", "Every figure");
        foreach (var section in SummaryModel.Rows(report).Where(row => row.Section != "Warnings").GroupBy(row => row.Section))
        {
            page.Element("h3", section.Key);
            HtmlTable.Facts(page, section.Select(row => (row.Label, row.Value)));
        }

        page.Close().CloseLine();
        WriteIdentity(page, report.Result);
    }

    private static void WriteIdentity(Markup page, BacktestResult result)
    {
        var identity = result.Identity;
        page.Open("section").Element("h2", "Identity");
        page.Element("p", "The same identity gives the same bytes in every file of this run.", ("class", "note"));
        HtmlTable.Facts(
            page,
            [
                ("Version", identity.CodeVersion),
                ("Seed", identity.Seed.ToString(CultureInfo.InvariantCulture)),
                ("Model", identity.Model),
                ("Configuration, SHA-256", identity.ConfigSha256),
            ]);
        page.Element("h3", "Tapes");
        HtmlTable.Write(page, ["Symbol", "Trades", "Quotes", "Missing ids", "Unusable rows", "First price", "Last price"], result.Instruments.Select(one => (string[])
        [
            one.Instrument.Symbol,
            FigureText.Count(one.Tape.Trades),
            FigureText.Count(one.Tape.Quotes),
            FigureText.Count(one.Counters.MissingIds),
            FigureText.Count(one.Tape.BadRows + one.Counters.Invalid),
            one.Tape.FirstPrice.ToString(),
            one.Tape.LastPrice.ToString(),
        ]));
        if (identity.Files.Count > 0)
        {
            page.Open("details").Element("summary", FigureText.Plural(identity.Files.Count, "file", "files") + " of data");
            HtmlTable.Facts(page, identity.Files.Select(file => (file.Name, file.Text)));
            page.Close();
        }

        page.CloseLine();
    }
}
