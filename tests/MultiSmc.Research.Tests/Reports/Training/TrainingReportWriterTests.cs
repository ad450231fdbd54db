using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MultiSmc.Research.Tests;

public sealed partial class TrainingReportWriterTests
{
    [Fact]
    public void Writes_the_page_and_the_figures_beside_each_other_and_replaces_nothing()
    {
        using var folder = new TemporaryFolder();

        TrainingReportWriter.Write(SampleTraining.Report(), folder.Root);

        Assert.Equal(["report.html", "report.json"], Directory.EnumerateFiles(folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(Page(SampleTraining.Report()), File.ReadAllText(folder.At("report.html")));
        Assert.Throws<IOException>(() => TrainingReportWriter.Write(SampleTraining.Report(isMet: true), folder.Root));
        Assert.Equal(Json(SampleTraining.Report()), File.ReadAllText(folder.At("report.json")));
        Assert.Equal(2, Directory.EnumerateFileSystemEntries(folder.Root).Count());
    }

    [Fact]
    public void The_same_report_twice_gives_the_same_bytes()
    {
        Assert.Equal(Page(SampleTraining.Report()), Page(SampleTraining.Report()));
        Assert.Equal(Json(SampleTraining.Report()), Json(SampleTraining.Report()));
        Assert.DoesNotContain('\r', Page(SampleTraining.Report()) + Json(SampleTraining.Report()));
    }

    [Fact]
    public void Json_holds_what_the_page_shows()
    {
        var json = JsonDocument.Parse(Json(SampleTraining.Report())).RootElement;

        Assert.Equal("multismc.train/1", json.GetProperty("schema").GetString());
        Assert.Equal("m-1", json.GetProperty("name").GetString());
        Assert.False(json.GetProperty("verdict").GetProperty("is_every_gate_met").GetBoolean());
        Assert.Equal((412, 1800, 731), (json.GetProperty("zones").GetInt32(), json.GetProperty("samples").GetInt32(), json.GetProperty("positives").GetInt32()));
        Assert.Equal(0.55, json.GetProperty("threshold").GetDouble());
        Assert.Equal(SampleTraining.Report().PrAuc!.Value, json.GetProperty("pooled").GetProperty("pr_auc").GetDouble(), 1e-6);
        Assert.Equal(40, json.GetProperty("scores").EnumerateArray().Sum(bin => bin.GetProperty("wins").GetInt32() + bin.GetProperty("losses").GetInt32()));
        Assert.Equal(SampleTraining.Report().Spreads[0].Bins.Edges, json.GetProperty("feature_spreads")[0].GetProperty("edges").EnumerateArray().Select(edge => edge.GetDouble()));
        Assert.Equal(0.66, json.GetProperty("gates")[0].GetProperty("value").GetDouble());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("gates")[1].GetProperty("value").ValueKind);
        Assert.Equal("2025-01-01T00:00:00Z", json.GetProperty("blocks")[0].GetProperty("from").GetString());
        Assert.Equal(0.69, json.GetProperty("blocks")[1].GetProperty("base_log_loss").GetDouble());
        Assert.Equal(0.61, json.GetProperty("pooled").GetProperty("auc").GetDouble());
        Assert.Equal(0.04, json.GetProperty("evidence").GetProperty("permutation_p").GetDouble());
        Assert.Equal(80, json.GetProperty("reliability").EnumerateArray().Sum(bin => bin.GetProperty("questions").GetInt32()));
        Assert.Equal(1, json.GetProperty("roc").EnumerateArray().Last().GetProperty("true_positive_rate").GetDouble());
        Assert.Equal(19, json.GetProperty("thresholds").GetArrayLength());
        Assert.Equal(10, json.GetProperty("probability_groups").GetArrayLength());
        Assert.Equal(12, json.GetProperty("importance").EnumerateArray().Sum(one => one.GetProperty("gain").GetDouble()));
        Assert.Equal(2, json.GetProperty("history").GetProperty("best_round").GetInt32());
        Assert.Equal(0.68, json.GetProperty("history").GetProperty("rounds")[2].GetProperty("validation_log_loss").GetDouble());
        Assert.Equal("c0ffee", json.GetProperty("identity").GetProperty("files")[0].GetProperty("sha256").GetString());
    }

    [Fact]
    public void The_verdict_and_its_gates_stand_before_any_other_figure()
    {
        var page = Page(SampleTraining.Report());

        var verdict = page.IndexOf("No evidence of an edge: do not trade it.", StringComparison.Ordinal);
        Assert.InRange(verdict, 0, page.IndexOf("NOT MET", StringComparison.Ordinal));
        Assert.True(page.IndexOf("NOT MET", StringComparison.Ordinal) < page.IndexOf("AUC", StringComparison.Ordinal));
        Assert.DoesNotContain("NOT MET", Page(SampleTraining.Report(isMet: true)), StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_every_part_of_the_training()
    {
        var text = XDocument.Parse(Page(SampleTraining.Report())).Root?.Value ?? "";

        Assert.All(
            ["1 of 2 tested blocks", "2: 2025-01-02 00:00 (thin)", "Probability against outcome", "ROC curve", "Thresholds", "Probability against result",
                "83.3 %, 2 splits", "those up to 2 count", "average", "c0ffee", "eta = 0.05"],
            expected => Assert.Contains(expected, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Is_well_formed_when_nothing_could_be_tested()
    {
        var report = SampleTraining.Report(questions: []);

        Assert.Contains("No block could be tested", XDocument.Parse(Page(report)).Root?.Value ?? "", StringComparison.Ordinal);
        Assert.Equal(0, JsonDocument.Parse(Json(report)).RootElement.GetProperty("roc").GetArrayLength());
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("A&B'\"</style><b>")]
    [InlineData("\u0000\u001b[2J\u202eTDSU")]
    public void Hostile_names_stay_text(string name)
    {
        var (plain, hostile) = (XDocument.Parse(Page(SampleTraining.Report())), XDocument.Parse(Page(SampleTraining.Report(name: name))));

        Assert.Equal(Names(plain), Names(hostile));
        Assert.Equal(name, JsonDocument.Parse(Json(SampleTraining.Report(name: name))).RootElement.GetProperty("name").GetString());
    }

    [Fact]
    public void Asks_nothing_of_the_network_and_runs_no_script()
    {
        var page = Page(SampleTraining.Report());

        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("//", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Names(XDocument.Parse(page)), name => name is "script" or "link" or "img" or "iframe" or "object" or "a");
    }

    [Fact]
    public void Every_coordinate_is_a_plain_number_within_its_picture()
    {
        var pictures = XDocument.Parse(Page(SampleTraining.Report())).Descendants("svg").ToArray();

        Assert.InRange(pictures.Length, 10, 40);
        foreach (var picture in pictures)
        {
            var box = Numbers(picture.Attribute("viewBox")?.Value ?? "");
            foreach (var (name, limit) in new[] { ("x", box[2]), ("x1", box[2]), ("x2", box[2]), ("cx", box[2]), ("y", box[3]), ("y1", box[3]), ("y2", box[3]), ("cy", box[3]) })
            {
                foreach (var value in picture.Descendants().Attributes(name).Select(attribute => Assert.Single(Numbers(attribute.Value))))
                    Assert.InRange(value, 0, limit);
            }

            Assert.All(picture.Descendants("rect").Attributes("height"), height => Assert.True(Assert.Single(Numbers(height.Value)) >= 0));
            Assert.All(picture.Descendants("path").Attributes("d"), path => Assert.Matches(PathShape(), path.Value));
        }
    }

    private static IEnumerable<string> Names(XDocument page) => page.Descendants().Select(element => element.Name.LocalName);

    private static double[] Numbers(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => double.Parse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture))];

    private static string Page(TrainingReport report) => Text(stream => TrainingReportWriter.WritePage(report, stream));

    private static string Json(TrainingReport report) => Text(stream => TrainingReportWriter.WriteJson(report, stream));

    private static string Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [GeneratedRegex(@"^M[0-9.]+ [0-9.]+(L[0-9.]+ [0-9.]+)*Z?$")]
    private static partial Regex PathShape();
}
