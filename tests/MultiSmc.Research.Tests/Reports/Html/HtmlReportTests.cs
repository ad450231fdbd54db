using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MultiSmc.Research.Tests;

public sealed partial class HtmlReportTests
{
    private static readonly BacktestReport WithModel = BacktestReport.Create(ModelRun.Result("1010", "990", ModelRun.Rivals(25)));

    [Fact]
    public void Is_well_formed_with_and_without_a_model_and_without_anything()
    {
        Assert.All(
            [SampleRun.Report(), WithModel, BacktestReport.Create(new RunBuilder().Result())],
            report => Assert.Equal("html", Parse(report).Root?.Name.LocalName));
    }

    [Fact]
    public void The_same_report_twice_gives_the_same_bytes()
    {
        Assert.Equal(Page(SampleRun.Report()), Page(SampleRun.Report()));
        Assert.DoesNotContain('\r', Page(WithModel));
    }

    [Fact]
    public void Asks_nothing_of_the_network_and_runs_no_script()
    {
        var page = Page(WithModel);

        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("//", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            Parse(WithModel).Descendants(),
            element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "object" or "a"
                || element.Attributes().Any(attribute => attribute.Name.LocalName is "href" or "src" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("A&B'\"</style><b>")]
    [InlineData("\u0000\u001b[2J\u202eTDSU")]
    [InlineData("\ud800")]
    public void Hostile_names_stay_text(string name)
    {
        var result = SampleRun.Build().Result();
        var plain = result;
        var one = result.Instruments[0];
        var hostile = BacktestReport.Create(result with
        {
            Identity = result.Identity with { Model = name, CodeVersion = name, Files = [new DataFileIdentity(name, DataIdentityKind.Bytes, 1, name)] },
            Instruments = [one with { Instrument = one.Instrument with { Symbol = name } }, result.Instruments[1]],
        });

        var page = Parse(hostile);

        Assert.Equal(
            Parse(BacktestReport.Create(plain)).Descendants().Select(element => element.Name.LocalName),
            page.Descendants().Select(element => element.Name.LocalName));
        Assert.DoesNotContain(Page(hostile), character => character is '\u202e' or '\u001b' or '\0');
    }

    [Fact]
    public void Warnings_stand_before_any_figure()
    {
        var page = Page(SampleRun.Report());

        Assert.All(SampleRun.Report().Flags, flag => Assert.Contains($">{flag.Code}<", page, StringComparison.Ordinal));
        Assert.True(page.IndexOf("few-trades", StringComparison.Ordinal) < page.IndexOf("Net result, fees paid", StringComparison.Ordinal));
    }

    [Fact]
    public void Shows_the_band_the_trades_the_orders_and_the_costs()
    {
        var text = Parse(SampleRun.Report()).Root?.Value ?? "";

        Assert.All(
            ["2025-06-02 00:00 to 2025-06-04 12:00 UTC (2.5 days)", "trade-through, as configured", "touch: at the first trade at its price", "-1.50 USDT",
                "2025-06", "the model pulled it", "71.0 %", "c0ffee", "18446744073709551615"],
            expected => Assert.Contains(expected, text, StringComparison.Ordinal));
        Assert.DoesNotContain("Value of the model", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_the_value_of_a_model_when_there_is_one()
    {
        var text = Parse(WithModel).Root?.Value ?? "";

        Assert.All(
            ["Value of the model m1", "2 pulled, 1 pulled and put back, 2 kept", "Without it, every order kept", "Of them the model beats",
                "Probability against outcome", "Brier score"],
            expected => Assert.Contains(expected, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_coordinate_is_a_plain_number_within_its_picture()
    {
        var pictures = Parse(WithModel).Descendants("svg").Concat(Parse(SampleRun.Report()).Descendants("svg")).ToArray();

        Assert.NotEmpty(pictures);
        foreach (var picture in pictures)
        {
            var box = Numbers(picture.Attribute("viewBox")?.Value ?? "");
            foreach (var (name, limit) in new[] { ("x", box[2]), ("x1", box[2]), ("x2", box[2]), ("cx", box[2]), ("y", box[3]), ("y1", box[3]), ("y2", box[3]), ("cy", box[3]) })
            {
                foreach (var value in picture.Descendants().Attributes(name).Select(attribute => Assert.Single(Numbers(attribute.Value))))
                    Assert.InRange(value, 0, limit);
            }

            foreach (var path in picture.Descendants("path").Attributes("d"))
            {
                Assert.Matches(PathShape(), path.Value);
                Assert.All(Numbers(path.Value), value => Assert.InRange(value, 0, box[2]));
            }
        }
    }

    private static double[] Numbers(string text) =>
        [.. text.Split([' ', 'M', 'L', 'Z'], StringSplitOptions.RemoveEmptyEntries).Select(part => double.Parse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture))];

    private static XDocument Parse(BacktestReport report) => XDocument.Parse(Page(report));

    private static string Page(BacktestReport report)
    {
        using var stream = new MemoryStream();
        HtmlReport.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [GeneratedRegex(@"^M[0-9.]+ [0-9.]+(L[0-9.]+ [0-9.]+)*Z?$")]
    private static partial Regex PathShape();
}
