namespace MultiSmc.Research;

/// <summary>
/// report.html of a training, in one file that asks nothing of the network and runs no script. The verdict comes first, then how the recipe did on
/// blocks it had not seen, then what the model looks at, then what it was made of.
/// </summary>
internal static class TrainingPage
{
    public static void Write(TrainingReport report, Stream stream)
    {
        var page = Markup.Page();
        page.Open("html", ("lang", "en")).Open("head");
        page.Void("meta", ("charset", "utf-8"));
        page.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        page.Element("title", TrainingHead.TitleOf(report));
        page.Style(HtmlStyle.Css);
        page.Close().Open("body").Open("main");
        TrainingHead.Write(page, report);
        TrainingBlocks.Write(page, report.Made.Report);
        TrainingProbabilities.Write(page, report);
        TrainingDecisions.Write(page, report);
        TrainingFeatures.Write(page, report.Importance);
        TrainingRounds.Write(page, report.Made.Model.Trained);
        TrainingFacts.Write(page, report);
        page.Close().Close().CloseLine();
        stream.Write(page.ToUtf8());
    }
}
