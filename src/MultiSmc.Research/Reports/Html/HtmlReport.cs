namespace MultiSmc.Research;

/// <summary>
/// report.html: the run as people look at it, in one file that asks nothing of the network and runs no script. The same report gives the same bytes.
/// Warnings come first, then pictures, then every figure, then what the run was made of.
/// </summary>
internal static class HtmlReport
{
    public static void Write(BacktestReport report, Stream stream)
    {
        var page = Markup.Page();
        page.Open("html", ("lang", "en")).Open("head");
        page.Void("meta", ("charset", "utf-8"));
        page.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        page.Element("title", HtmlHead.TitleOf(report.Result));
        page.Style(HtmlStyle.Css);
        page.Close().Open("body").Open("main");
        HtmlHead.Write(page, report);
        HtmlAccount.Write(page, report);
        HtmlTrades.Write(page, report);
        HtmlOrders.Write(page, report);
        if (report.Figures.Model is { } model)
            HtmlModel.Write(page, model, report.Result.Currency);
        HtmlCosts.Write(page, report);
        HtmlFacts.Write(page, report);
        page.Close().Close().CloseLine();
        stream.Write(page.ToUtf8());
    }
}
